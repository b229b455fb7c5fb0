/**
 * Random numbers that are the same on every engine and machine: Philox4x32-10, block i being a function of the key and of i
 * alone. A generator is its key and how many blocks it has given, so its state is three numbers, and generators split off
 * by other keys never meet.
 *
 *     uniform   low + (high - low)·m·2⁻⁵³ (f64), m·2⁻²⁴ (f32)
 *     normal    Marsaglia's polar method, with the core's own logarithm
 *     integers  words below the largest multiple of the range, modulo the range: every value equally likely
 *
 * Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11.
 */
import type { CreateOptions } from './create.js';
import { ArgumentError } from './errors.js';
import type { Kernels } from './generated/exports.js';
import { i32 } from './memory.js';
import { begin, end, keep, pin, result, scratch } from './operation.js';
import { checkOptions } from './options.js';
import { countElements, describe, type Shape } from './shape.js';
import { bytesOf, checkedDType, type DType, newArray } from './storage.js';
import { fromElements, type Tensor } from './tensor.js';

/** Everything that a generator is; `random(state)` goes on where it left off. */
export interface RandomState {
  readonly algorithm: 'philox4x32-10';
  /** Two words of 32 bits. */
  readonly key: readonly [number, number];
  /** Blocks of 128 bits given so far. */
  readonly counter: number;
  /** Generators split off so far. */
  readonly splits: number;
}

/** Options of `uniform`. */
export interface UniformOptions extends CreateOptions {
  /** Smallest value, 0 unless given. */
  low?: number;
  /** Bound above, not reached; 1 unless given. */
  high?: number;
}

/** Options of `normal`. */
export interface NormalOptions extends CreateOptions {
  /** Mean, 0 unless given. */
  mean?: number;
  /** Standard deviation ≥ 0, 1 unless given. */
  std?: number;
}

/** Options of `integers`. */
export interface IntegersOptions extends CreateOptions {
  /** Smallest value, 0 unless given. */
  low?: number;
  /** Bound above, not reached. */
  high: number;
}

/** Elements computed at a time: their words and intermediate results stay in the nearest cache. */
const BATCH = 1024;
const WORDS = 2 ** 32;
const LONG_WORDS = 2 ** 53;

/** A generator; `random(seed)` makes one. Every draw moves it on. */
export class Random {
  readonly #key: readonly [number, number];
  #counter: number;
  #splits: number;

  /** @internal */
  constructor(key: readonly [number, number], counter: number, splits: number) {
    this.#key = [key[0], key[1]];
    this.#counter = counter;
    this.#splits = splits;
  }

  /** The state now, plain data: `random(state)` continues with the same numbers. */
  get state(): RandomState {
    return { algorithm: 'philox4x32-10', key: [...this.#key], counter: this.#counter, splits: this.#splits };
  }

  /**
   * Independent numbers, equally likely in [low, high).
   *
   * @throws ArgumentError unless low ≤ high, both finite, and high - low too.
   *
   * @example
   * ```ts
   * import { random } from '@nablajs/core-wasm';
   *
   * console.log(random(1).uniform([2, 2], { low: -1, high: 1 }).shape); // [ 2, 2 ]
   * ```
   */
  uniform(shape: Shape, options: UniformOptions = {}): Tensor {
    checkOptions('uniform', options, ['low', 'high', 'dtype']);
    const dtype = checkedDType('uniform', options.dtype);
    const low = finite('uniform: low', options.low ?? 0, dtype);
    const high = finite('uniform: high', options.high ?? 1, dtype);
    if (!(low <= high && Number.isFinite(inDType(high - low, dtype)))) {
      const got = `${low} and ${high}`;
      throw new ArgumentError({ where: 'uniform', expected: 'low ≤ high, and a difference that is finite', got });
    }
    const size = countElements('uniform', shape, dtype);
    const below = low === high ? low : numberBelow(high, dtype);
    const bytes = bytesOf(dtype);
    return this.#operation((core) => {
      const out = result(shape, dtype);
      const y = pin(out);
      const words = scratch(BATCH * bytes);
      for (let i = 0; i < size; i += BATCH) {
        const n = Math.min(BATCH, size - i);
        this.#words(core, (n * bytes) / 4, words);
        if (dtype === 'f64') core.duniform(n, low, high, below, words, y + i * bytes);
        else core.suniform(n, low, high, below, words, y + i * bytes);
      }
      return keep(out);
    });
  }

  /**
   * Independent normal numbers.
   *
   * @throws ArgumentError unless mean is finite and std finite and ≥ 0.
   *
   * @example
   * ```ts
   * import { random } from '@nablajs/core-wasm';
   *
   * console.log(random(1).normal([1000], { mean: 5, std: 0.1, dtype: 'f32' }).dtype); // f32
   * ```
   */
  normal(shape: Shape, options: NormalOptions = {}): Tensor {
    checkOptions('normal', options, ['mean', 'std', 'dtype']);
    const dtype = checkedDType('normal', options.dtype);
    const mean = finite('normal: mean', options.mean ?? 0, dtype);
    const std = finite('normal: std', options.std ?? 1, dtype);
    if (std < 0) throw new ArgumentError({ where: 'normal: std', expected: 'a number ≥ 0', got: String(std) });
    const size = countElements('normal', shape, dtype);
    const bytes = bytesOf(dtype);
    return this.#operation((core) => {
      const out = result(shape, dtype);
      const y = pin(out);
      const part = BATCH * bytes;
      const words = scratch(6 * part);
      const [s, logs, uv] = [words + 2 * part, words + 3 * part, words + 4 * part];
      for (let done = 0; done < size; ) {
        // π/4 of the points lie in the disc.
        const points = Math.min(BATCH, Math.ceil((size - done) * 0.65) + 4);
        this.#words(core, (points * bytes) / 2, words);
        const to = y + done * bytes;
        if (dtype === 'f64') {
          const pairs = core.ddiscPoints(points, words, s, uv);
          core.vdLog(pairs, s, logs);
          core.dpolar(Math.min(2 * pairs, size - done), mean, std, logs, s, uv, to);
          done += 2 * pairs;
        } else {
          const pairs = core.sdiscPoints(points, words, s, uv);
          core.vsLog(pairs, s, logs);
          core.spolar(Math.min(2 * pairs, size - done), mean, std, logs, s, uv, to);
          done += 2 * pairs;
        }
      }
      return keep(out);
    });
  }

  /**
   * Independent integers, equally likely in low, …, high - 1, exact in the dtype.
   *
   * @throws ArgumentError unless low < high are integers that the dtype holds exactly: at most 2⁵³ (f64), 2²⁴ (f32).
   *
   * @example
   * ```ts
   * import { random } from '@nablajs/core-wasm';
   *
   * console.log(random(1).integers([10], { low: 1, high: 7 }).shape); // ten throws of a die: [ 10 ]
   * ```
   */
  integers(shape: Shape, options: IntegersOptions): Tensor {
    checkOptions('integers', options, ['low', 'high', 'dtype']);
    const dtype = checkedDType('integers', options?.dtype);
    const largest = dtype === 'f64' ? LONG_WORDS : 2 ** 24;
    const low = options?.low ?? 0;
    const high = options?.high;
    const range = high - low;
    if (
      !([low, high].every((x) => Number.isInteger(x) && Math.abs(x) <= largest) && range > 0 && range <= LONG_WORDS)
    ) {
      const got = `low ${describe(low)} and high ${describe(high)}`;
      throw new ArgumentError({ where: 'integers', expected: `integers low < high of at most ${largest}`, got });
    }
    const elements = newArray(dtype, countElements('integers', shape, dtype));
    this.#draw((next) => {
      for (let i = 0; i < elements.length; i++) elements[i] = low + next(range);
    });
    return fromElements(shape, dtype, elements);
  }

  /**
   * The integers 0, …, n - 1 in random order, every order equally likely (Fisher and Yates' shuffle).
   *
   * @throws ShapeError when n is not an integer ≥ 0.
   *
   * @example
   * ```ts
   * import { random } from '@nablajs/core-wasm';
   *
   * console.log(random(7).permutation(4).toSorted()); // [ 0, 1, 2, 3 ]
   * ```
   */
  permutation(n: number): number[] {
    const order = Array.from({ length: countElements('permutation', [n], 'f64') }, (_, i) => i);
    this.#draw((next) => {
      for (let i = n - 1; i > 0; i--) {
        const j = next(i + 1);
        const last = order[i]!;
        order[i] = order[j]!;
        order[j] = last;
      }
    });
    return order;
  }

  /**
   * A new generator, independent of this one and of all others split off from it. This one's numbers stay the same.
   *
   * @example
   * ```ts
   * import { random } from '@nablajs/core-wasm';
   *
   * const generator = random(3);
   * const [weights, batches] = [generator.split(), generator.split()];
   * console.log(weights.normal([2]).shape, batches.permutation(3).length); // [ 2 ] 3
   * ```
   */
  split(): Random {
    const core = begin();
    try {
      const words = scratch(64);
      const index = this.#splits++;
      // Blocks whose last word is 1 are kept for keys; numbers come from those where it is 0.
      core.philox(1, this.#key[0], this.#key[1], index >>> 0, Math.floor(index / WORDS), 0, 1, words);
      return new Random([i32[words >>> 2]! >>> 0, i32[(words >>> 2) + 1]! >>> 0], 0, 0);
    } finally {
      end();
    }
  }

  /** Runs `compute` as an operation; when it fails, no numbers are used up. */
  #operation(compute: (core: Kernels) => Tensor): Tensor {
    const start = this.#counter;
    const core = begin();
    try {
      return compute(core);
    } catch (error) {
      this.#counter = start;
      throw error;
    } finally {
      end();
    }
  }

  /** Writes `count` words at an address with room for whole blocks of 64 bytes, and moves on. */
  #words(core: Kernels, count: number, ptr: number): void {
    const blocks = Math.ceil(count / 4);
    const counter = this.#counter;
    core.philox(blocks, this.#key[0], this.#key[1], counter >>> 0, Math.floor(counter / WORDS), 0, 0, ptr);
    this.#counter = counter + blocks;
  }

  /** Runs `use` with a source of integers below a bound, and moves on by the blocks it has begun. */
  #draw(use: (next: (bound: number) => number) => void): void {
    const core = begin();
    try {
      const words = scratch(BATCH * 4) >>> 2;
      const start = this.#counter;
      let used = 0;
      const word = (): number => {
        if (used % BATCH === 0) this.#words(core, BATCH, words << 2);
        return i32[words + (used++ % BATCH)]! >>> 0;
      };
      use((bound) => {
        const long = bound > WORDS;
        const all = long ? LONG_WORDS : WORDS;
        const limit = all - (all % bound);
        let drawn: number;
        do drawn = long ? (word() >>> 11) * WORDS + word() : word();
        while (drawn >= limit);
        return drawn % bound;
      });
      this.#counter = start + Math.ceil(used / 4);
    } finally {
      end();
    }
  }
}

function inDType(x: number, dtype: DType): number {
  return dtype === 'f32' ? Math.fround(x) : x;
}

function finite(where: string, value: unknown, dtype: DType): number {
  const rounded = typeof value === 'number' ? inDType(value, dtype) : Number.NaN;
  if (Number.isFinite(rounded)) return rounded;
  throw new ArgumentError({ where, expected: `a number that is finite in ${dtype}`, got: describe(value) });
}

/** The largest number of the dtype below x, for finite x of it. */
function numberBelow(x: number, dtype: DType): number {
  if (x === 0) return dtype === 'f32' ? -(2 ** -149) : -Number.MIN_VALUE;
  // Neighbouring numbers of one sign have neighbouring bits.
  if (dtype === 'f32') {
    const bits = new Int32Array(Float32Array.of(x).buffer);
    bits[0]! += x > 0 ? -1 : 1;
    return new Float32Array(bits.buffer)[0]!;
  }
  const bits = new BigInt64Array(Float64Array.of(x).buffer);
  bits[0]! += x > 0 ? -1n : 1n;
  return new Float64Array(bits.buffer)[0]!;
}
