import { ArgumentError } from '@nablajs/core-wasm';

/**
 * Refuses options that nobody reads, which are mostly misspelt ones.
 *
 * @throws ArgumentError naming the options that there are.
 */
export function knownOptions(where: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new ArgumentError({ where: `${where}: options`, expected: names.join(', '), got: unknown });
}
