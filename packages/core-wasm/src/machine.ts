/**
 * The low floor: the core's memory and kernels for code that keeps its own buffers there, such as a training loop or a
 * compiled function. Whoever allocates here frees here; tensors need none of this, and nothing here knows of them.
 *
 * Import it as `@nablajs/core-wasm/machine`. Kernels check nothing: wrong addresses or lengths give wrong numbers.
 */
import { ArgumentError } from './errors.js';
import { kernels as currentKernels, type Kernels } from './load.js';
import { type Chunk, type CoreMemory, coreMemory, f32, f64, i32, refreshViews, release } from './memory.js';
import { describe } from './shape.js';
import { acquire } from './storage.js';

export type { Kernels } from './generated/exports.js';
export type { CoreMemory } from './memory.js';
export { checkOptions } from './options.js';

/** A stretch of core memory in the caller's keeping, until `free`. */
export interface Block {
  /** Address, a multiple of 64; it stays the same when the memory grows. */
  readonly ptr: number;
  readonly bytes: number;
  /** The block, or `length` elements of it from `byteOffset` on. Any allocation may detach a view: ask for it afresh. */
  f64(byteOffset?: number, length?: number): Float64Array<ArrayBuffer>;
  f32(byteOffset?: number, length?: number): Float32Array<ArrayBuffer>;
  i32(byteOffset?: number, length?: number): Int32Array<ArrayBuffer>;
  /** Gives the block back; a second time does nothing. Views of it must not be used afterwards. */
  free(): void;
}

/**
 * The compiled functions, by BLAS, LAPACK and VML names; the assembly sources say what they take. Ask again after
 * `configure({ reproducible })`, which may choose another build; functions asked for earlier go on working.
 *
 * @example
 * ```ts
 * import { kernels } from '@nablajs/core-wasm/machine';
 *
 * console.log(kernels().dExp(1)); // 2.718281828459045
 * ```
 */
export function kernels(): Kernels {
  return currentKernels();
}

/**
 * The memory that the kernels work on. A module compiled at run time imports it to work beside them. Only the core may grow
 * it.
 *
 * @example
 * ```ts
 * import { memory } from '@nablajs/core-wasm/machine';
 *
 * console.log(memory().buffer.byteLength > 0); // true
 * ```
 */
export function memory(): CoreMemory {
  return coreMemory();
}

/**
 * A block of `bytes` bytes, uninitialised. When the memory is full, tensors that no operation uses are moved out.
 *
 * @throws ArgumentError when `bytes` is not an integer ≥ 0.
 * @throws OutOfMemoryError when the block does not fit.
 *
 * @example
 * ```ts
 * import { allocate, kernels } from '@nablajs/core-wasm/machine';
 *
 * const x = allocate(3 * 8);
 * x.f64().set([0, 1, 2]);
 * kernels().vdExp(3, x.ptr, x.ptr);
 * console.log(x.f64()); // 1, 2.718…, 7.389…
 * x.free();
 * ```
 */
export function allocate(bytes: number): Block {
  if (!Number.isInteger(bytes) || bytes < 0) {
    throw new ArgumentError({ where: 'allocate', expected: 'a number of bytes, an integer ≥ 0', got: describe(bytes) });
  }
  return new OwnedBlock(acquire(bytes, 'allocate'), bytes);
}

class OwnedBlock implements Block {
  readonly ptr: number;
  readonly bytes: number;
  #chunk: Chunk | undefined;

  constructor(chunk: Chunk, bytes: number) {
    this.ptr = chunk.ptr;
    this.bytes = bytes;
    this.#chunk = chunk;
  }

  f64(byteOffset = 0, length: number = (this.bytes - byteOffset) >>> 3): Float64Array<ArrayBuffer> {
    const at = this.#check(byteOffset, length, 8) >>> 3;
    return f64.subarray(at, at + length);
  }

  f32(byteOffset = 0, length: number = (this.bytes - byteOffset) >>> 2): Float32Array<ArrayBuffer> {
    const at = this.#check(byteOffset, length, 4) >>> 2;
    return f32.subarray(at, at + length);
  }

  i32(byteOffset = 0, length: number = (this.bytes - byteOffset) >>> 2): Int32Array<ArrayBuffer> {
    const at = this.#check(byteOffset, length, 4) >>> 2;
    return i32.subarray(at, at + length);
  }

  free(): void {
    if (this.#chunk !== undefined) release(this.#chunk);
    this.#chunk = undefined;
  }

  /** The address of a view that lies inside the block. */
  #check(byteOffset: number, length: number, size: number): number {
    if (this.#chunk === undefined) {
      throw new ArgumentError({ where: 'block', expected: 'one that was not freed', got: 'a freed one' });
    }
    if (!(byteOffset >= 0 && byteOffset % size === 0 && length >= 0 && byteOffset + length * size <= this.bytes)) {
      throw new ArgumentError({
        where: 'block',
        expected: `elements of ${size} bytes, aligned and inside ${this.bytes} bytes`,
        got: `${length} from byte ${byteOffset} on`,
      });
    }
    refreshViews();
    return this.ptr + byteOffset;
  }
}
