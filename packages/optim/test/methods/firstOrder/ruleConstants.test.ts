// Constants under this package's names and PyTorch's make the same rule; what a rule does not have is refused.
import { ArgumentError } from '@nablajs/core-wasm';
import { allocate } from '@nablajs/core-wasm/machine';
import { describe, expect, it } from 'vitest';
import {
  adagrad,
  adam,
  adamw,
  minimize,
  momentum,
  nesterov,
  rmsprop,
  sgd,
  type UpdateRule,
} from '../../../src/index.js';

/** x after each of five steps along g = x, from 1, with λ = 0.1. */
function path(rule: UpdateRule): number[] {
  const block = allocate(8 * (2 + rule.slots));
  const numbers = block.f64();
  numbers.fill(0);
  numbers[0] = 1;
  const slots = Array.from({ length: rule.slots }, (_, k) => block.ptr + 16 + 8 * k);
  const points = [1, 2, 3, 4, 5].map((t) => {
    numbers[1] = numbers[0]!;
    rule.step(1, 'f64', block.ptr, block.ptr + 8, slots, t, 0.1);
    return numbers[0]!;
  });
  block.free();
  return points;
}

describe('constants of the update rules', () => {
  it.each<[string, UpdateRule, UpdateRule]>([
    [
      'Adam',
      adam({ lr: 0.01, betas: [0.8, 0.99], eps: 1e-3, weight_decay: 0.1, amsgrad: true }),
      adam({ learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon: 1e-3, weightDecay: 0.1, amsgrad: true }),
    ],
    ['AdamW', adamw({ weight_decay: 0.3 }), adamw({ weightDecay: 0.3 })],
    [
      'RMSprop',
      rmsprop({ alpha: 0.9, eps: 1e-3, centered: true, momentum: 0.5 }),
      rmsprop({ alpha: 0.9, epsilon: 1e-3, centered: true, momentum: 0.5 }),
    ],
    ['Adagrad', adagrad({ lr_decay: 0.5, initial_accumulator_value: 0 }), adagrad({ rateDecay: 0.5 })],
    [
      'SGD with momentum',
      sgd({ momentum: 0.8, dampening: 0, nesterov: false, weight_decay: 0.1 }),
      momentum({ momentum: 0.8, weightDecay: 0.1 }),
    ],
    ['SGD of Nesterov', sgd({ momentum: 0.8, nesterov: true }), nesterov({ momentum: 0.8 })],
  ])('%s is the same rule under PyTorch’s names', (_, theirs, own) => {
    // biome-ignore format: a table
    expect(path(theirs)).toEqual(path(own));
    expect(theirs.constants).toEqual(own.constants);
    expect(theirs.learningRate).toBe(own.learningRate);
  });

  it('lets the rate of Adagrad fall as λ/(1 + rateDecay·(t − 1))', () => {
    const [x1, x2] = path(adagrad({ rateDecay: 0.5, epsilon: 0 })) as [number, number];
    expect(x1).toBeCloseTo(0.9, 15);
    expect(x2).toBeCloseTo(0.9 - ((0.1 / 1.5) * 0.9) / Math.hypot(1, 0.9), 15);
  });

  it.each<[string, () => UpdateRule, RegExp]>([
    ['an unknown name', () => adam({ epsilonn: 1 } as object), /adam: expected constants among beta1.*epsilonn/],
    ['another rule’s name', () => adagrad({ momentum: 0.9 } as object), /momentum/],
    ['dampening', () => sgd({ momentum: 0.9, dampening: 0.5 as 0 }), /dampening/],
    ['a share of 1', () => adam({ betas: [0.9, 1] }), /beta2.*below 1/],
    ['a negative number', () => rmsprop({ eps: -1 }), /epsilon/],
    ['NaN', () => momentum({ momentum: Number.NaN }), /momentum/],
    ['a number for a switch', () => rmsprop({ centered: 1 as unknown as boolean }), /centered.*true or false/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
    expect(make).toThrow(ArgumentError);
  });

  it('reach minimize among its options', () => {
    const bowl = { value: (x: Float64Array) => x[0]! ** 2, gradient: (x: Float64Array) => Float64Array.of(2 * x[0]!) };
    const run = (rateDecay: number): number =>
      minimize(bowl, [1], { method: 'adagrad', learningRate: 0.1, maxIterations: 20, rateDecay }).x[0]!;
    expect(run(1)).toBeGreaterThan(run(0));
  });
});
