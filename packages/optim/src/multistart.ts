/**
 * The best of many local minima: {@link minimize} from points drawn uniformly from a box by a seeded generator.
 *
 * Minima within 1e-6 of one another count as one. The draws depend on the seed alone, so a run can be repeated exactly.
 */
import { ArgumentError, random } from '@nablajs/core-wasm';
import { toBox } from './bounds.js';
import type { MinimizeOptions } from './minimization.js';
import { minimize } from './minimize.js';
import type { ObjectiveLike } from './objective.js';
import type { Result } from './result.js';

/** Options of {@link multistart}; the rest goes to every {@link minimize}. */
export interface MultistartOptions extends MinimizeOptions {
  /** How many starting points. Default 20. */
  starts?: number;
  /** Of the generator. Default 0. */
  seed?: number;
}

/** The outcome of {@link multistart}. */
export interface MultistartResult {
  /** The lowest that converged, or the lowest of all where none did. */
  best: Result;
  /** The distinct minima that were found, lowest first, with how many starts led there. */
  minima: { result: Result; count: number }[];
  /** Starts that led to no minimum. */
  failures: number;
}

const same = 1e-6;

/**
 * Searches a box for the lowest of several minima.
 *
 * @param box for each variable [lower, upper], finite: where the starts are drawn from. It binds the iterates only when
 *   passed as `bounds` too.
 * @throws ArgumentError when the box is not finite or `starts` is not a positive integer, and as {@link minimize} does.
 *
 * @example
 * ```ts
 * import { multistart } from '@nablajs/optim';
 *
 * const rastrigin = (x: Float64Array) => 10 + x[0]! ** 2 - 10 * Math.cos(2 * Math.PI * x[0]!);
 * const { best, minima } = multistart(rastrigin, [[-5, 5]], { starts: 30, seed: 1 });
 * console.log(best.x, best.value, minima.length); // 0, 0 and the other valleys
 * ```
 */
export function multistart(
  f: ObjectiveLike,
  box: readonly (readonly [number, number])[],
  opts: MultistartOptions = {},
): MultistartResult {
  const { starts, seed, ...options } = opts;
  return ranked(drawStarts(box, starts, seed, 'multistart').map((start) => minimize(f, start, options)));
}

/** The starting points, which depend on the seed alone. */
export function drawStarts(
  box: readonly (readonly [number, number])[],
  starts: number | undefined = 20,
  seed: number | undefined = 0,
  where: string,
): Float64Array[] {
  const { lower, upper } = toBox(box, box.length, where)!;
  if (!lower.every(Number.isFinite) || !upper.every(Number.isFinite) || lower.length === 0) {
    throw new ArgumentError({
      where: `${where}: box`,
      expected: 'finite bounds for each variable',
      got: JSON.stringify(box),
    });
  }
  if (!Number.isInteger(starts) || starts < 1) {
    throw new ArgumentError({ where: `${where}: starts`, expected: 'a positive integer', got: String(starts) });
  }
  const n = lower.length;
  const draws = random(seed).uniform([starts, n]).toTypedArray();
  return Array.from({ length: starts }, (_, k) => lower.map((low, i) => low + (upper[i]! - low) * draws[k * n + i]!));
}

/** The distinct minima among the results of all starts. */
export function ranked(all: readonly Result[]): MultistartResult {
  // NaN, from a start outside f's domain, comes last: as a difference it would leave the order to chance.
  const rank = ({ value }: Result): number => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
  const results = [...all].sort((a, b) => Number(rank(a) > rank(b)) - Number(rank(a) < rank(b)));
  const minima: MultistartResult['minima'] = [];
  const converged = results.filter(({ status }) => status === 'converged');
  for (const result of converged) {
    const known = minima.find(({ result: other }) => near(other.x, result.x));
    if (known) known.count++;
    else minima.push({ result, count: 1 });
  }
  return { best: converged[0] ?? results[0]!, minima, failures: results.length - converged.length };
}

function near(a: Float64Array, b: Float64Array): boolean {
  return a.every((c, i) => Math.abs(c - b[i]!) <= same * Math.max(1, Math.abs(c)));
}
