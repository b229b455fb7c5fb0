import { type Facts, NablaError } from '@nablajs/core-wasm';

/**
 * Bytes that are not what they claim to be: a damaged, truncated or foreign file.
 *
 * Thrown before anything larger than the file's own header is allocated. `facts.offset` is the byte at which the
 * reader stopped, where that is known.
 *
 * @example
 * ```ts
 * import { FormatError, readSafetensors } from '@nablajs/nn';
 *
 * try {
 *   readSafetensors(new Uint8Array([1, 2, 3]));
 * } catch (error) {
 *   if (error instanceof FormatError) console.log(error.message);
 * }
 * ```
 */
export class FormatError extends NablaError {
  readonly code: string = 'FORMAT';

  /** @param facts where: the reader; expected: what the format demands; got: what the bytes hold. */
  constructor(facts: { where: string; expected: string; got: string; offset?: number } & Facts) {
    const place = facts.offset === undefined ? '' : ` at byte ${facts.offset}`;
    super(`${facts.where}: expected ${facts.expected}${place}, got ${facts.got}`, facts);
  }
}
