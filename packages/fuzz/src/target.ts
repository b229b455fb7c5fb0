/**
 * What is fuzzed: a function of bytes that returns, or throws a {@link Finding} (or anything else) when a promise does
 * not hold. Typed errors of the packages are answers and must be caught inside.
 */
export interface Target {
  readonly name: string;
  /** The promise, in one line. */
  readonly promise: string;
  /** Inputs to begin with. */
  readonly seeds: readonly Uint8Array[];
  /** Pieces that mutations insert: keywords and separators of the input's language. */
  readonly dictionary?: readonly string[];
  run(input: Uint8Array): void;
}

/** A broken promise: what was done and what came. */
export class Finding extends Error {
  override readonly name = 'Finding';
}

/** The bytes of a text, the usual form of a seed. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
