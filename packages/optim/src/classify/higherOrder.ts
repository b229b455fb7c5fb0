/**
 * A semidefinite Hessian decided by higher terms: Lyapunov–Schmidt reduction to the kernel of H.
 *
 * With x = a + V(u, v), u along the nonzero eigenvalues and v in the kernel, ∂f/∂u = 0 has one solution u = φ(v) as a
 * power series, and by the splitting lemma f is, up to a change of coordinates, ½uᵀΛu + g(v), g(v) = f(φ(v), v). The
 * lowest terms of g decide: of odd degree, no extremum; of even degree and definite with the sign of Λ, an extremum;
 * with the other sign or both, a saddle. Where they are only semidefinite or all vanish nothing is claimed.
 *
 * Peano's (y − x²)(y − 2x²) has its minimum along every line through 0, yet g(x) = −x⁴/4: a saddle.
 *
 * Source: T. Poston, I. Stewart, Catastrophe Theory and its Applications (1978), chapters 4 and 8.
 */

import type { Kind } from './classify.js';
import { formRange } from './formSign.js';
import { Series, type Term } from './series.js';
import { symmetricEigen } from './symmetricEigen.js';

/** A decision and the sentence for it. */
export interface HigherOrderVerdict {
  kind: Kind;
  reason: string;
  /** The degree of the terms that decided. */
  order?: number;
}

/** A coefficient this small beside the largest is rounding. */
const negligible = 1e-9;
/** A form this near to zero on the sphere, beside its largest value, may be zero there. */
const touching = 1e-7;

/**
 * Decides from the Taylor coefficients at the point.
 *
 * @param hessian n×n, semidefinite within `threshold`, the size below which an eigenvalue counts as zero.
 */
export function higherOrder(
  coefficients: readonly Term[],
  order: number,
  hessian: Float64Array,
  n: number,
  threshold: number,
): HigherOrderVerdict {
  const { values, vectors } = symmetricEigen(hessian, n);
  const columns = Array.from({ length: n }, (_, k) => k);
  const kernel = columns.filter((k) => Math.abs(values[k]!) <= threshold);
  const range = columns.filter((k) => Math.abs(values[k]!) > threshold);
  const sign = range.length === 0 ? 0 : Math.sign(values[range[0]!]!);
  const rotated = inEigenvectors(coefficients, order, vectors, [...range, ...kernel], n);
  const reduced = reduce(
    rotated,
    range.map((k) => values[k]!),
    kernel.length,
    order,
  );
  const size = Math.max(...[...rotated.terms()].map(({ coefficient }) => Math.abs(coefficient)), 0);
  for (let degree = 2; degree <= order; degree++) {
    const form = reduced.part(degree).filter(({ coefficient }) => Math.abs(coefficient) > negligible * size);
    if (form.length > 0) return decide(form, degree, kernel.length, sign);
  }
  return { kind: 'inconclusive', reason: `along the kernel of H every term up to order ${order} vanishes` };
}

function decide(form: readonly Term[], degree: number, variables: number, sign: number): HigherOrderVerdict {
  const where = `along the kernel of H the terms of order ${degree}`;
  if (degree % 2 === 1) {
    return { kind: 'saddle', order: degree, reason: `${where}, an odd order, take both signs: no extremum` };
  }
  const { least, greatest } = formRange(form, variables);
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  const rises = greatest > touching * size;
  const falls = least < -touching * size;
  if (rises && falls) return { kind: 'saddle', order: degree, reason: `${where} take both signs` };
  if ((sign > 0 && falls) || (sign < 0 && rises)) {
    return {
      kind: 'saddle',
      order: degree,
      reason: `${where} ${falls ? 'fall' : 'rise'}, while H ${sign > 0 ? 'rises' : 'falls'} across it`,
    };
  }
  if (least > touching * size)
    return { kind: 'minimum', order: degree, reason: `${where} are positive in every direction` };
  if (greatest < -touching * size)
    return { kind: 'maximum', order: degree, reason: `${where} are negative in every direction` };
  return { kind: 'inconclusive', order: degree, reason: `${where} keep one sign but vanish in some direction` };
}

/** The series in the coordinates along the given eigenvectors. */
function inEigenvectors(
  coefficients: readonly Term[],
  order: number,
  vectors: Float64Array,
  columns: number[],
  n: number,
): Series {
  const coordinates = Array.from({ length: n }, (_, i) =>
    columns.reduce(
      (sum, k, j) => (vectors[i * n + k] === 0 ? sum : sum.plus(Series.coordinate(n, order, j), vectors[i * n + k]!)),
      new Series(n, order),
    ),
  );
  return new Series(n, order, coefficients).compose(coordinates);
}

/** g(v) = f(φ(v), v) with ∂f/∂u(φ(v), v) = 0, by Newton's iteration u ← u − Λ⁻¹∂f/∂u on power series. */
function reduce(f: Series, eigenvalues: readonly number[], kernel: number, order: number): Series {
  const range = eigenvalues.length;
  const v = Array.from({ length: kernel }, (_, j) => Series.coordinate(kernel, order, j));
  let u: Series[] = eigenvalues.map(() => new Series(kernel, order));
  const slopes = eigenvalues.map((_, i) => f.derivative(i));
  // Each pass makes φ right to one degree more; φ starts at degree 2.
  for (let pass = 1; range > 0 && pass < order; pass++) {
    u = u.map((series, i) => series.plus(slopes[i]!.compose([...u, ...v]), -1 / eigenvalues[i]!));
  }
  return f.compose([...u, ...v]);
}
