import { Rational } from '../expr/rational.js';
import {
  addPolynomials,
  composePolynomial,
  degreeOf,
  derivePolynomial,
  type IntervalPolynomial,
  multiplyPolynomials,
  polynomialOf,
  scalePolynomial,
  variablePolynomial,
} from './intervalPolynomial.js';

/** A gradient's polynomials in coordinates in which a degenerate zero at the origin is easier to tell apart. */
export interface Reduction {
  readonly system: readonly IntervalPolynomial[];
  /** Coordinates whose equations have a regular linear part. */
  readonly regular: readonly number[];
  /** How far each of them was moved, as a polynomial in the others; zero for the rest. */
  readonly shift: readonly IntervalPolynomial[];
}

/**
 * Lyapunov–Schmidt reduction: with M a regular block of the linear terms, as large as there is, its coordinates s are
 * measured from the curve s = φ(t) on which their own equations hold up to `degree`, and each other equation becomes
 * ∂/∂t of the function in the new coordinates, g_t + (∂φ/∂t)ᵀ·g_s. Reversible, so zeros neither come nor go.
 *
 * @returns undefined where the linear terms are not known exactly
 */
export function reduceSystem(system: readonly IntervalPolynomial[], n: number, degree: number): Reduction | undefined {
  const matrix = system.map((p) => Array.from({ length: n }, (_, j) => linearCoefficient(p, n, j)));
  if (matrix.flat().some((each) => each === undefined)) return undefined;
  const { regular, inverse } = regularBlock(matrix as Rational[][], n);
  const none = polynomialOf([]);
  const shift: IntervalPolynomial[] = new Array<IntervalPolynomial>(n).fill(none);
  const free = Array.from({ length: n }, (_, i) => (regular.includes(i) ? none : variablePolynomial(n, i)));
  const exact = system.map((p) => polynomialOf([...p.values()].filter((each) => each.coefficient instanceof Rational)));
  for (let pass = 0; pass < degree; pass++) {
    const curve = shift.map((phi, i) => addPolynomials(phi, free[i]!));
    const residuals = regular.map((i) => composePolynomial(exact[i]!, curve, degree));
    regular.forEach((i, a) => {
      const corrections = residuals.map((each, b) => scalePolynomial(each, inverse[a]![b]!.negated()));
      shift[i] = addPolynomials(shift[i]!, ...corrections);
    });
  }
  const moved = shift.map((phi, i) => addPolynomials(phi, variablePolynomial(n, i)));
  const composed = system.map((p) => composePolynomial(p, moved));
  const combined = composed.map((p, j) =>
    regular.includes(j)
      ? p
      : addPolynomials(p, ...regular.map((i) => multiplyPolynomials(derivePolynomial(shift[i]!, j), composed[i]!))),
  );
  return { system: combined, regular, shift };
}

function linearCoefficient(p: IntervalPolynomial, n: number, j: number): Rational | undefined {
  const key = Array.from({ length: n }, (_, i) => (i === j ? 1 : 0)).join();
  const found = p.get(key);
  if (found === undefined) return Rational.zero;
  return found.coefficient instanceof Rational ? found.coefficient : undefined;
}

/** The largest principal block with an inverse: a symmetric matrix of rank r has one of size r. */
function regularBlock(
  matrix: readonly (readonly Rational[])[],
  n: number,
): { regular: number[]; inverse: Rational[][] } {
  const subsets = Array.from({ length: 2 ** n }, (_, bits) =>
    Array.from({ length: n }, (__, i) => i).filter((i) => (bits >> i) & 1),
  ).sort((a, b) => b.length - a.length);
  for (const regular of subsets) {
    const inverse = invertExact(regular.map((i) => regular.map((j) => matrix[i]![j]!)));
    if (inverse !== undefined) return { regular, inverse };
  }
  return { regular: [], inverse: [] };
}

/** Gauss–Jordan elimination over the rationals; undefined for a singular matrix. */
function invertExact(matrix: readonly (readonly Rational[])[]): Rational[][] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? Rational.one : Rational.zero))]);
  for (let k = 0; k < n; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && !row[k]!.isZero);
    if (pivot < 0) return undefined;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const inverse = rows[k]![k]!.inverse();
    rows[k] = rows[k]!.map((each) => each.times(inverse));
    rows.forEach((row, i) => {
      if (i !== k) rows[i] = row.map((each, j) => each.minus(row[k]!.times(rows[k]![j]!)));
    });
  }
  return rows.map((row) => row.slice(n));
}

/** A bound of |p| in |zᵢ| ≤ r, for exact coefficients. */
export function boundOf(p: IntervalPolynomial, r: number): number {
  let total = 0;
  for (const { exponents, coefficient } of p.values()) {
    total += Math.abs((coefficient as Rational).toNumber()) * r ** degreeOf(exponents);
  }
  return total * (1 + 1e-12);
}
