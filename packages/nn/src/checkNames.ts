import { ArgumentError } from '@nablajs/core-wasm';

/**
 * Throws an ArgumentError for options that are no object, or whose name is not among the known ones: passed over in silence, a
 * misspelt option would train another network than the one that was meant.
 *
 * @param known an object whose keys are the known names.
 */
export function checkNames(where: string, options: unknown, known: Readonly<Record<string, true>>): void {
  if (typeof options !== 'object' || options === null)
    throw new ArgumentError({ where, expected: 'an object of options', got: String(options) });
  for (const [name, value] of Object.entries(options)) {
    if (Object.hasOwn(known, name) || value === undefined) continue;
    throw new ArgumentError({ where, expected: `options among ${Object.keys(known).join(', ')}`, got: `'${name}'` });
  }
}
