import { kernels } from '@nablajs/core-wasm/machine';

/**
 * λ(k), the learning rate at iteration k = 0, 1, 2, …
 *
 * A schedule is any function of k; the named ones below are the usual shapes, the same bits on every engine.
 *
 * @example
 * ```ts
 * import { minimize, schedules } from '@nablajs/optim';
 *
 * const bowl = { value: (x: Float64Array) => x[0]! ** 2, gradient: (x: Float64Array) => Float64Array.of(2 * x[0]!) };
 * minimize(bowl, [3], { method: 'gradient-descent', learningRate: schedules.exponential(0.4, 0.99) });
 * ```
 */
export type Schedule = (iteration: number) => number;

/** The usual learning-rate schedules. */
export const schedules = {
  /** λ(k) = rate. */
  constant:
    (rate: number): Schedule =>
    () =>
      rate,
  /** λ(k) = rate·decayᵏ. */
  exponential:
    (rate: number, decay: number): Schedule =>
    (k) =>
      rate * kernels().dPow(decay, k),
  /** λ(k) = rate / (1 + decay·k): the steps are not summable, their squares are. */
  inverseTime:
    (rate: number, decay: number): Schedule =>
    (k) =>
      rate / (1 + decay * k),
  /** λ(k) = rate·factor^⌊k/every⌋. */
  step:
    (rate: number, factor: number, every: number): Schedule =>
    (k) =>
      rate * kernels().dPow(factor, Math.floor(k / every)),
  /** λ(k) = least + (rate − least)·(1 + cos(πk/period))/2, least from k = period on. */
  cosine:
    (rate: number, period: number, least = 0): Schedule =>
    (k) =>
      k >= period ? least : least + ((rate - least) * (1 + kernels().dCos((Math.PI * k) / period))) / 2,
  /** `after`, reached linearly from 0 within the first `steps` iterations. */
  warmup:
    (steps: number, after: Schedule): Schedule =>
    (k) =>
      k < steps ? (after(k) * (k + 1)) / steps : after(k),
} as const;
