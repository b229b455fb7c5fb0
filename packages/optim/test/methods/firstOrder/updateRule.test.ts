import { allocate } from '@nablajs/core-wasm/machine';
import { describe, expect, it } from 'vitest';
import * as optim from '../../../src/index.js';
import { minimize, type UpdateRule } from '../../../src/index.js';

const bowl = {
  value: (x: Float64Array): number => 0.5 * (x[0]! - 3) ** 2 + 2 * (x[1]! + 1) ** 2,
  gradient: (x: Float64Array): Float64Array => Float64Array.of(x[0]! - 3, 4 * (x[1]! + 1)),
};

describe('update rules', () => {
  it('minimize a bowl, each from the same start', () => {
    const cases: [optim.MethodName, number, number][] = [
      ['momentum', 0.05, 1e-6],
      ['nesterov', 0.05, 1e-6],
      ['rmsprop', 0.01, 2e-2],
      ['adagrad', 0.5, 1e-4],
      ['adam', 0.05, 1e-4],
      ['adamw', 0.05, 1e-4],
    ];
    for (const [method, learningRate, within] of cases) {
      const { x, value } = minimize(bowl, [0, 0], { method, learningRate, maxIterations: 5000 });
      expect(Math.hypot(x[0]! - 3, x[1]! + 1), method).toBeLessThan(within);
      expect(value).toBe(bowl.value(x));
    }
  });

  it('descend Rosenbrock’s valley as they come, and say so where the steps are too long', () => {
    const valley = {
      value: ([x, y]: Float64Array): number => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2,
      gradient: ([x, y]: Float64Array): Float64Array =>
        Float64Array.of(-2 * (1 - x!) - 400 * x! * (y! - x! * x!), 200 * (y! - x! * x!)),
    };
    for (const method of ['momentum', 'nesterov', 'adam', 'adamw'] as const) {
      expect(minimize(valley, [-1.2, 1], { method }).status, method).toBe('converged');
    }
    for (const method of ['momentum', 'nesterov'] as const) {
      const long = minimize(valley, [-1.2, 1], { method, learningRate: 0.01 });
      expect(long.status, method).toBe('diverged');
      expect(long.message, method).toMatch(/the steps are too long/);
      expect(long.value, 'the best iterate').toBe(
        Math.min(valley.value(long.x), valley.value(Float64Array.of(-1.2, 1))),
      );
    }
  });

  it('keep to bounds', () => {
    const { x } = minimize(bowl, [0, 0], {
      method: 'adam',
      learningRate: 0.1,
      bounds: [
        [-1, 1],
        [0, null],
      ],
    });
    expect(Array.from(x)).toEqual([1, 0]);
  });

  it('interrupted and resumed from their state equal an uninterrupted run, bit for bit', () => {
    const rules: UpdateRule[] = [
      optim.sgd(),
      optim.momentum(),
      optim.nesterov(),
      optim.rmsprop({ centered: true, momentum: 0.9 }),
      optim.adagrad(),
      optim.adam({ amsgrad: true }),
      optim.adamw(),
    ];
    for (const rule of rules) {
      const run = (numbers: Float64Array, from: number, to: number): Float64Array => {
        const block = allocate(numbers.byteLength);
        block.f64().set(numbers);
        const at = (k: number): number => block.ptr + 16 * k;
        const state = Array.from({ length: rule.slots }, (_, k) => at(2 + k));
        for (let t = from; t <= to; t++) {
          block.f64().set(bowl.gradient(block.f64(0, 2)), 2);
          rule.step(2, 'f64', at(0), at(1), state, t, 0.01);
        }
        const after = block.f64().slice();
        block.free();
        return after;
      };
      const start = new Float64Array(2 * (2 + rule.slots));
      expect(run(run(start, 1, 7), 8, 20), rule.name).toEqual(run(start, 1, 20));
    }
  });
});
