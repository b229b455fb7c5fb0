import { type Facts, NablaError } from '@nablajs/core-wasm';

/** A value was asked for at a point where the formula has none. */
export class DomainError extends NablaError {
  readonly code = 'DOMAIN';

  /** @param facts where: the function; what: what has no value; at: the point. */
  constructor(facts: { where: string; what: string; at: Readonly<Record<string, unknown>> } & Facts) {
    const point = Object.entries(facts.at).map(([name, value]) => `${name} = ${String(value)}`);
    super(
      `${facts.where}: expected a point of the domain, got ${point.join(', ') || 'none'}, where ${facts.what} has no value`,
      facts,
    );
  }
}
