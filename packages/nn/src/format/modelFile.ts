/**
 * A network in a safetensors file: its parameters under their names, and in the metadata `nabla` (the version of this
 * layout), `network` (layers, widths, loss, element type and seed as JSON) and `reluGradientAtZero` (of its first ReLU).
 */
import { ArgumentError, type DType, FormatError, NablaError, type Tensor, tensor } from '@nablajs/core-wasm';
import { layerTypes } from '../layers/index.js';
import type { Layer } from '../layers/layer.js';
import type { LossName } from '../losses/index.js';
import { Architecture } from '../network/architecture.js';
import type { Model } from '../network/model.js';
import type { FloatArray } from '../network/pass.js';
import { type SafetensorsFile, writeSafetensors } from './safetensors.js';

const version = '1';

/** What makes a network again. */
export interface StoredModel {
  readonly architecture: Architecture;
  readonly seed: number;
  readonly theta: FloatArray;
}

/** Layers, widths, loss, element type and seed, as JSON: equal for equal networks. */
export function describeModel(model: Model): string {
  const { layers, inputs, loss, dtype } = model.architecture;
  const plain = layers.map(({ kind, options }) => ({ kind, options }));
  return JSON.stringify({ layers: plain, inputs, loss: loss.name, dtype, seed: model.seed });
}

export function modelMetadata(model: Model): Record<string, string> {
  const relu = model.layers.find((layer) => layer.kind === 'relu');
  const rule: Record<string, string> = relu ? { reluGradientAtZero: String(relu.options.gradientAtZero) } : {};
  return { nabla: version, network: describeModel(model), ...rule };
}

export function parameterTensors(model: Model): Map<string, Tensor> {
  const { parameters, dtype } = model.architecture;
  const theta = model.theta.values;
  return new Map(
    parameters.map(({ name, shape, offset, size }) => [
      name,
      tensor(theta.slice(offset, offset + size), { shape, dtype }),
    ]),
  );
}

/** The network as a file; the same network always gives the same bytes. */
export function writeModel(model: Model): Uint8Array {
  return writeSafetensors(parameterTensors(model), modelMetadata(model));
}

/**
 * @param wanted The loss that the network has to have, if any will not do.
 * @throws FormatError when the file does not describe a network, or its tensors are not the network's.
 */
export function readModel(file: SafetensorsFile, where: string, wanted?: LossName): StoredModel {
  const text = file.metadata.network;
  if (file.metadata.nabla !== version || text === undefined)
    throw new FormatError({
      where,
      expected: `a network of version ${version} in the metadata`,
      got: file.metadata.nabla === undefined ? 'none' : `version ${file.metadata.nabla}`,
    });
  const { layers, inputs, loss, dtype, seed } = parseDescription(text, where);
  const architecture = refused(where, () => new Architecture(layers.map(restoreLayer), inputs, loss, dtype));
  if (wanted !== undefined && wanted !== loss)
    throw new FormatError({ where, expected: `a network of the loss '${wanted}'`, got: `'${loss}'` });
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new FormatError({ where, expected: 'a seed ≥ 0', got: String(seed) });
  for (const { name, shape } of architecture.parameters) {
    const stored = file.get(name);
    if (!stored || stored.dtype !== dtype || stored.shape.join() !== shape.join())
      throw new FormatError({
        where,
        expected: `"${name}", ${dtype} of shape ${shape.join('×')}`,
        got: stored ? `${stored.dtype} of shape ${stored.shape.join('×')}` : 'none',
      });
  }
  const theta = dtype === 'f32' ? new Float32Array(architecture.size) : new Float64Array(architecture.size);
  for (const { name, offset } of architecture.parameters) theta.set(file.get(name)!.toTypedArray(), offset);
  return { architecture, seed, theta };
}

interface Description {
  readonly layers: readonly { readonly kind: string; readonly options: object }[];
  readonly inputs: number;
  readonly loss: LossName;
  readonly dtype: DType;
  readonly seed: number;
}

function parseDescription(text: string, where: string): Description {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const description = parsed as Description | null | undefined;
  if (!Array.isArray(description?.layers) || !Number.isSafeInteger(description.inputs) || description.inputs < 1)
    throw new FormatError({
      where,
      expected: 'layers and the width of the samples in "network"',
      got: text.slice(0, 60),
    });
  return description;
}

function restoreLayer(stored: Description['layers'][number]): Layer {
  const { kind, options } = stored ?? {};
  if (typeof kind !== 'string' || !Object.hasOwn(layerTypes, kind) || typeof options !== 'object' || options === null)
    throw new ArgumentError({ where: 'layer', expected: Object.keys(layerTypes).join(', '), got: String(kind) });
  return layerTypes[kind]!(options);
}

/** What a layer refuses as an argument is, coming from a file, the file's fault. */
function refused<R>(where: string, make: () => R): R {
  try {
    return make();
  } catch (error) {
    if (error instanceof NablaError)
      throw new FormatError({ where, expected: 'layers that fit together', got: error.message });
    throw error;
  }
}
