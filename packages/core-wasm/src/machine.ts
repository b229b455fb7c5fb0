/**
 * The low floor: the core's memory and kernels for code that keeps its own buffers there, such as a training loop or a
 * compiled function. Whoever allocates here frees here; tensors need none of this.
 */
import { kernels as currentKernels, type Kernels } from './load.js';
import { type Chunk, coreMemory, f32, f64, i32, refreshViews, release } from './memory.js';
import { acquire } from './storage.js';

export type { Kernels } from './generated/exports.js';

/** A stretch of core memory in the caller's keeping. */
export interface Block {
  /** Address, a multiple of 16. */
  readonly ptr: number;
  readonly bytes: number;
  /** Views of the block; read them afresh after any allocation, which may grow the memory and detach them. */
  f64(byteOffset?: number, length?: number): Float64Array<ArrayBuffer>;
  f32(byteOffset?: number, length?: number): Float32Array<ArrayBuffer>;
  i32(byteOffset?: number, length?: number): Int32Array<ArrayBuffer>;
  /** Gives the block back. The views must not be used afterwards. */
  free(): void;
}

/** The compiled functions, by BLAS, LAPACK and VML names; see the assembly sources for their arguments. */
export function kernels(): Kernels {
  return currentKernels();
}

/** The memory that the kernels work on; modules compiled at run time import it. */
export function memory(): WebAssembly.Memory {
  return coreMemory();
}

/** A block of `bytes` bytes, uninitialised. */
export function allocate(bytes: number): Block {
  const chunk = acquire(bytes, 'allocate');
  return new HeldBlock(chunk, bytes);
}

class HeldBlock implements Block {
  readonly bytes: number;
  #chunk: Chunk | undefined;

  constructor(chunk: Chunk, bytes: number) {
    this.#chunk = chunk;
    this.bytes = bytes;
  }

  get ptr(): number {
    return this.#chunk!.ptr;
  }

  f64(byteOffset = 0, length: number = (this.bytes - byteOffset) >>> 3): Float64Array<ArrayBuffer> {
    refreshViews();
    const at = (this.ptr + byteOffset) >>> 3;
    return f64.subarray(at, at + length);
  }

  f32(byteOffset = 0, length: number = (this.bytes - byteOffset) >>> 2): Float32Array<ArrayBuffer> {
    refreshViews();
    const at = (this.ptr + byteOffset) >>> 2;
    return f32.subarray(at, at + length);
  }

  i32(byteOffset = 0, length: number = (this.bytes - byteOffset) >>> 2): Int32Array<ArrayBuffer> {
    refreshViews();
    const at = (this.ptr + byteOffset) >>> 2;
    return i32.subarray(at, at + length);
  }

  free(): void {
    if (this.#chunk !== undefined) release(this.#chunk);
    this.#chunk = undefined;
  }
}
