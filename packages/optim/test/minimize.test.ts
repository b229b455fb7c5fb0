import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { iterate, minimize, minimizeAsync, type Objective } from '../src/index.js';

const rosenbrock: Objective = {
  value: (x) => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2,
  gradient(x, out = new Float64Array(2)) {
    const a = x[1]! - x[0]! ** 2;
    out[0] = -2 * (1 - x[0]!) - 400 * x[0]! * a;
    out[1] = 200 * a;
    return out;
  },
};
const start = [-1.2, 1];

describe('minimize', () => {
  it('finds the minimum of the Rosenbrock function from values alone, gradients and a plain function', () => {
    for (const f of [rosenbrock, rosenbrock.value]) {
      const result = minimize(f, start, { method: 'bfgs' });
      expect(result.status).toBe('converged');
      expect(result.x[0]).toBeCloseTo(1, 6);
      expect(result.x[1]).toBeCloseTo(1, 6);
    }
    expect(start).toEqual([-1.2, 1]);
  });

  it('takes the course’s step x − λ∇f exactly', () => {
    const bowl: Objective = {
      value: (x) => (x[0]! ** 2 + x[1]! ** 2) / 2,
      gradient: (x) => Float64Array.of(x[0]!, x[1]!),
    };
    const { trace } = minimize(bowl, [1, 1], {
      method: 'gradient-descent',
      learningRate: 0.5,
      maxIterations: 3,
      trace: true,
    });
    expect(trace!.map(({ x }) => x[0])).toEqual([1, 0.5, 0.25, 0.125]);
    const oneStep = minimize(bowl, [1, 1], { method: 'gradient-descent', learningRate: 1 });
    expect(oneStep.iterations).toBe(1);
    expect(Array.from(oneStep.x)).toEqual([0, 0]);
    const tooLong = minimize(bowl, [1, 1], { method: 'gradient-descent', learningRate: 2.1 });
    expect(tooLong.status).toBe('diverged');
    expect(Array.from(tooLong.x)).toEqual([1, 1]);
  });

  it('gives the same iterates in one go, step by step and in slices', async () => {
    const whole = minimize(rosenbrock, start, { method: 'bfgs', trace: true });
    const steps = [...iterate(rosenbrock, start, { method: 'bfgs' })];
    expect(steps).toEqual(whole.trace);
    const sliced = await minimizeAsync(rosenbrock, start, { method: 'bfgs', trace: true });
    expect(sliced).toEqual(whole);
  });

  it('stops when onIteration or the signal says so, with a completed iterate', () => {
    const stopped = minimize(rosenbrock, start, {
      method: 'bfgs',
      onIteration: ({ iteration }) => (iteration === 4 ? 'stop' : undefined),
    });
    expect([stopped.status, stopped.iterations]).toEqual(['stopped', 4]);
    expect(stopped.value).toBe(rosenbrock.value(stopped.x));
    const aborted = minimize(rosenbrock, start, { method: 'bfgs', signal: AbortSignal.abort() });
    expect([aborted.status, aborted.iterations]).toEqual(['stopped', 0]);
  });

  it('refuses what it cannot read, before evaluating anything', () => {
    const f = (): number => {
      throw new Error('evaluated');
    };
    const wrong: [unknown, unknown, object][] = [
      [f, [], {}],
      [f, [Number.NaN], {}],
      [f, [1, Number.POSITIVE_INFINITY], {}],
      [f, undefined, {}],
      [f, 3, {}],
      [null, [1], {}],
      [{}, [1], {}],
      [f, [1], { method: 'steepest' }],
      [f, [1], { method: 'constructor' }],
      [f, [1], { method: 'bfgs', lineSearch: 'none' }],
      [f, [1], { method: 'bfgs', bounds: [[0, 1]] }],
      [f, [1], { bounds: [] }],
      [f, [1], { bounds: [[2, 1]] }],
      [f, [1], { maxIterations: -1 }],
      [f, [1], { learningRate: -1 }],
    ];
    for (const [objective, x0, opts] of wrong) {
      expect(() => minimize(objective as Objective, x0 as number[], opts), JSON.stringify(opts)).toThrow(ArgumentError);
    }
  });
});
