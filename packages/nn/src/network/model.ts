import { ArgumentError, type DType, random, ShapeError, Tensor, tensor } from '@nablajs/core-wasm';
import { type CodeTarget, networkCode } from '../format/code.js';
import { writeModel } from '../format/modelFile.js';
import { onnxModel } from '../format/onnx.js';
import { fromStateDict, stateDict } from '../format/stateDict.js';
import type { Layer } from '../layers/layer.js';
import type { LossName } from '../losses/index.js';
import { fit } from '../train/fit.js';
import { checkOptions, type FitOptions } from '../train/fitOptions.js';
import { fitFullBatch } from '../train/fullBatch.js';
import type { History } from '../train/history.js';
import { ArraySource, type BatchSource, StreamSource } from '../train/source.js';
import type { Architecture, Parameter } from './architecture.js';
import { type FloatArray, Pass, type PassNeeds } from './pass.js';
import {
  type Rows,
  requireFinite,
  type Samples,
  sampleRows,
  type Target,
  type TargetRows,
  targetRows,
} from './samples.js';

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

  /** @param theta Parameters to take over; drawn from the seed when there are none. */
  protected constructor(architecture: Architecture, seed: number, theta?: FloatArray) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new ArgumentError({ where: 'network: seed', expected: 'an integer from 0 to 2⁵³ − 1', got: String(seed) });
    this.architecture = architecture;
    this.seed = seed;
    this.#theta = theta ?? startingParameters(architecture, seed);
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

  /**
   * Trains on rows in memory, batch by batch. The event loop gets a turn about every 12 ms, so a page stays responsive and a
   * signal is heard; while it lasts, the network can be asked but not changed. The same options, data and seed give the same
   * parameters, bit for bit.
   *
   * The options' defaults are 10 epochs of batches of 128 rows, shuffled, with plain gradient descent. For classification
   * with ReLU layers, Adam with a rate of 0.001 to 0.002 that falls to 0 is a good start: MNIST's digits reach 98 % in 8 epochs of
   * `optimizer: 'adam', learningRate: 0.002` with a cosine schedule and 512 hidden units.
   *
   * @param X rows × inputs; unchanged. A typed array of rows is not copied.
   * @param target Class numbers, one for each row, or rows × outputs of one-hot rows or values.
   * @returns What happened, as plain data. Diverging, stopping and early stopping are statuses, not exceptions.
   * @throws ShapeError, ArgumentError naming the row, when samples or targets do not fit or are not finite: nothing is changed.
   * @throws FormatError when `resume` is no checkpoint. @throws OutOfMemoryError when a batch does not fit.
   */
  async fit(X: Samples, target: Target, options: FitOptions = {}): Promise<History> {
    this.requireIdle('fit');
    const { samples, targets } = this.pairs('fit', X, target);
    requireFinite('fit: X', samples);
    requireFinite('fit: target', targets);
    this.#requireValidation(options);
    if (options.optimizer === 'l-bfgs') return fitFullBatch(this, samples, targets, options);
    const checked = checkOptions(options, this.seed);
    const order = checked.shuffle ? checked.seed : undefined;
    return fit(this, new ArraySource(samples, targets, checked.batchSize, order), checked);
  }

  /**
   * Trains on batches that the caller makes, so that the data need not fit into memory.
   *
   * @param batches Called once for each epoch with its number; gives batches of at most `batchSize` rows, or a promise of
   *   each. Their order is the caller's. A resumed training asks for the epoch's batches again and skips those that are done.
   * @throws ShapeError, ArgumentError naming batch and row, when a batch does not fit; the steps before it are kept.
   */
  async fitBatches(batches: BatchSource, options: Omit<FitOptions, 'shuffle'> = {}): Promise<History> {
    this.requireIdle('fitBatches');
    this.#requireValidation(options);
    const checked = checkOptions({ ...options, shuffle: false }, this.seed);
    return fit(this, new StreamSource(batches, this.architecture, checked.batchSize), checked);
  }

  /**
   * The network as a safetensors file: parameters under their names, configuration in the metadata. The same network always
   * gives the same bytes.
   */
  save(): Uint8Array {
    return writeModel(this);
  }

  /**
   * The network as an ONNX model (opset 17) for inference elsewhere: input `X`, N × inputs, and output `O`, N × outputs, as
   * `forward` gives it: logits under softmax cross-entropy.
   */
  toOnnx(): Uint8Array {
    return onnxModel(this);
  }

  /**
   * The network as a program in Python, for PyTorch or JAX: layers, loss, a function that loads what `save` wrote, and a
   * training step, for GPUs and clusters.
   *
   * @throws ArgumentError for another language.
   */
  toCode(target: CodeTarget): string {
    return networkCode(this, target);
  }

  /**
   * The parameters under PyTorch's names and layout, newly allocated: with the prefix `net.`, layer 0 gives `net.0.weight`
   * (out × in, the transpose of ours) and `net.0.bias`. `writeSafetensors` makes a file of them that PyTorch loads.
   */
  stateDict(prefix = ''): Map<string, Tensor> {
    return stateDict(this, prefix);
  }

  /**
   * Takes parameters from PyTorch's names and layout, as `readSafetensors` gives them; entries of other layers are left alone.
   *
   * @throws FormatError when one is missing. @throws ShapeError when one does not fit. Nothing is replaced then.
   */
  loadStateDict(tensors: ReadonlyMap<string, Tensor>, prefix = ''): void {
    this.setParameters(fromStateDict(this, tensors, prefix));
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
      pass.load(samples, targets, 0, samples.rows);
      return work(pass);
    } finally {
      pass.free();
    }
  }

  #requireValidation({ validation }: FitOptions): void {
    if (validation) this.pairs('fit: validation', validation.X, validation.target);
  }

  #chunks(samples: Rows, size: number, work: (pass: Pass, from: number, rows: number) => void): void {
    const pass = new Pass(this.architecture, Math.min(size, samples.rows), { backward: false });
    try {
      pass.view(pass.theta, this.architecture.size).set(this.theta());
      for (let from = 0; from < samples.rows; from += size) {
        const rows = Math.min(size, samples.rows - from);
        pass.load(samples, undefined, from, rows);
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
      pass.loadTargets(targets, from, rows);
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
