import { ArgumentError } from '@nablajs/core-wasm';

/**
 * Refuses options that nobody reads, which are mostly misspelt ones.
 *
 * @throws ArgumentError naming the options that there are.
 */
export function knownOptions(where: string, options: object, names: readonly string[]): void {
  const unknown = Object.entries(options).find(([name, value]) => value !== undefined && !names.includes(name));
  if (unknown === undefined) return;
  throw new ArgumentError({ where, expected: `options among ${names.join(', ')}`, got: `'${unknown[0]}'` });
}
