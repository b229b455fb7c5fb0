/**
 * What a list of layers amounts to: the widths between them, and every parameter with its name and its place in one
 * vector, θ = (trained parameters in order, then running statistics). Optimizers, files and checks see only θ.
 */
import { ArgumentError, type DType, OutOfMemoryError } from '@nablajs/core-wasm';
import type { Layer, ParameterSpec } from '../layers/layer.js';
import { type LossName, losses } from '../losses/index.js';
import type { Loss } from '../losses/loss.js';

/** A parameter of a network: its layer's spec, its name, and its elements' place in θ. */
export interface Parameter extends ParameterSpec {
  readonly name: string;
  /** Position of its layer. */
  readonly layer: number;
  readonly offset: number;
  readonly size: number;
}

/** What 32-bit addresses reach. */
const addressableBytes = 2 ** 32;

export class Architecture {
  readonly layers: readonly Layer[];
  readonly loss: Loss;
  readonly dtype: DType;
  /** widths[i] goes into layer i, widths[i + 1] comes out of it. */
  readonly widths: readonly number[];
  /** In the order of the layers. */
  readonly parameters: readonly Parameter[];
  /** Elements of θ that training descends on; they come first. */
  readonly trainedSize: number;
  /** Elements of θ. */
  readonly size: number;

  /**
   * @throws ArgumentError when a layer does not fit the one before it, or an option is none.
   * @throws OutOfMemoryError when no core memory holds the parameters.
   */
  constructor(layers: readonly Layer[], inputs: number, loss: LossName, dtype: DType) {
    if (!Object.hasOwn(losses, loss))
      throw new ArgumentError({ where: 'network: loss', expected: Object.keys(losses).join(', '), got: String(loss) });
    if (dtype !== 'f32' && dtype !== 'f64')
      throw new ArgumentError({ where: 'network: dtype', expected: "'f32' or 'f64'", got: String(dtype) });
    this.layers = Object.freeze([...layers]);
    this.loss = losses[loss];
    this.dtype = dtype;
    const widths = [inputs];
    for (const layer of layers) widths.push(layer.outputs(widths[widths.length - 1]!));
    this.widths = widths;
    const specs = layers.map((layer, i) => layer.parameters?.(widths[i]!) ?? []);
    this.trainedSize = totalSize(specs.flat().filter((spec) => spec.trained));
    this.size = totalSize(specs.flat());
    const bytes = this.size * (dtype === 'f32' ? 4 : 8);
    if (bytes >= addressableBytes) throw new OutOfMemoryError({ where: 'network: parameters', bytes });
    this.parameters = placeParameters(specs, this.trainedSize);
  }

  get inputs(): number {
    return this.widths[0]!;
  }

  get outputs(): number {
    return this.widths[this.widths.length - 1]!;
  }
}

function placeParameters(specs: readonly (readonly ParameterSpec[])[], trainedSize: number): Parameter[] {
  const parameters: Parameter[] = [];
  let ordinal = 0;
  let trained = 0;
  let kept = trainedSize;
  specs.forEach((ofLayer, layer) => {
    if (ofLayer.length > 0) ordinal++;
    for (const spec of ofLayer) {
      const size = sizeOf(spec);
      parameters.push({ ...spec, name: `${spec.base}${ordinal}`, layer, offset: spec.trained ? trained : kept, size });
      if (spec.trained) trained += size;
      else kept += size;
    }
  });
  return parameters;
}

function sizeOf({ shape }: ParameterSpec): number {
  return shape.reduce((product, length) => product * length, 1);
}

function totalSize(specs: readonly ParameterSpec[]): number {
  return specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
}
