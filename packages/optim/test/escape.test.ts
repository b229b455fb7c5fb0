import { describe, expect, it } from 'vitest';
import { minimize, type Objective } from '../src/index.js';

/** (x² − 1)² + y²: minima at (±1, 0), a saddle at 0 that every start with x = 0 descends to. */
const twoValleys: Objective = {
  value: (x) => (x[0]! ** 2 - 1) ** 2 + x[1]! ** 2,
  gradient: (x) => Float64Array.of(4 * x[0]! * (x[0]! ** 2 - 1), 2 * x[1]!),
};

describe('escapeSaddles', () => {
  it('leaves a saddle that the method ran into, and one it started at', () => {
    for (const method of ['gradient-descent', 'bfgs', 'l-bfgs', 'cg', 'newton-cg'] as const) {
      for (const start of [
        [0, 2],
        [0, 0],
      ]) {
        const caught = minimize(twoValleys, start, { method, certify: true });
        expect([caught.status, caught.certificate!.kind, caught.value], method).toEqual(['converged', 'saddle', 1]);
        const free = minimize(twoValleys, start, { method, certify: true, escapeSaddles: true });
        expect([free.status, free.certificate!.kind], method).toEqual(['converged', 'minimum']);
        expect(Math.abs(free.x[0]!), method).toBeCloseTo(1, 6);
      }
    }
  });

  it('changes nothing at a minimum', () => {
    const plain = minimize(twoValleys, [0.5, 1], { method: 'bfgs' });
    const escaping = minimize(twoValleys, [0.5, 1], { method: 'bfgs', escapeSaddles: true });
    expect(escaping.x).toEqual(plain.x);
  });
});
