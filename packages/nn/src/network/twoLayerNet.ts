import { ArgumentError, type DType, type Tensor } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { readTwoLayerFile } from '../format/twoLayerFile.js';
import { dense } from '../layers/dense.js';
import { relu } from '../layers/relu.js';
import type { LossName } from '../losses/index.js';
import { Architecture } from './architecture.js';
import { type DefaultLoss, type LoadOptions, Model, type Prediction } from './model.js';
import { backwardTensors, forwardTensors } from './network.js';
import type { Samples, Target } from './samples.js';

/** Options of {@link TwoLayerNet}. */
export interface TwoLayerOptions<L extends LossName = LossName> {
  inputs: number;
  hidden: number;
  outputs: number;
  /** Whether the layers add b1 and b2; true by default. */
  bias?: boolean;
  /** `'softmax-cross-entropy'` by default, the mean over rows; `'mse'` is the mean over all entries. */
  loss?: L;
  /** What the starting weights are drawn from; 0 by default. */
  seed?: number;
  /** `'f32'` by default. */
  dtype?: DType;
  /** relu'(0): 1 as in the course, by default, or 0 as in PyTorch. */
  reluGradientAtZero?: 0 | 1;
}

const optionNames: Readonly<Record<keyof TwoLayerOptions, true>> = {
  inputs: true,
  hidden: true,
  outputs: true,
  bias: true,
  loss: true,
  seed: true,
  dtype: true,
  reluGradientAtZero: true,
};

/** The quantities of the forward pass, a row for each sample. */
export interface TwoLayerForward {
  /** X·W1 + b1 */
  readonly Y: Tensor;
  /** relu(Y) */
  readonly Z: Tensor;
  /** Z·W2 + b2 */
  readonly O: Tensor;
}

/** The loss J and ∂J/∂ of every quantity; `db1` and `db2` only with biases. */
export interface TwoLayerGradients {
  readonly loss: number;
  readonly dO: Tensor;
  /** Zᵀ·dO */
  readonly dW2: Tensor;
  /** Column sums of dO */
  readonly db2: Tensor;
  /** dO·W2ᵀ */
  readonly dZ: Tensor;
  /** dZ where y > 0; at y = 0 by the network's `reluGradientAtZero` */
  readonly dY: Tensor;
  /** Xᵀ·dY */
  readonly dW1: Tensor;
  /** Column sums of dY */
  readonly db1: Tensor;
  /** dY·W1ᵀ */
  readonly dX: Tensor;
}

/** The parameters of the network, by the course's names; `b1` and `b2` only with biases. */
export interface TwoLayerParameters {
  readonly W1: Tensor;
  readonly b1: Tensor;
  readonly W2: Tensor;
  readonly b2: Tensor;
}

/**
 * The course's network: Y = X·W1 + b1, Z = relu(Y), O = Z·W2 + b2, rows being samples.
 *
 * Every quantity of the forward and the backward pass can be read under its name, to be compared with paper. The weights
 * start normal with deviation √(2 / width), the biases at 0.
 *
 * @throws ArgumentError when a width is no positive integer, or an option is none. @throws OutOfMemoryError for widths whose
 *   weights no memory holds.
 *
 * @example
 * ```ts
 * import { TwoLayerNet } from '@nablajs/nn';
 *
 * const net = new TwoLayerNet({ inputs: 2, hidden: 16, outputs: 2, seed: 1 });
 * const X = [[0, 0], [0, 1], [1, 0], [1, 1]];
 * await net.fit(X, [0, 1, 1, 0], { epochs: 300, batchSize: 4, optimizer: 'adam', learningRate: 0.05 });
 * console.log(Array.from(net.predict(X))); // [0, 1, 1, 0]
 * console.log(net.backward(X, [0, 1, 1, 0]).dW1.shape); // [2, 16]
 * ```
 */
export class TwoLayerNet<L extends LossName = DefaultLoss> extends Model {
  constructor(options: TwoLayerOptions<L>) {
    // The widths have no defaults, so that the options cannot be left out.
    checkOptions('TwoLayerNet', options ?? null, Object.keys(optionNames));
    const { inputs, hidden, outputs, bias = true, reluGradientAtZero = 1 } = options;
    const { loss = 'softmax-cross-entropy', seed = 0, dtype = 'f32' } = options;
    for (const [name, width] of Object.entries({ inputs, hidden, outputs })) {
      if (!Number.isInteger(width) || width < 1)
        throw new ArgumentError({ where: `TwoLayerNet: ${name}`, expected: 'a positive integer', got: String(width) });
    }
    const layers = [
      dense(inputs, hidden, { bias }),
      relu({ gradientAtZero: reluGradientAtZero }),
      dense(hidden, outputs, { bias }),
    ];
    super(new Architecture(layers, inputs, loss, dtype), seed);
  }

  /**
   * The network of a file: one that `save` wrote, again bit for bit, or weights that PyTorch saved as safetensors.
   *
   * Of PyTorch's files the two matrices `*.weight` (out × in) are taken, in the order of their names, with their `*.bias` if
   * there are any: `net.0.weight`, `net.0.bias`, `net.2.weight`, `net.2.bias`, or `fc1.weight`, … The file says
   * nothing about loss and relu'(0): the network gets the loss of the options, or softmax cross-entropy, and PyTorch's 0.
   *
   * @throws FormatError when the bytes are damaged or hold no two-layer network, or one of another loss than the options name.
   *
   * @example
   * ```ts
   * import { TwoLayerNet } from '@nablajs/nn';
   *
   * const net = new TwoLayerNet({ inputs: 3, hidden: 4, outputs: 2, seed: 1 });
   * const loaded = TwoLayerNet.load(net.save(), { loss: 'softmax-cross-entropy' });
   * console.log(loaded.predict([[1, 2, 3]])[0] === net.predict([[1, 2, 3]])[0]); // true
   * ```
   */
  static load(bytes: Uint8Array | ArrayBuffer): TwoLayerNet<LossName>;
  static load<L extends LossName>(bytes: Uint8Array | ArrayBuffer, options: LoadOptions<L>): TwoLayerNet<L>;
  static load(bytes: Uint8Array | ArrayBuffer, wanted: Partial<LoadOptions<LossName>> = {}): TwoLayerNet<LossName> {
    checkOptions('TwoLayerNet.load', wanted, ['loss']);
    const { options, parameters } = readTwoLayerFile(bytes, wanted.loss);
    const net = new TwoLayerNet<LossName>(options);
    net.setParameters(parameters);
    return net;
  }

  override get parameters(): TwoLayerParameters & Readonly<Record<string, Tensor>> {
    return super.parameters as TwoLayerParameters & Readonly<Record<string, Tensor>>;
  }

  override predict(X: Samples): Prediction<L> {
    return super.predict(X) as Prediction<L>;
  }

  /**
   * Y, Z and O of the rows of X; newly allocated.
   *
   * @param X rows × inputs; converted to the network's element type.
   * @throws ShapeError when the rows have another width.
   */
  forward(X: Samples): TwoLayerForward {
    const [Y, Z, O] = forwardTensors(this, X) as [Tensor, Tensor, Tensor];
    return { Y, Z, O };
  }

  /**
   * J and its derivative with respect to every quantity; newly allocated, and the parameters unchanged.
   *
   * @param target Class numbers, one for each row, or rows × outputs of one-hot rows or values.
   * @throws ShapeError when X or the target have another width. @throws ArgumentError when a label is out of range.
   */
  backward(X: Samples, target: Target): TwoLayerGradients {
    const { loss, gradients, deltas, dX } = backwardTensors(this, X, target, {});
    const [dY, dZ, dO] = deltas as [Tensor, Tensor, Tensor];
    const { dW1, db1, dW2, db2 } = Object.fromEntries(
      Object.entries(gradients).map(([name, gradient]) => [`d${name}`, gradient]),
    ) as Record<'dW1' | 'db1' | 'dW2' | 'db2', Tensor>;
    return { loss, dO, dW2, db2, dZ, dY, dW1, db1, dX };
  }
}
