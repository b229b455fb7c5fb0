/**
 * A two-layer network from a file: one that `save` wrote, or weights that PyTorch saved, found by their shapes: two matrices
 * `*.weight` (out × in) in the order of their names, each with its `*.bias` or none.
 */

import type { Tensor } from '@nablajs/core-wasm';
import { FormatError } from '@nablajs/core-wasm';
import type { LossName } from '../losses/index.js';
import type { TwoLayerOptions, TwoLayerParameters } from '../network/twoLayerNet.js';
import { readModel } from './modelFile.js';
import { readSafetensors, type SafetensorsFile } from './safetensors.js';
import { transposedTensor } from './stateDict.js';

const where = 'TwoLayerNet.load';

/** The network's options and its parameters. */
export interface StoredTwoLayerNet {
  readonly options: TwoLayerOptions;
  readonly parameters: Partial<TwoLayerParameters>;
}

/**
 * @param wanted The loss that the network has to have, or gets where the file names none.
 * @throws FormatError when the file holds no such two-layer network.
 */
export function readTwoLayerFile(bytes: Uint8Array | ArrayBuffer, wanted?: LossName): StoredTwoLayerNet {
  const file = readSafetensors(bytes);
  return file.metadata.nabla === undefined ? fromTorch(file, wanted) : fromOwn(file, wanted);
}

function fromOwn(file: SafetensorsFile, wanted: LossName | undefined): StoredTwoLayerNet {
  const { architecture, seed } = readModel(file, where, wanted);
  const kinds = architecture.layers.map((layer) => layer.kind).join(', ');
  const [first, relu, second] = architecture.layers.map((layer) => layer.options);
  if (kinds !== 'dense, relu, dense' || first!.bias !== second!.bias)
    throw new FormatError({ where, expected: 'layers dense, relu, dense (Network.load takes any)', got: kinds });
  const { inputs, outputs, widths, loss, dtype } = architecture;
  const options: TwoLayerOptions = {
    inputs,
    hidden: widths[1]!,
    outputs,
    bias: first!.bias === true,
    loss: loss.name as LossName,
    seed,
    dtype,
    reluGradientAtZero: relu!.gradientAtZero as 0 | 1,
  };
  return {
    options,
    parameters: Object.fromEntries(architecture.parameters.map(({ name }) => [name, file.get(name)!])),
  };
}

function fromTorch(file: SafetensorsFile, loss: LossName = 'softmax-cross-entropy'): StoredTwoLayerNet {
  const suffix = '.weight';
  const stems = [...file.keys()]
    .filter((name) => name.endsWith(suffix) && file.get(name)!.shape.length === 2)
    .map((name) => name.slice(0, -suffix.length))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const [first, second] = stems as [string, string];
  const W1 = file.get(`${first}${suffix}`);
  const W2 = file.get(`${second}${suffix}`);
  const biases = stems.map((stem) => file.get(`${stem}.bias`));
  const expected = 'two matrices *.weight (out × in) that fit together, both with a *.bias or neither';
  const names = [...file.keys()].map((name) => `${name} ${file.get(name)!.shape.join('×')}`).join(', ');
  if (stems.length !== 2 || !fits(W1!, W2!, biases))
    throw new FormatError({ where, expected, got: names || 'nothing' });
  const [hidden, inputs] = W1!.shape as [number, number];
  const bias = biases[0] !== undefined;
  return {
    options: { inputs, hidden, outputs: W2!.shape[0]!, bias, loss, dtype: W1!.dtype, reluGradientAtZero: 0 },
    parameters: {
      W1: transposedTensor(W1!),
      W2: transposedTensor(W2!),
      ...(bias && { b1: biases[0]!, b2: biases[1]! }),
    },
  };
}

function fits(W1: Tensor, W2: Tensor, biases: readonly (Tensor | undefined)[]): boolean {
  if (W1.size === 0 || W2.size === 0 || W1.dtype !== W2.dtype || W2.shape[1] !== W1.shape[0]) return false;
  if ((biases[0] === undefined) !== (biases[1] === undefined)) return false;
  return [W1, W2].every((W, i) => biases[i] === undefined || biases[i].shape.join() === `${W.shape[0]}`);
}
