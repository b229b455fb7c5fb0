import { ArgumentError, type DType, random, ShapeError, Tensor, tensor } from '@nablajs/core-wasm';
import type { Layer } from '../layers/layer.js';
import type { LossName } from '../losses/index.js';
import type { Architecture, Parameter } from './architecture.js';
import { type FloatArray, Pass, type PassNeeds } from './pass.js';
import { type Rows, type Samples, sampleRows, type Target, type TargetRows, targetRows } from './samples.js';

/** Rows that `loss`, `predict` and `evaluate` work on at a time: memory stays small however many rows come. */
const chunkRows = 512;

/** What {@link Model.evaluate} measures. */
export interface Evaluation {
  readonly loss: number;
  /** Share of rows whose largest output is at the label; NaN for a network of one output, which has no classes. */
  readonly accuracy: number;
}

/** Options of the passes that are not part of a training. */
export interface PassOptions {
  /** Whether layers behave as while training: batch normalisation by the batch's own mean and variance. */
  training?: boolean;
}

/**
 * What every network has: layers, one vector θ of parameters, a loss, and the passes over rows of samples.
 *
 * θ lives in JavaScript; core memory is borrowed for the length of a call, or of a training, and given back, so a
 * network that is dropped leaves nothing behind.
 */
export abstract class Model {
  /** @internal */
  readonly architecture: Architecture;
  /** The seed that the parameters started from, and the default seed of `fit`. */
  readonly seed: number;
  readonly #theta: FloatArray;
  #tensors: Readonly<Record<string, Tensor>> | undefined;
  #live: Pass | undefined;

  protected constructor(architecture: Architecture, seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new ArgumentError({ where: 'network: seed', expected: 'an integer from 0 to 2⁵³ − 1', got: String(seed) });
    this.architecture = architecture;
    this.seed = seed;
    this.#theta = startingParameters(architecture, seed);
  }

  get layers(): readonly Layer[] {
    return this.architecture.layers;
  }

  get dtype(): DType {
    return this.architecture.dtype;
  }

  /** The loss by its name; `loss()` computes it. */
  get lossName(): LossName {
    return this.architecture.loss.name as LossName;
  }

  /** Every parameter by name, as Tensors that later training does not change. */
  get parameters(): Readonly<Record<string, Tensor>> {
    if (this.#live) this.#tensors = undefined;
    const theta = this.theta();
    this.#tensors ??= Object.freeze(
      Object.fromEntries(
        this.architecture.parameters.map((parameter) => [parameter.name, this.#tensorOf(parameter, theta)]),
      ),
    );
    return this.#tensors;
  }

  /**
   * Replaces parameters; those not named stay.
   *
   * @param values Tensors or nested arrays by name; converted to the network's element type.
   * @throws ArgumentError for a name the network does not have, or while it is being trained.
   * @throws ShapeError for another shape. Nothing is replaced then.
   */
  setParameters(values: Readonly<Record<string, Tensor | Parameters<typeof tensor>[0]>>): void {
    this.requireIdle('setParameters');
    const replacements = Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        const parameter = this.architecture.parameters.find((candidate) => candidate.name === name);
        if (!parameter)
          throw new ArgumentError({
            where: 'setParameters',
            expected: `names among ${this.architecture.parameters.map((known) => known.name).join(', ')}`,
            got: name,
          });
        const given = value instanceof Tensor ? value : tensor(value);
        if (given.shape.length !== parameter.shape.length || given.shape.some((n, i) => n !== parameter.shape[i]))
          throw new ShapeError(
            `setParameters: ${name}`,
            `shape ${parameter.shape.join('×')}`,
            `${given.shape.join('×')}`,
          );
        return { offset: parameter.offset, elements: given.toTypedArray() };
      });
    for (const { offset, elements } of replacements) this.#theta.set(elements, offset);
    this.#tensors = undefined;
  }

  /** J of all rows together. */
  loss(X: Samples, target: Target, options: PassOptions = {}): number {
    const { samples, targets } = this.pairs('loss', X, target);
    if (options.training) return this.#overChunks(samples, targets, samples.rows, true).loss;
    return this.#overChunks(samples, targets, chunkRows, false).loss;
  }

  /** J of all rows together, and the share of rows whose largest output is the target's: its class, or its largest entry. */
  evaluate(X: Samples, labels: Target): Evaluation {
    const { samples, targets } = this.pairs('evaluate', X, labels);
    const { loss, hits } = this.#overChunks(samples, targets, chunkRows, false);
    return { loss, accuracy: this.architecture.outputs > 1 ? hits / samples.rows : Number.NaN };
  }

  /** For each row the column of the largest output: with class labels, the class. `forward` gives the outputs themselves. */
  predict(X: Samples): Int32Array<ArrayBuffer> {
    const samples = sampleRows('predict', X, this.architecture.inputs);
    const winners = new Int32Array(samples.rows);
    this.#chunks(samples, chunkRows, (pass, from, rows) => {
      pass.forward(rows, false, 0);
      winners.set(this.#winners(pass, rows), from);
    });
    return winners;
  }

  /** @internal θ, current even while a training is under way. */
  theta(): FloatArray {
    if (this.#live) this.#theta.set(this.#live.view(this.#live.theta, this.architecture.size));
    return this.#theta;
  }

  /** @internal Replaces θ. */
  setTheta(values: FloatArray): void {
    this.#theta.set(values);
    this.#tensors = undefined;
  }

  /** @internal θ lives in the pass from now on, until `rest`. */
  train(pass: Pass): void {
    this.requireIdle('fit');
    pass.view(pass.theta, this.architecture.size).set(this.#theta);
    this.#live = pass;
  }

  /** @internal Takes θ back from the training pass. */
  rest(): void {
    this.theta();
    this.#live = undefined;
    this.#tensors = undefined;
  }

  /** @internal */
  requireIdle(where: string): void {
    if (this.#live) throw new ArgumentError({ where, expected: 'a network at rest', got: 'one in training' });
  }

  /** @internal Samples and targets of equal length. */
  pairs(where: string, X: Samples, target: Target): { samples: Rows; targets: TargetRows } {
    const samples = sampleRows(where, X, this.architecture.inputs);
    if (samples.rows === 0)
      throw new ArgumentError({ where: `${where}: X`, expected: 'at least one row', got: 'none' });
    return { samples, targets: targetRows(where, target, samples.rows, this.architecture) };
  }

  /** @internal A pass that holds θ and, if given, the samples and targets; freed when the work is done. */
  withPass<R>(needs: PassNeeds, samples: Rows, targets: TargetRows | undefined, work: (pass: Pass) => R): R {
    const pass = new Pass(this.architecture, samples.rows, needs);
    try {
      pass.view(pass.theta, this.architecture.size).set(this.theta());
      fill(pass, samples, targets, 0, samples.rows);
      return work(pass);
    } finally {
      pass.free();
    }
  }

  #chunks(samples: Rows, size: number, work: (pass: Pass, from: number, rows: number) => void): void {
    const pass = new Pass(this.architecture, Math.min(size, samples.rows), { backward: false });
    try {
      pass.view(pass.theta, this.architecture.size).set(this.theta());
      for (let from = 0; from < samples.rows; from += size) {
        const rows = Math.min(size, samples.rows - from);
        fill(pass, samples, undefined, from, rows);
        work(pass, from, rows);
      }
    } finally {
      pass.free();
    }
  }

  #overChunks(samples: Rows, targets: TargetRows, size: number, training: boolean): { loss: number; hits: number } {
    const mean = this.architecture.loss.reduction === 'mean';
    let loss = 0;
    let hits = 0;
    this.#chunks(samples, size, (pass, from, rows) => {
      fillTargets(pass, targets, from, rows);
      pass.forward(rows, training, 0);
      loss += pass.loss(rows, targets.classes) * (mean ? rows / samples.rows : 1);
      const winners = this.#winners(pass, rows);
      for (let i = 0; i < rows; i++) if (winners[i] === wantedColumn(targets, from + i)) hits++;
    });
    return { loss, hits };
  }

  /** The winning column of each row of the output, as a view. */
  #winners(pass: Pass, rows: number): Int32Array {
    const { outputs } = this.architecture;
    const output = pass.address(pass.activations[this.architecture.layers.length]!);
    pass.core.argmaxRows(rows, outputs, output, pass.address(pass.target));
    return pass.classes(rows);
  }

  #tensorOf({ offset, size, shape }: Parameter, theta: FloatArray): Tensor {
    return tensor(theta.slice(offset, offset + size), { shape, dtype: this.dtype });
  }
}

/** Copies rows into a pass: samples into x₀, targets where the loss reads them. */
export function fill(pass: Pass, samples: Rows, targets: TargetRows | undefined, from: number, rows: number): void {
  const { data, width } = samples;
  pass.view(pass.activations[0]!, rows * width).set(data.subarray(from * width, (from + rows) * width));
  if (targets) fillTargets(pass, targets, from, rows);
}

function fillTargets(pass: Pass, { data, width, classes }: TargetRows, from: number, rows: number): void {
  const view = classes ? pass.classes(rows) : pass.view(pass.target, rows * width);
  view.set(data.subarray(from * width, (from + rows) * width));
}

/** The class of a target's row, or the first of its largest entries. */
function wantedColumn({ data, width, classes }: TargetRows, row: number): number {
  if (classes) return data[row]!;
  let best = 0;
  for (let j = 1; j < width; j++) if (data[row * width + j]! > data[row * width + best]!) best = j;
  return best;
}

function startingParameters({ parameters, size, dtype }: Architecture, seed: number): FloatArray {
  const theta = dtype === 'f32' ? new Float32Array(size) : new Float64Array(size);
  const generator = random(seed);
  for (const { start, shape, offset, size: length } of parameters) {
    if (typeof start === 'number') theta.fill(start, offset, offset + length);
    else theta.set(generator.normal(shape, { std: start.deviation, dtype }).toTypedArray(), offset);
  }
  return theta;
}
