/** The facts an error was built from, by name: what was given, what was expected, where. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * Base of every error that a package of the scope throws on purpose.
 *
 * The message reads `where: what was expected, what came`; `code` is stable across versions and meant for `switch`;
 * `facts` holds the numbers and names in the message, for programs. A subclass lives at the bottom of the file that
 * throws it and builds its message from one object of facts.
 *
 * @example
 * ```ts
 * import { matmul, NablaError, ones } from '@nablajs/core-wasm';
 *
 * try {
 *   matmul(ones([3, 4]), ones([5, 2]));
 * } catch (error) {
 *   if (error instanceof NablaError) console.log(error.code, error.message);
 * }
 * ```
 */
export abstract class NablaError extends Error {
  /** A stable identifier of the kind of error, such as `'SHAPE'`. */
  abstract readonly code: string;
  readonly facts: Facts;

  constructor(message: string, facts: Facts = {}) {
    super(message);
    this.name = new.target.name;
    this.facts = facts;
  }
}

/** An argument that no reading makes sense of: a wrong type, an unknown option, a number out of its range. */
export class ArgumentError extends NablaError {
  readonly code: string = 'ARGUMENT';

  /** @param facts where: the function and argument; expected: what it takes; got: a short text of what came. */
  constructor(facts: { where: string; expected: string; got: string } & Facts) {
    super(`${facts.where}: expected ${facts.expected}, got ${facts.got}`, facts);
  }
}
