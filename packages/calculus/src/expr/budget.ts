import { type Facts, NablaError } from '@nablajs/core-wasm';

/** What one call may use; every function that takes text or builds graphs keeps within it. */
export interface Budget {
  /** Characters of a text. */
  readonly characters: number;
  /** Levels of nesting. */
  readonly depth: number;
  /** Distinct nodes of a graph. */
  readonly nodes: number;
}

/** The limits used where none are given. */
export const defaultBudget: Budget = { characters: 100_000, depth: 1000, nodes: 100_000 };

/** Bits of numerator and denominator up to which powers of exact numbers are carried out. */
export const EXACT_BITS = 4096;

/** Input or result beyond the budget: too many characters, too deep, too many nodes, or a number with too many digits. */
export class TooLargeError extends NablaError {
  readonly code = 'TOO_LARGE';

  /** @param facts where: the function; what: what is too large; limit: how much is allowed; got: how much came. */
  constructor(facts: { where: string; what: string; limit: number; got?: number } & Facts) {
    const got = facts.got === undefined ? '' : `, got ${facts.got}`;
    super(`${facts.where}: ${facts.what} exceeds the limit of ${facts.limit}${got}`, facts);
  }
}
