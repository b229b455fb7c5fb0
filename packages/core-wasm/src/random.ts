/** Where generators of random numbers come from: a seed, or the state of another. */
import { ArgumentError } from './errors.js';
import { Random, type RandomState } from './generator.js';
import { describe } from './shape.js';

const WORDS = 2 ** 32;

/**
 * A generator of random numbers (Philox4x32-10). Equal seeds give equal numbers, on every engine and machine; different
 * seeds give independent ones.
 *
 * @param seed an integer of at most 53 bits, or the `state` of a generator.
 * @throws ArgumentError when it is neither.
 *
 * @example
 * ```ts
 * import { random } from '@nablajs/core-wasm';
 *
 * const generator = random(42);
 * const x = generator.normal([2, 3]);
 * const resumed = random(generator.state);
 * console.log(x.shape, generator.permutation(5).join() === resumed.permutation(5).join()); // [ 2, 3 ] true
 * ```
 */
export function random(seed: number | RandomState): Random {
  if (typeof seed === 'number' && Number.isSafeInteger(seed)) {
    return new Random([seed >>> 0, Math.floor(seed / WORDS) >>> 0], 0, 0);
  }
  if (isState(seed)) return new Random(seed.key, seed.counter, seed.splits);
  throw new ArgumentError({
    where: 'random',
    expected: 'an integer, or the state of a generator',
    got: describe(seed),
  });
}

function isState(value: unknown): value is RandomState {
  if (typeof value !== 'object' || value === null) return false;
  const { algorithm, key, counter, splits } = value as Partial<RandomState>;
  return (
    algorithm === 'philox4x32-10' &&
    Array.isArray(key) &&
    key.length === 2 &&
    key.every((word) => Number.isInteger(word) && word >= 0 && word < WORDS) &&
    [counter, splits].every((count) => Number.isSafeInteger(count) && count! >= 0)
  );
}
