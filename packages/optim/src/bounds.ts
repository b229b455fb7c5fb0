/** l ≤ x ≤ u: reading bounds, projecting on them, and the projected gradient that vanishes at a constrained minimum. */
import { ArgumentError } from '@nablajs/core-wasm';
import { norm } from './vector.js';

/** For each variable `[lower, upper]`; `undefined`, `null` or ±Infinity leaves a side open. */
export type Bounds = ArrayLike<readonly [lower: number | null | undefined, upper: number | null | undefined]>;

/** The box as two arrays of n numbers. */
export interface Box {
  lower: Float64Array;
  upper: Float64Array;
}

/** Reads user bounds for n variables; throws ArgumentError on a wrong count, a NaN or an empty interval. */
export function toBox(bounds: Bounds | undefined, n: number, where: string): Box | undefined {
  if (bounds === undefined) return undefined;
  if (bounds.length !== n) {
    throw new ArgumentError({ where, expected: `bounds for ${n} variables`, got: `${bounds.length} pairs` });
  }
  const lower = new Float64Array(n);
  const upper = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const low = (lower[i] = bounds[i]![0] ?? Number.NEGATIVE_INFINITY);
    const high = (upper[i] = bounds[i]![1] ?? Number.POSITIVE_INFINITY);
    if (!(low <= high)) {
      throw new ArgumentError({ where, expected: `lower ≤ upper in bounds[${i}]`, got: `[${low}, ${high}]` });
    }
  }
  return { lower, upper };
}

/** x ← P(x), the nearest point of the box. */
export function project(x: Float64Array, box: Box): void {
  for (let i = 0; i < x.length; i++) {
    const xi = x[i]!;
    x[i] = xi < box.lower[i]! ? box.lower[i]! : xi > box.upper[i]! ? box.upper[i]! : xi;
  }
}

/** ‖x − P(x − g)‖₂: zero exactly where no feasible direction goes down. */
export function projectedGradientNorm(x: Float64Array, g: Float64Array, box: Box): number {
  let largest = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    const xi = x[i]!;
    const gi = g[i]!;
    const room = gi > 0 ? xi - box.lower[i]! : xi - box.upper[i]!;
    const move = Math.abs(Math.abs(gi) < Math.abs(room) ? gi : room);
    squares += move * move;
    if (!(move <= largest)) largest = move;
  }
  return squares < 1e-280 || !(squares < 1e300) ? largest : Math.sqrt(squares);
}

/** ‖∇f‖₂ over the variables that no bound stops: unlike the projected gradient not shortened by the width of the box. */
export function freeGradientNorm(x: Float64Array, g: Float64Array, box: Box): number {
  const free = g.map((gi, i) => ((gi > 0 ? x[i]! <= box.lower[i]! : x[i]! >= box.upper[i]!) ? 0 : gi));
  return norm(free);
}
