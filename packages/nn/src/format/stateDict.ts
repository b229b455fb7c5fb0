/**
 * A network's parameters under PyTorch's names and layout: layer i of an `nn.Sequential` keeps `i.weight` (out × in, the
 * transpose of ours) and `i.bias`; as the attribute `net` of a module, `net.i.weight`, …
 */
import { FormatError, ShapeError, type Tensor, tensor } from '@nablajs/core-wasm';
import type { Parameter } from '../network/architecture.js';
import type { Model } from '../network/model.js';
import type { FloatArray } from '../network/pass.js';

function torchName(prefix: string, { layer, torch }: Parameter): string {
  return `${prefix}${layer}.${torch}`;
}

/** Every parameter under its PyTorch name; newly allocated. */
export function stateDict(model: Model, prefix: string): Map<string, Tensor> {
  const theta = model.theta.values;
  return new Map(
    model.architecture.parameters.map((parameter) => {
      const { shape, offset, size } = parameter;
      const own = theta.slice(offset, offset + size);
      const [rows, columns] = shape as [number, number];
      const value = parameter.transposed
        ? tensor(transposed(own, rows, columns), { shape: [columns, rows], dtype: model.dtype })
        : tensor(own, { shape, dtype: model.dtype });
      return [torchName(prefix, parameter), value] as const;
    }),
  );
}

/**
 * The parameters that a state dictionary holds for the network, by our names and in our layout.
 *
 * @throws FormatError when one is missing. @throws ShapeError when one has another shape.
 */
export function fromStateDict(
  model: Model,
  tensors: ReadonlyMap<string, Tensor>,
  prefix: string,
): Record<string, Tensor> {
  return Object.fromEntries(
    model.architecture.parameters.map((parameter) => {
      const name = torchName(prefix, parameter);
      const stored = tensors.get(name);
      if (!stored)
        throw new FormatError({
          where: 'loadStateDict',
          expected: `"${name}"`,
          got: [...tensors.keys()].join(', ') || 'nothing',
        });
      const shape = parameter.transposed ? [...parameter.shape].reverse() : parameter.shape;
      if (stored.shape.join() !== shape.join())
        throw new ShapeError(`loadStateDict: ${name}`, `shape ${shape.join('×')}`, `${stored.shape.join('×')}`);
      return [parameter.name, parameter.transposed ? transposedTensor(stored) : stored];
    }),
  );
}

/** A matrix of a state dictionary in our layout. */
export function transposedTensor(stored: Tensor): Tensor {
  const [rows, columns] = stored.shape as [number, number];
  return tensor(transposed(stored.toTypedArray(), rows, columns), { shape: [columns, rows], dtype: stored.dtype });
}

function transposed(elements: FloatArray, rows: number, columns: number): FloatArray {
  const result = elements.slice();
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[j * rows + i] = elements[i * columns + j]!;
  return result;
}
