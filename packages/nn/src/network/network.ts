import { ArgumentError, type DType, type Tensor, tensor } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { readModel } from '../format/modelFile.js';
import { readSafetensors } from '../format/safetensors.js';
import type { Layer } from '../layers/layer.js';
import type { LossName } from '../losses/index.js';
import { Architecture } from './architecture.js';
import { type DefaultLoss, type LoadOptions, Model, type PassOptions, type Prediction } from './model.js';
import type { FloatArray, Pass } from './pass.js';
import { type Samples, sampleRows, type Target } from './samples.js';

/** Options of {@link Network}. */
export interface NetworkOptions<L extends LossName = LossName> {
  /** `'softmax-cross-entropy'` by default, the mean over rows; `'mse'` is the mean over all entries. */
  loss?: L;
  /** What the starting parameters are drawn from; 0 by default. */
  seed?: number;
  /** `'f32'` by default. */
  dtype?: DType;
  /** Width of the samples; by default what the first layer of a fixed width takes. */
  inputs?: number;
}

const optionNames: Readonly<Record<keyof NetworkOptions, true>> = { loss: true, seed: true, dtype: true, inputs: true };

/** What {@link Network.forward} gives. */
export interface Activations {
  /** The output of each layer, in order. */
  readonly activations: readonly Tensor[];
  /** The last of them. */
  readonly output: Tensor;
}

/** What {@link Network.backward} gives. */
export interface Gradients {
  readonly loss: number;
  /** ∂J/∂parameter, by the parameter's name. */
  readonly gradients: Readonly<Record<string, Tensor>>;
  /** ∂J/∂(output of each layer), in order. */
  readonly deltas: readonly Tensor[];
  readonly dX: Tensor;
}

/**
 * A chain of layers and a loss: x₀ = X, xᵢ₊₁ = layerᵢ(xᵢ), J = loss(x_L, target). Rows are samples.
 *
 * Parameters are named by what they are and the number of their layer among those that have any: `W1`, `b1`, `W2`, `b2`, …
 *
 * @throws ArgumentError when a layer does not fit the one before it, or an option is none.
 *
 * @example
 * ```ts
 * import { dense, Network, tanh } from '@nablajs/nn';
 *
 * const net = new Network([dense(1, 16), tanh(), dense(16, 1)], { loss: 'mse', seed: 1 });
 * const X = Array.from({ length: 64 }, (_, i) => [i / 32 - 1]);
 * const history = await net.fit(X, X.map(([x]) => [Math.sin(3 * x!)]), { epochs: 200, optimizer: 'adam', learningRate: 0.02 });
 * console.log(history.epochs.at(-1)!.loss < 0.05); // true
 * ```
 */
export class Network<L extends LossName = DefaultLoss> extends Model {
  /** @param theta @internal Parameters to take over instead of drawing them from the seed. */
  constructor(layers: readonly Layer[], options: NetworkOptions<L> = {}, theta?: FloatArray) {
    if (!Array.isArray(layers) || layers.length === 0)
      throw new ArgumentError({ where: 'Network', expected: 'at least one layer', got: describeLayers(layers) });
    const stranger = layers.find((layer) => typeof layer?.forward !== 'function');
    if (stranger !== undefined || layers.includes(undefined as never))
      throw new ArgumentError({ where: 'Network', expected: 'layers, such as dense(2, 3)', got: typeof stranger });
    checkOptions('Network', options, Object.keys(optionNames));
    const inputs = options.inputs ?? layers.find((layer) => layer.inputs !== undefined)?.inputs;
    if (!Number.isInteger(inputs) || Number(inputs) < 1)
      throw new ArgumentError({ where: 'Network: inputs', expected: 'the width of the samples', got: String(inputs) });
    const { loss = 'softmax-cross-entropy', dtype = 'f32', seed = 0 } = options;
    super(new Architecture(layers, Number(inputs), loss, dtype), seed, theta);
  }

  /**
   * The network that `save` wrote: the same layers, loss, element type and parameters, bit for bit.
   *
   * @throws FormatError when the bytes are damaged or hold no network, or one of another loss than the options name.
   *
   * @example
   * ```ts
   * import { dense, Network, tanh } from '@nablajs/nn';
   *
   * const net = new Network([dense(2, 4), tanh(), dense(4, 1)], { loss: 'mse', seed: 3 });
   * const loaded = Network.load(net.save());
   * console.log(loaded.loss([[1, 2]], [[0]]) === net.loss([[1, 2]], [[0]])); // true
   * ```
   */
  static load(bytes: Uint8Array | ArrayBuffer): Network<LossName>;
  static load<L extends LossName>(bytes: Uint8Array | ArrayBuffer, options: LoadOptions<L>): Network<L>;
  static load(bytes: Uint8Array | ArrayBuffer, options: Partial<LoadOptions<LossName>> = {}): Network<LossName> {
    checkOptions('Network.load', options, ['loss']);
    const { architecture, seed, theta } = readModel(readSafetensors(bytes), 'Network.load', options.loss);
    const { layers, inputs, loss, dtype } = architecture;
    return new Network(layers, { inputs, loss: loss.name as LossName, dtype, seed }, theta);
  }

  override predict(X: Samples): Prediction<L> {
    return super.predict(X) as Prediction<L>;
  }

  /**
   * The output of every layer; newly allocated.
   *
   * @param X rows × inputs; converted to the network's element type.
   * @throws ShapeError when the rows have another width.
   */
  forward(X: Samples): Activations {
    const activations = forwardTensors(this, X);
    return { activations, output: activations[activations.length - 1]! };
  }

  /**
   * J and its derivative with respect to everything; newly allocated, and the parameters unchanged.
   *
   * @throws ShapeError when X or the target have another width. @throws ArgumentError when a label is out of range.
   */
  backward(X: Samples, target: Target, options: PassOptions = {}): Gradients {
    return backwardTensors(this, X, target, options);
  }
}

/** @internal The outputs of all layers as Tensors. */
export function forwardTensors(model: Model, X: Samples): Tensor[] {
  const samples = sampleRows('forward', X, model.architecture.inputs);
  return model.withPass({ backward: false }, samples, undefined, (pass) => {
    pass.forward(samples.rows, false, 0);
    return model.layers.map((_, i) => tensorAt(pass, pass.activations[i + 1]!, samples.rows, i + 1));
  });
}

/** @internal The derivatives as Tensors. */
export function backwardTensors(model: Model, X: Samples, target: Target, options: PassOptions): Gradients {
  checkOptions('backward', options, ['training']);
  const { samples, targets } = model.pairs('backward', X, target);
  return model.withPass({ backward: true, inputGradient: true }, samples, targets, (pass) => {
    pass.forward(samples.rows, options.training ?? false, 0);
    const loss = pass.loss(samples.rows, targets.classes);
    pass.backward();
    const deltas = pass.deltas.map((offset, i) => tensorAt(pass, offset, samples.rows, i));
    const { bytes } = pass.core;
    const trained = model.architecture.parameters.filter((parameter) => parameter.trained);
    const gradients = trained.map(({ name, shape, offset, size }) => {
      const elements = pass.view(pass.gradient + offset * bytes, size).slice();
      return [name, tensor(elements, { shape, dtype: model.dtype })] as const;
    });
    return { loss, gradients: Object.fromEntries(gradients), deltas: deltas.slice(1), dX: deltas[0]! };
  });
}

function tensorAt(pass: Pass, offset: number, rows: number, boundary: number): Tensor {
  const { widths, dtype } = pass.architecture;
  const width = widths[boundary]!;
  return tensor(pass.view(offset, rows * width).slice(), { shape: [rows, width], dtype });
}

function describeLayers(layers: unknown): string {
  return Array.isArray(layers) ? 'none' : typeof layers;
}
