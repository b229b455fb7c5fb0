import { SingularMatrixError, type Tensor, tensor } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import { sameShape } from '../expr/shape.js';
import { withoutWarnings } from '../ops/matrix/dense.js';
import { canonical } from '../simplify/canonical.js';
import { evaluateMatrix } from './evaluate.js';
import { type Sample, sampleValues } from './sample.js';
import { shorten } from './shorten.js';

/** Random points, each at other lengths of the symbolic sizes; a false identity survives one with probability zero. */
const POINTS = 4;
/** Agreement of two formulas in double precision at well-conditioned matrices of these sizes. */
const TOLERANCE = 1e-9;

/**
 * Whether two formulas with vectors and matrices are equal: true at once when their shortest forms are the same, else
 * decided by their values at random points and shapes at which both are defined. Undefined where there are none.
 */
export function equalMatrices(f: Expr, g: Expr): boolean | undefined {
  if (!sameShape(f.shape, g.shape)) return false;
  const [left, right] = [f, g].map((each) => shorten(canonical(each))) as [Expr, Expr];
  if (left === right) return true;
  let compared = 0;
  for (let point = 0; point < 3 * POINTS && compared < POINTS; point++) {
    const values = sampleValues([f, g], 101 + point, point, point >= 2 * POINTS);
    const [a, b] = [stableValue(f, values), stableValue(g, values)];
    if (a === undefined || b === undefined) continue;
    if (deviation(a, b) > TOLERANCE) return false;
    compared++;
  }
  return compared === 0 ? undefined : true;
}

/** The entries, where they are finite and do not depend on the last digits of the values, as near a singular matrix. */
function stableValue(f: Expr, values: Sample): number[] | undefined {
  try {
    const value = withoutWarnings(() => flat(evaluateMatrix(f, values)));
    const moved = withoutWarnings(() => flat(evaluateMatrix(f, nudged(values))));
    return value.every(Number.isFinite) && deviation(value, moved) < TOLERANCE ? value : undefined;
  } catch (error) {
    if (error instanceof SingularMatrixError) return undefined;
    throw error;
  }
}

function nudged(values: Sample): Sample {
  const factor = (k: number): number => 1 + 1e-13 * Math.sin(k + 1);
  return Object.fromEntries(
    Object.entries(values).map(([name, value], k) => {
      if (typeof value === 'number') return [name, Number.isSafeInteger(value) ? value : value * factor(k)];
      const entries = value.toTypedArray().map((each, i) => each * factor(i));
      return [name, tensor(entries, { shape: value.shape })];
    }),
  );
}

/** The largest difference relative to the largest entry. */
function deviation(a: readonly number[], b: readonly number[]): number {
  const scale = a.reduce((greatest, each) => Math.max(greatest, Math.abs(each)), 1e-300);
  return a.reduce((worst, each, k) => Math.max(worst, Math.abs(each - b[k]!)), 0) / scale;
}

function flat(value: number | Tensor): number[] {
  return typeof value === 'number' ? [value] : Array.from(value.toTypedArray());
}
