/**
 * Backpropagation against the definition of the derivative: for every parameter θₖ, and every entry of X,
 *
 *     (J(θ + h·eₖ) − J(θ − h·eₖ)) / 2h − ∂J/∂θₖ = O(h²)
 *
 * in f64 whatever the network's type, with h = ∛ε·max(1, |θₖ|), where truncation and rounding balance. A quotient that
 * disagrees is taken again with h/8 and h/64: across the kink of a ReLU near by it is no derivative.
 */

import { checkOptions } from '@nablajs/core-wasm/machine';
import type { LossName } from '../losses/index.js';
import { Architecture } from './architecture.js';
import type { Model, PassOptions } from './model.js';
import { type FloatArray, Pass } from './pass.js';
import type { Samples, Target } from './samples.js';

/** What {@link checkGradients} found. */
export interface GradientCheck {
  /** Largest |difference quotient − derivative| / max(10⁻³ · largest |derivative|, |quotient|, |derivative|). */
  readonly maxRelError: number;
  readonly maxAbsError: number;
  /** Where the relative error is largest: a parameter's name, or `X`, and the flat row-major index in it. */
  readonly worst: { readonly name: string; readonly index: number };
  /** Number of derivatives compared. */
  readonly compared: number;
  /** Entries that are exactly 0 before a ReLU: where there are any, an error may be theirs. */
  readonly kinks: number;
}

/** Options of {@link checkGradients}. */
export interface CheckOptions extends PassOptions {
  /** At most so many entries of each parameter, evenly spread; 100 by default. */
  entries?: number;
}

/**
 * Compares `backward` with difference quotients at the network's parameters.
 *
 * At an entry that is exactly 0 before a ReLU there is no derivative, and no agreement; it may come from a row whose units are
 * all off, before a layer whose biases are 0. Such entries are counted. The network is unchanged; memory for one pass in f64 is
 * borrowed.
 *
 * @throws ShapeError and ArgumentError as `backward`.
 *
 * @example
 * ```ts
 * import { checkGradients, TwoLayerNet } from '@nablajs/nn';
 *
 * const net = new TwoLayerNet({ inputs: 3, hidden: 5, outputs: 2, seed: 1 });
 * console.log(checkGradients(net, [[1, -2, 0.5]], [1]).maxRelError < 1e-6); // true
 * ```
 */
export function checkGradients(net: Model, X: Samples, target: Target, options: CheckOptions = {}): GradientCheck {
  checkOptions('checkGradients', options, ['entries', 'training']);
  const { layers, inputs, loss } = net.architecture;
  const architecture = new Architecture(layers, inputs, loss.name as LossName, 'f64');
  const { samples, targets } = net.pairs('checkGradients', X, target);
  const pass = new Pass(architecture, samples.rows, { backward: true, inputGradient: true, seed: net.seed });
  try {
    pass.view(pass.theta, architecture.size).set(net.theta.values);
    pass.load(samples, targets, 0, samples.rows);
    const value = (): number => {
      pass.forward(samples.rows, options.training ?? false, 0);
      return pass.loss(samples.rows, targets.classes);
    };
    value();
    const kinks = countKinks(pass, samples.rows);
    pass.backward();
    const blocks = [
      ...architecture.parameters
        .filter((parameter) => parameter.trained)
        .map(({ name, offset, size }) => ({
          name,
          size,
          at: pass.theta + 8 * offset,
          gradient: pass.gradient + 8 * offset,
        })),
      { name: 'X', size: samples.rows * samples.width, at: pass.activations[0]!, gradient: pass.deltas[0]! },
    ];
    return { ...compare(pass, blocks, value, options.entries ?? 100), kinks };
  } finally {
    pass.free();
  }
}

function countKinks(pass: Pass, rows: number): number {
  const { layers, widths } = pass.architecture;
  return layers.reduce((count, { kinkAtZero }, i) => {
    if (!kinkAtZero) return count;
    return count + pass.view(pass.activations[i]!, rows * widths[i]!).filter((x) => x === 0).length;
  }, 0);
}

interface Checked {
  readonly name: string;
  readonly size: number;
  /** Offsets of the numbers and of their derivatives. */
  readonly at: number;
  readonly gradient: number;
}

function compare(
  pass: Pass,
  blocks: readonly Checked[],
  value: () => number,
  entries: number,
): Omit<GradientCheck, 'kinks'> {
  const derivatives = blocks.map(({ gradient, size }) => pass.view(gradient, size).slice());
  const largest = derivatives.flatMap((block) => [...block]).reduce((top, d) => Math.max(top, Math.abs(d)), 0);
  let worst = { name: '', index: 0 };
  let maxRelError = 0;
  let maxAbsError = 0;
  let compared = 0;
  blocks.forEach(({ name, size, at }, b) => {
    const stride = Math.max(1, Math.ceil(size / entries));
    for (let index = 0; index < size; index += stride) {
      const derivative = derivatives[b]![index]!;
      const { relative, absolute } = closest(pass.view(at, size), index, derivative, largest, value);
      compared++;
      maxAbsError = Math.max(maxAbsError, absolute);
      if (relative <= maxRelError) continue;
      maxRelError = relative;
      worst = { name, index };
    }
  });
  return { maxRelError, maxAbsError, worst, compared };
}

/** The error of the first step that agrees, else the smallest; NaN if the loss is. */
function closest(numbers: FloatArray, index: number, derivative: number, largest: number, value: () => number): Errors {
  const start = numbers[index]!;
  let best: Errors = { relative: Number.POSITIVE_INFINITY, absolute: Number.POSITIVE_INFINITY };
  for (const fraction of [1, 1 / 8, 1 / 64]) {
    const step = fraction * Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(start));
    numbers[index] = start + step;
    const above = value();
    numbers[index] = start - step;
    const below = value();
    numbers[index] = start;
    const quotient = (above - below) / (start + step - (start - step));
    const absolute = Math.abs(quotient - derivative);
    const scale = Math.max(1e-3 * largest, Math.abs(quotient), Math.abs(derivative));
    const relative = absolute === 0 ? 0 : absolute / scale;
    if (!(relative >= best.relative)) best = { relative, absolute };
    if (relative < 1e-7) break;
  }
  return best;
}

interface Errors {
  readonly relative: number;
  readonly absolute: number;
}
