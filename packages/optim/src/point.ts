/** x₀: the numbers a search begins at, copied and checked. */
import { ArgumentError } from '@nablajs/core-wasm';

/** Reads a starting point into new numbers; throws ArgumentError when it is empty or not finite. */
export function toPoint(x0: ArrayLike<number>, where: string): Float64Array {
  const given = x0 as ArrayLike<number> | null | undefined;
  if (typeof given !== 'object' || given === null || !(given.length > 0)) {
    throw new ArgumentError({
      where,
      expected: 'one number or more',
      got: given === null ? 'null' : typeof given,
    });
  }
  const start = Float64Array.from(given);
  const bad = start.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) {
    throw new ArgumentError({ where: `${where}[${bad}]`, expected: 'a finite number', got: String(given[bad]) });
  }
  return start;
}
