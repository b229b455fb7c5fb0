/** What a method can be told, already checked and with its line search resolved. */

import type { Tolerance } from '../convergence.js';
import type { LineSearchName } from '../lineSearch/index.js';
import type { LineSearch } from '../lineSearch/lineSearch.js';
import type { Schedule } from '../schedule.js';

/** Constants of the methods; each has the default its file states. */
export interface Constants {
  /** Pairs (s, y) kept by `l-bfgs` and `l-bfgs-b`. Default 10. */
  memory?: number;
  /** Momentum of `momentum` and `nesterov` (0.9), and of `rmsprop` (0). */
  momentum?: number;
  /** Decay of the squared gradients of `rmsprop`. Default 0.99. */
  alpha?: number;
  /** `rmsprop` with the variance instead of the second moment. */
  centered?: boolean;
  /** Decay of the mean gradient of `adam` and `adamw`. Default 0.9. */
  beta1?: number;
  /** Decay of the mean squared gradient of `adam` and `adamw`. Default 0.999. */
  beta2?: number;
  /** `adam` and `adamw` with the largest second moment so far. */
  amsgrad?: boolean;
  /** Fall of `adagrad`'s learning rate: λ/(1 + rateDecay·k) at step k = 0, 1, …. Default 0. */
  rateDecay?: number;
  /** Added to the root of the second moment. */
  epsilon?: number;
  /** w of the penalty wx added to ∇f, or, in `adamw`, of the shrinkage 1 − λw apart from it. Default 0. */
  weightDecay?: number;
  /** How `trust-region` solves its subproblem: `exact` (Moré–Sorensen) or `steihaug` (truncated CG). */
  subproblem?: 'exact' | 'steihaug';
  /** First radius of `trust-region`. */
  radius?: number;
}

export interface MethodOptions {
  readonly constants: Constants;
  readonly tolerance: Tolerance;
  readonly lineSearch: LineSearch;
  readonly lineSearchName: LineSearchName | undefined;
  /** The learning rate at an iteration, when one was given. */
  readonly learningRate: Schedule | undefined;
}
