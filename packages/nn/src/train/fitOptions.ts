import { ArgumentError } from '@nablajs/core-wasm';
import { checkOptions, kernels } from '@nablajs/core-wasm/machine';
import { type Constants, type RuleName, rules, type Schedule, type UpdateRule } from '@nablajs/optim/rules';
import type { Samples, Target } from '../network/samples.js';
import type { BatchRecord, EpochRecord } from './history.js';

/** Name of an optimizer that steps batch by batch. */
export type OptimizerName = RuleName;

/** The update rules by name, each with PyTorch's constants. */
const makers: ReadonlyMap<string, (constants: OptimizerConstants) => UpdateRule> = new Map(
  Object.values(rules).map((make) => [make().name, make]),
);

/** λ where neither the options nor the rule name one. */
const usualRate = 0.01;

/**
 * Constants of the optimizers, with PyTorch's defaults. What PyTorch calls `betas` is `beta1` and `beta2`, `eps` is `epsilon`,
 * `lr_decay` is `rateDecay`, `weight_decay` is `weightDecay`.
 */
export type OptimizerConstants = Pick<Constants, (typeof constantNames)[number]>;

/** The names of those constants. */
export const constantNames = [
  'momentum',
  'alpha',
  'centered',
  'beta1',
  'beta2',
  'amsgrad',
  'epsilon',
  'rateDecay',
  'weightDecay',
] as const;

/** Samples that the network is judged by and does not learn from, such as the `test` part of `trainTestSplit`. */
export type Validation =
  | { readonly X: Samples; readonly target: Target }
  | { readonly X: Samples; readonly labels: Target };

/** What the validation samples should have given. */
export function validationTarget(validation: Validation): Target {
  return 'target' in validation ? validation.target : validation.labels;
}

/** When to end because nothing improves. */
export interface EarlyStopping {
  /** Epochs to wait for an improvement of the validation loss, or of the training loss when nothing is held out. */
  patience: number;
  /** By how much the loss has to fall for an improvement; 0 by default. */
  minimumChange?: number;
  /** Whether the parameters of the best epoch come back at the end; true by default. */
  restoreBest?: boolean;
}

/** Where the state of a training goes, so that it can be resumed. */
export interface Checkpointing {
  /** Steps from one checkpoint to the next; by default there is one at the end of each epoch. */
  every?: number;
  /** Takes the checkpoint, a safetensors file; training goes on when it is done. */
  save(bytes: Uint8Array, step: number): void | Promise<void>;
}

/** The schedules with a name: factors of λ that fall from 1 to 0 as t/T goes from 0 to 1. */
const factors = {
  cosine: (part: number): number => 0.5 * (1 + kernels().dCos(Math.PI * part)),
  linear: (part: number): number => 1 - part,
} as const;

/** Name of a schedule that falls from 1 to 0. */
export type ScheduleName = keyof typeof factors;

/**
 * Options of `fit`. The constants of the optimizer stand among them, as in `minimize`: `{ optimizer: 'rmsprop', centered: true,
 * momentum: 0.9 }`; one that the optimizer does not have is refused.
 */
export interface FitOptions extends OptimizerConstants {
  /** Passes over the samples; 10 by default. With `'l-bfgs'`, iterations. */
  epochs?: number;
  /** Rows of a batch; 128 by default. The last batch of an epoch may be smaller. */
  batchSize?: number;
  /**
   * A name; a rule of `@nablajs/optim` with its constants, such as `adam({ amsgrad: true })`, whose constants may also have
   * PyTorch's names, such as `adam({ lr: 0.01, betas: [0.9, 0.99], eps: 1e-6 })`; or `'l-bfgs'`, which descends on all samples
   * at once. `'sgd'` by default.
   */
  optimizer?: OptimizerName | UpdateRule | 'l-bfgs';
  /** λ, or λ(t) of step t = 0, 1, …; by default the rule's own, which is 0.001 for Adam and AdamW, 0.01 for the others. */
  learningRate?: number | Schedule;
  /**
   * What λ is multiplied by at step t = 0, 1, …; 1 by default. By name, with T steps in all: `'cosine'` is
   * (1 + cos(πt/T))/2, `'linear'` is 1 − t/T.
   */
  schedule?: Schedule | ScheduleName;
  /** w of the penalty ½·w·‖θ‖², added to the gradient; decoupled from it with `'adamw'` (0.01 there by default). */
  weightDecay?: number;
  /** Largest Euclidean norm of a step's gradient; longer ones are scaled down to it. */
  gradientClip?: number;
  validation?: Validation;
  /** Whether each epoch goes through the rows in a new random order; true by default. */
  shuffle?: boolean;
  /** What the orders and dropout draw from; the network's seed by default. */
  seed?: number;
  earlyStopping?: EarlyStopping;
  /** Called after each step; `'stop'` ends the training there. A promise is waited for. */
  onBatch?(batch: BatchRecord): unknown;
  /** Called after each epoch; `'stop'` ends the training there. A promise is waited for. */
  onEpoch?(epoch: EpochRecord): unknown;
  /** Ends the training after the step under way. */
  signal?: AbortSignal;
  checkpoint?: Checkpointing;
  /**
   * A checkpoint to go on from. Everything else has to be as it was, and is compared: the network, the optimizer and its
   * constants, learning rate, clipping, batch size, order and seed. `epochs` may grow, unless the schedule depends on it.
   */
  resume?: Uint8Array;
}

/** Options with what they stand for. */
export interface CheckedOptions extends FitOptions {
  readonly epochs: number;
  readonly batchSize: number;
  readonly rule: UpdateRule;
  readonly rate: Schedule;
  readonly shuffle: boolean;
  readonly seed: number;
}

/**
 * @param rows Rows of an epoch, where they are known.
 * @throws ArgumentError for an option that is none, or out of its range.
 */
export function resolveFitOptions(options: FitOptions, networkSeed: number, rows?: number): CheckedOptions {
  const { epochs = 10, batchSize = 128, shuffle = true, seed = networkSeed } = options;
  requireInteger('epochs', epochs, 0);
  requireInteger('batchSize', batchSize, 1);
  requireInteger('seed', seed, 0);
  requirePositive('gradientClip', options.gradientClip);
  if (options.checkpoint) checkOptions('fit: checkpoint', options.checkpoint, ['every', 'save']);
  if (options.checkpoint?.every !== undefined) requireInteger('checkpoint.every', options.checkpoint.every, 1);
  if (options.earlyStopping) {
    checkOptions('fit: earlyStopping', options.earlyStopping, ['patience', 'minimumChange', 'restoreBest']);
    requireInteger('earlyStopping.patience', options.earlyStopping.patience, 1);
  }
  if (typeof options.learningRate === 'number') requirePositive('learningRate', options.learningRate);
  const { rule, rate } = ruleOf(options);
  const { learningRate = rate } = options;
  const schedule = scheduleOf(options, epochs * Math.ceil((rows ?? Number.NaN) / batchSize));
  const base = typeof learningRate === 'function' ? learningRate : () => learningRate;
  return {
    ...options,
    epochs,
    batchSize,
    shuffle,
    seed,
    rule,
    rate: schedule ? (step) => base(step) * schedule(step) : base,
  };
}

function scheduleOf({ schedule }: FitOptions, steps: number): Schedule | undefined {
  if (typeof schedule !== 'string') return schedule;
  if (!Object.hasOwn(factors, schedule) || Number.isNaN(steps)) {
    const expected = Number.isNaN(steps)
      ? 'a function, for batches of unknown number'
      : Object.keys(factors).join(', ');
    throw new ArgumentError({ where: 'fit: schedule', expected, got: `'${schedule}'` });
  }
  return (step) => factors[schedule](step / steps);
}

function ruleOf(options: FitOptions): { rule: UpdateRule; rate: number } {
  const { optimizer = 'sgd' } = options;
  const given = constantNames.filter((name) => options[name] !== undefined);
  if (typeof optimizer === 'object' && typeof optimizer?.step === 'function') {
    if (given.length > 0)
      throw new ArgumentError({ where: `fit: ${given[0]}`, expected: `it in ${optimizer.name}({ … })`, got: 'both' });
    return { rule: optimizer, rate: rateOf(optimizer) };
  }
  const make = makers.get(optimizer as string);
  if (!make)
    throw new ArgumentError({
      where: 'fit: optimizer',
      expected: `${[...makers.keys()].join(', ')}, l-bfgs or a rule of @nablajs/optim`,
      got: String(optimizer),
    });
  const rule = make(Object.fromEntries(given.map((name) => [name, options[name]])));
  return { rule, rate: rateOf(rule) };
}

function rateOf({ learningRate, usualRate: customary = usualRate }: UpdateRule): number {
  return learningRate ?? customary;
}

function requireInteger(name: string, value: unknown, least: number): void {
  if (!Number.isSafeInteger(value) || Number(value) < least)
    throw new ArgumentError({ where: `fit: ${name}`, expected: `an integer ≥ ${least}`, got: String(value) });
}

function requirePositive(name: string, value: number | undefined): void {
  if (value !== undefined && !(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new ArgumentError({ where: `fit: ${name}`, expected: 'a positive number', got: String(value) });
}
