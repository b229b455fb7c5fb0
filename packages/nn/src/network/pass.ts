/**
 * One network laid out in core memory for batches of up to `maxRows` rows:
 *
 *     forward    x₀ = X, xᵢ₊₁ = layerᵢ(xᵢ)
 *     loss       J(x_L, target) and δ_L = ∂J/∂x_L
 *     backward   δᵢ = (∂xᵢ₊₁/∂xᵢ)ᵀ·δᵢ₊₁ and the parameters' gradients, from the last layer to the first
 *
 * Everything lies in one block that is taken once, so a training step allocates nothing. Whoever makes a Pass frees it.
 */
import { allocate, type Block, kernels } from '@nablajs/core-wasm/machine';
import type { Place } from '../layers/layer.js';
import type { LossPlace } from '../losses/loss.js';
import type { Architecture } from './architecture.js';
import { type NetworkKernels, networkKernels } from './networkKernels.js';
import type { Rows, TargetRows } from './samples.js';

/** The elements of one type, as a view of core memory or outside it. */
export type FloatArray = Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** What a pass has to do, and hence how much memory it takes. */
export interface PassNeeds {
  /** Whether gradients are taken. */
  readonly backward: boolean;
  /** Whether ∂J/∂X is wanted as well. */
  readonly inputGradient?: boolean;
  /** Vectors as long as the trained part of θ, for an optimizer. */
  readonly slots?: number;
  /** What random draws depend on beside layer, step and element. */
  readonly seed?: number;
}

const lineBytes = 64;

export class Pass {
  readonly architecture: Architecture;
  readonly core: NetworkKernels;
  readonly maxRows: number;
  /** Offsets into the block, in bytes, by what stands there. */
  readonly theta: number;
  readonly gradient: number;
  readonly slots: readonly number[];
  /** x₀ … x_L and δ₀ … δ_L. */
  readonly activations: readonly number[];
  readonly deltas: readonly number[];
  readonly target: number;
  readonly #block: Block;
  readonly #places: Place[];
  readonly #loss: LossPlace;

  /** @throws OutOfMemoryError when the block does not fit; nothing is held then. */
  constructor(architecture: Architecture, maxRows: number, needs: PassNeeds) {
    const { layers, widths, parameters, dtype } = architecture;
    this.architecture = architecture;
    this.core = networkKernels(dtype);
    this.maxRows = maxRows;
    let bytes = 0;
    const reserve = (elements: number, width: number = this.core.bytes): number => {
      const offset = bytes;
      bytes += Math.ceil((elements * width) / lineBytes) * lineBytes;
      return offset;
    };
    const trained = needs.backward ? architecture.trainedSize : 0;
    this.theta = reserve(architecture.size);
    this.gradient = reserve(trained);
    this.slots = Array.from({ length: needs.slots ?? 0 }, () => reserve(trained));
    this.activations = widths.map((width) => reserve(maxRows * width));
    this.deltas = widths.map((width, i) => {
      const used = needs.backward ? i > 0 || needs.inputGradient : i === widths.length - 1;
      return reserve(used ? maxRows * width : 0);
    });
    this.target = reserve(Math.max(maxRows * architecture.outputs * this.core.bytes, maxRows * 4), 1);
    const lossWorkspace = reserve(3 * maxRows);
    const workspaces = layers.map((layer, i) => reserve(layer.workspace?.(maxRows, widths[i]!) ?? 0));
    const scratch = reserve(kernels().gemmScratchBytes(), 1);
    this.#block = allocate(bytes);
    const { ptr } = this.#block;
    const seed = needs.seed ?? 0;
    this.#places = layers.map((_, i) => {
      const own = parameters.filter((parameter) => parameter.layer === i);
      return {
        rows: 0,
        inputs: widths[i]!,
        outputs: widths[i + 1]!,
        x: ptr + this.activations[i]!,
        y: ptr + this.activations[i + 1]!,
        dx: ptr + this.deltas[i]!,
        dy: ptr + this.deltas[i + 1]!,
        parameters: own.map(({ offset }) => ptr + this.theta + offset * this.core.bytes),
        gradients: own.map(({ offset, trained }) => (trained ? ptr + this.gradient + offset * this.core.bytes : 0)),
        workspace: ptr + workspaces[i]!,
        scratch: ptr + scratch,
        training: false,
        wantDx: i > 0 || needs.inputGradient === true,
        key: [Math.floor(seed / 2 ** 32) ^ (i + 1), seed >>> 0],
        step: 0,
      };
    });
    this.#loss = {
      rows: 0,
      width: architecture.outputs,
      output: ptr + this.activations[layers.length]!,
      gradient: ptr + this.deltas[layers.length]!,
      target: ptr + this.target,
      classes: false,
      workspace: ptr + lossWorkspace,
    };
  }

  /** x₁ … x_L from x₀ for the first `rows` rows. `step` numbers the random draws while training. */
  forward(rows: number, training: boolean, step: number): void {
    const { layers } = this.architecture;
    for (let i = 0; i < layers.length; i++) {
      const place = this.#places[i]!;
      place.rows = rows;
      place.training = training;
      place.step = step;
      layers[i]!.forward(this.core, place);
    }
  }

  /** J, with δ_L written. The target holds class numbers (i32) or values. */
  loss(rows: number, classes: boolean): number {
    this.#loss.rows = rows;
    this.#loss.classes = classes;
    return this.architecture.loss.evaluate(this.core, this.#loss);
  }

  /** The gradient, and every δ, from δ_L and what `forward` left. */
  backward(): void {
    const { layers } = this.architecture;
    for (let i = layers.length - 1; i >= 0; i--) layers[i]!.backward(this.core, this.#places[i]!);
  }

  /** Copies samples into x₀ and, if given, targets to where the loss reads them. */
  load({ data, width }: Rows, targets: TargetRows | undefined, from: number, rows: number): void {
    this.view(this.activations[0]!, rows * width).set(data.subarray(from * width, (from + rows) * width));
    if (targets) this.loadTargets(targets, from, rows);
  }

  loadTargets({ data, width, classes }: TargetRows, from: number, rows: number): void {
    const view = classes ? this.classes(rows) : this.view(this.target, rows * width);
    view.set(data.subarray(from * width, (from + rows) * width));
  }

  /** A view of `length` elements at an offset of the block; valid until the next allocation. */
  view(offset: number, length: number): FloatArray {
    return this.architecture.dtype === 'f32' ? this.#block.f32(offset, length) : this.#block.f64(offset, length);
  }

  /** The target as class numbers; valid until the next allocation. */
  classes(length: number): Int32Array<ArrayBuffer> {
    return this.#block.i32(this.target, length);
  }

  /** The address of an offset. */
  address(offset: number): number {
    return this.#block.ptr + offset;
  }

  free(): void {
    this.#block.free();
  }
}
