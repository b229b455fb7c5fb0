/** Options read strictly: what is no object, or has a name nobody knows, would otherwise be passed over in silence. */
import { ArgumentError } from './errors.js';
import { describe } from './shape.js';

/**
 * Refuses options that nobody reads, which are mostly misspelt ones. Options left out, or undefined, are none.
 *
 * @param where the function, for the message.
 * @throws ArgumentError for options that are not an object, or the first one that is neither among `names` nor undefined.
 *
 * @example
 * ```ts
 * import { checkOptions } from '@nablajs/core-wasm/machine';
 *
 * try {
 *   checkOptions('fit', { epoch: 3 }, ['epochs', 'batchSize']);
 * } catch (error) {
 *   console.log((error as Error).message); // fit: expected options among epochs, batchSize, got 'epoch'
 * }
 * ```
 */
export function checkOptions(where: string, options: unknown, names: readonly string[]): void {
  if (options === undefined) return;
  const expected = `options among ${names.join(', ')}`;
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError({ where, expected, got: describe(options) });
  }
  for (const name of Object.keys(options)) {
    if (names.includes(name) || (options as Record<string, unknown>)[name] === undefined) continue;
    throw new ArgumentError({ where, expected, got: `'${name}'` });
  }
}

/** An option that is true or false, false when left out; anything else is refused, since it might be meant as true. */
export function flag(where: string, name: string, value: unknown): boolean {
  if (value === undefined || value === false) return false;
  if (value === true) return true;
  throw new ArgumentError({ where: `${where}: ${name}`, expected: 'true or false', got: describe(value) });
}
