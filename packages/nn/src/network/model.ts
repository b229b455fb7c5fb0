import { ArgumentError, type DType, type Tensor, type TensorData, tensor } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { type CodeTarget, networkCode } from '../format/code.js';
import { writeModel } from '../format/modelFile.js';
import { onnxModel } from '../format/onnx.js';
import { fromStateDict, stateDict } from '../format/stateDict.js';
import type { Layer } from '../layers/layer.js';
import type { LossName } from '../losses/index.js';
import { fit } from '../train/fit.js';
import { fitOptionNames } from '../train/fitOptionNames.js';
import { type FitOptions, resolveFitOptions, validationTarget } from '../train/fitOptions.js';
import { fitFullBatch } from '../train/fullBatch.js';
import type { History } from '../train/history.js';
import { ArraySource, type BatchSource, StreamSource } from '../train/source.js';
import type { Architecture } from './architecture.js';
import { type Evaluation, judge, outputs, winners } from './inference.js';
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
import { Theta } from './theta.js';

/** The loss of a network that names none. */
export type DefaultLoss = 'softmax-cross-entropy';

/** What {@link Model.predict} gives: classes under softmax cross-entropy, and outputs under any other loss. */
export type Prediction<L extends LossName> = L extends 'softmax-cross-entropy' ? Int32Array<ArrayBuffer> : Tensor;

/** Options of `load`. */
export interface LoadOptions<L extends LossName> {
  /**
   * The loss that the network has to have, which makes the type of its predictions known. Of a file without a loss, such as
   * PyTorch's, the loss that the network gets.
   */
  loss: L;
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
  /** @internal */
  readonly theta: Theta;

  /** @param theta Parameters to take over; drawn from the seed when there are none. */
  protected constructor(architecture: Architecture, seed: number, theta?: FloatArray) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new ArgumentError({ where: 'network: seed', expected: 'an integer from 0 to 2⁵³ − 1', got: String(seed) });
    this.architecture = architecture;
    this.seed = seed;
    this.theta = new Theta(architecture, seed, theta);
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
    return this.theta.tensors;
  }

  /**
   * Replaces parameters; those not named stay.
   *
   * @param values Tensors or nested arrays by name; converted to the network's element type.
   * @throws ArgumentError for a name the network does not have, or while it is being trained.
   * @throws ShapeError for another shape. Nothing is replaced then.
   *
   * @example
   * ```ts
   * import { TwoLayerNet } from '@nablajs/nn';
   *
   * const net = new TwoLayerNet({ inputs: 1, hidden: 2, outputs: 1, loss: 'mse' });
   * net.setParameters({ W1: [[1, -1]], W2: [[1], [1]] });
   * console.log(net.forward([[-3]]).O.item()); // 3, for relu(x) + relu(−x) = |x|
   * ```
   */
  setParameters(values: Readonly<Record<string, TensorData | Tensor | undefined>>): void {
    this.theta.replace(values);
  }

  /** J of all rows together. */
  loss(X: Samples, target: Target, options: PassOptions = {}): number {
    checkOptions('loss', options, ['training']);
    const { samples, targets } = this.pairs('loss', X, target);
    return judge(this, samples, targets, options.training ?? false).loss;
  }

  /** J of all rows together, and the share of rows whose largest output is the target's: its class, or its largest entry. */
  evaluate(X: Samples, labels: Target): Evaluation {
    const { samples, targets } = this.pairs('evaluate', X, labels);
    return judge(this, samples, targets, false);
  }

  /**
   * What the network says of each row: under softmax cross-entropy the class of the largest output, under any other loss
   * the outputs themselves, rows × outputs. Newly allocated; `forward` gives the outputs in either case.
   *
   * @throws ShapeError when the rows have another width. @throws ArgumentError naming a row that has no class, since its outputs
   *   are NaN.
   *
   * @example
   * ```ts
   * import { TwoLayerNet } from '@nablajs/nn';
   *
   * const [classifier, regressor] = [new TwoLayerNet({ inputs: 2, hidden: 4, outputs: 3 }), new TwoLayerNet({ inputs: 2, hidden: 4, outputs: 1, loss: 'mse' })];
   * console.log(classifier.predict([[1, 2]]).length, regressor.predict([[1, 2]]).shape); // 1 [1, 1]
   * ```
   */
  predict(X: Samples): Int32Array<ArrayBuffer> | Tensor {
    const samples = sampleRows('predict', X, this.architecture.inputs);
    const { loss, outputs: width, dtype } = this.architecture;
    if (loss.takesClasses) return winners(this, samples);
    return tensor(outputs(this, samples), { shape: [samples.rows, width], dtype });
  }

  /**
   * Trains on rows in memory, batch by batch. The event loop gets a turn about every 12 ms, so a page stays responsive and a
   * signal is heard; while it lasts, the network can be asked but not changed. The same options, data and seed give the same
   * parameters, bit for bit.
   *
   * The options' defaults are 10 epochs of batches of 128 rows, shuffled, with plain gradient descent. For classification
   * with ReLU layers, Adam with a rate of 0.001 to 0.002 that falls to 0 is a good start: with a falling rate MNIST's digits
   * reach 98.2 % on a 784-512-10 network in 5 epochs of `optimizer: 'adam'` from 0.002, see the example.
   *
   * @param X rows × inputs; unchanged. A typed array of rows is read where it is; a Tensor or nested arrays are copied once, for the
   *   length of the training.
   * @param target Class numbers, one for each row, or rows × outputs of one-hot rows or values.
   * @returns What happened, as plain data. Diverging, stopping and early stopping are statuses, not exceptions.
   * @throws ShapeError, ArgumentError naming the row, when samples or targets do not fit or are not finite: nothing is changed.
   * @throws FormatError when `resume` is no checkpoint. @throws OutOfMemoryError when a batch does not fit.
   *
   * @example
   * ```ts
   * import { random } from '@nablajs/core-wasm';
   * import { TwoLayerNet } from '@nablajs/nn';
   *
   * const X = random(1).normal([256, 8], { dtype: 'f32' });
   * const labels = Array.from({ length: 256 }, (_, i) => (X.get(i, 0) * X.get(i, 1) > 0 ? 1 : 0));
   * const net = new TwoLayerNet({ inputs: 8, hidden: 64, outputs: 2, seed: 1 });
   * const history = await net.fit(X, labels, {
   *   epochs: 40,
   *   batchSize: 32,
   *   optimizer: 'adam',
   *   learningRate: 0.002,
   *   schedule: 'cosine',
   * });
   * console.log(history.status, net.evaluate(X, labels).accuracy > 0.9); // completed true
   * ```
   */
  async fit(X: Samples, target: Target, options: FitOptions = {}): Promise<History> {
    this.theta.requireIdle('fit');
    checkOptions('fit', options, Object.keys(fitOptionNames));
    const { samples, targets } = this.pairs('fit', X, target);
    requireFinite('fit: X', samples, this.dtype);
    requireFinite('fit: target', targets, this.dtype);
    this.#requireValidation(options);
    if (options.optimizer === 'l-bfgs') return fitFullBatch(this, samples, targets, options);
    const checked = resolveFitOptions(options, this.seed, samples.rows);
    const order = checked.shuffle ? checked.seed : undefined;
    return fit(this, new ArraySource(samples, targets, checked.batchSize, order), checked);
  }

  /**
   * Trains on batches that the caller makes, so that the data need not fit into memory.
   *
   * @param batches Called once for each epoch with its number; gives batches of at most `batchSize` rows, or a promise of
   *   each. Their order is the caller's. A resumed training asks for the epoch's batches again and skips those that are done.
   * @throws ShapeError, ArgumentError naming batch and row, when a batch does not fit; the steps before it are kept.
   *
   * @example
   * ```ts
   * import { dense, Network } from '@nablajs/nn';
   *
   * async function* batches() {
   *   for (let k = 0; k < 10; k++) yield { X: [[k / 10], [k / 20]], target: [[k / 5], [k / 10]] };
   * }
   * const net = new Network([dense(1, 1)], { loss: 'mse', seed: 1 });
   * await net.fitBatches(batches, { epochs: 100, batchSize: 2, learningRate: 0.2 });
   * console.log(net.parameters.W1!.item().toFixed(2)); // 2.00
   * ```
   */
  async fitBatches(batches: BatchSource, options: Omit<FitOptions, 'shuffle'> = {}): Promise<History> {
    this.theta.requireIdle('fitBatches');
    checkOptions('fitBatches', options, Object.keys(fitOptionNames));
    this.#requireValidation(options);
    const checked = resolveFitOptions({ ...options, shuffle: false }, this.seed);
    return fit(this, new StreamSource(batches, this.architecture, checked.batchSize), checked);
  }

  /**
   * The network as a safetensors file: parameters under their names, configuration in the metadata. The same network always
   * gives the same bytes. `load` of its class makes the network again.
   */
  save(): Uint8Array {
    return writeModel(this);
  }

  /**
   * The network as an ONNX model (opset 17) for inference elsewhere: input `X`, N × inputs, and output `O`, N × outputs, as
   * `forward` gives it: logits under softmax cross-entropy.
   *
   * @example
   * ```ts
   * import { TwoLayerNet } from '@nablajs/nn';
   *
   * const model = new TwoLayerNet({ inputs: 4, hidden: 8, outputs: 3 }).toOnnx();
   * console.log(model.length > 0); // true: write it to a file, or give it to an inference session
   * ```
   */
  toOnnx(): Uint8Array {
    return onnxModel(this);
  }

  /**
   * The network as a program in Python, for PyTorch or JAX: layers, loss, a function that loads what `save` or a checkpoint wrote,
   * and training, for GPUs and clusters. It needs NumPy and the engine, and no other package. relu'(0) is the network's.
   *
   * @throws ArgumentError for another language.
   *
   * @example
   * ```ts
   * import { TwoLayerNet } from '@nablajs/nn';
   *
   * console.log(new TwoLayerNet({ inputs: 4, hidden: 8, outputs: 3 }).toCode('torch').includes('nn.Linear(4, 8)')); // true
   * ```
   */
  toCode(target: CodeTarget): string {
    return networkCode(this, target);
  }

  /**
   * The parameters under PyTorch's names and layout, newly allocated: with the prefix `net.`, layer 0 gives `net.0.weight`
   * (out × in, the transpose of ours) and `net.0.bias`. `writeSafetensors` makes a file of them that PyTorch loads.
   *
   * @example
   * ```ts
   * import { TwoLayerNet, writeSafetensors } from '@nablajs/nn';
   *
   * const net = new TwoLayerNet({ inputs: 4, hidden: 8, outputs: 3 });
   * const file = writeSafetensors(net.stateDict('net.'));
   * console.log(TwoLayerNet.load(file).parameters.W1.shape); // [4, 8]
   * ```
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
      pass.view(pass.theta, this.architecture.size).set(this.theta.values);
      pass.load(samples, targets, 0, samples.rows);
      return work(pass);
    } finally {
      pass.free();
    }
  }

  #requireValidation({ validation }: FitOptions): void {
    if (validation === undefined) return;
    if (typeof validation !== 'object' || validation === null || Array.isArray(validation))
      throw new ArgumentError({ where: 'fit: validation', expected: '{ X, target }', got: String(validation) });
    this.pairs('fit: validation', validation.X, validationTarget(validation));
  }
}
