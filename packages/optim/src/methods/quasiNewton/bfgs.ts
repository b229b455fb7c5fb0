/**
 * d = −B∇f with B ← (I − ρsyᵀ)B(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy: BFGS on the inverse Hessian B, n×n.
 *
 * The pairs are those of `secant.ts`. Before the first update B = (‖s‖/‖y‖)·I, between the two scales that the pair
 * allows; a pair without curvature is skipped. B is kept whole and updated in one pass of
 * rank two, B += ρ((1 + ρyᵀBy)ssᵀ − s(By)ᵀ − (By)sᵀ).
 *
 * Source: J. Nocedal, S. Wright, Numerical Optimization (2006), algorithm 6.1.
 */
import type { Descent } from '../../descent.js';
import { firstWolfe } from '../../lineSearch/wolfe.js';
import { dot, negate } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Method } from '../method.js';
import { firstLength, secant } from './secant.js';

export const bfgs: Method = {
  order: 1,
  bounds: false,
  lineSearches: ['wolfe', 'hager-zhang', 'armijo', 'exact'],
  monotone: true,
  maxIterations: (n) => Math.max(500, 200 * n),
  start(at, { lineSearch, lineSearchName }) {
    const { n } = at;
    const inverse = new Float64Array(n * n);
    const direction = new Float64Array(n);
    const changed = new Float64Array(n);
    const product = new Float64Array(n);
    let known = false;
    const iterate = (): ReturnType<typeof noDescent> | undefined => {
      let slope = 0;
      if (known) {
        multiply(inverse, at.gradient, direction, -1);
        slope = dot(direction, at.gradient);
      }
      const fresh = !(slope < 0);
      if (fresh) {
        known = false;
        negate(at.gradient, direction);
        slope = -dot(at.gradient, at.gradient);
      }
      const initial = fresh ? firstLength(at) : 1;
      const search = fresh && lineSearchName === 'wolfe' ? firstWolfe : lineSearch;
      if (search(at, direction, slope, initial) === 0) {
        // B may have gone stale; steepest descent is the last word.
        if (fresh) return noDescent(at);
        known = false;
        return iterate();
      }
      at.accept();
      known = update(at, inverse, changed, product, known);
      return undefined;
    };
    return iterate;
  },
};

/** Takes the last step into B; returns whether B holds anything. */
function update(
  at: Descent,
  inverse: Float64Array,
  changed: Float64Array,
  product: Float64Array,
  known: boolean,
): boolean {
  const { n, step: s, stepNorm } = at;
  const { curvature, usable } = secant(at, changed);
  if (!usable) return known;
  if (!known) {
    const scale = stepNorm / Math.sqrt(at.changeSquared);
    inverse.fill(0);
    for (let i = 0; i < n; i++) inverse[i * n + i] = scale;
  }
  multiply(inverse, changed, product, 1);
  const rho = 1 / curvature;
  const both = rho * (1 + rho * dot(changed, product));
  for (let i = 0; i < n; i++) {
    const bi = rho * s[i]!;
    const ai = both * s[i]! - rho * product[i]!;
    const row = i * n;
    for (let j = 0; j < n; j++) inverse[row + j]! += ai * s[j]! - bi * product[j]!;
  }
  return true;
}

/** out ← sign·B·v. */
function multiply(matrix: Float64Array, v: Float64Array, out: Float64Array, sign: number): void {
  const n = v.length;
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let a = 0;
    let b = 0;
    let j = 0;
    for (; j + 1 < n; j += 2) {
      a += matrix[row + j]! * v[j]!;
      b += matrix[row + j + 1]! * v[j + 1]!;
    }
    if (j < n) a += matrix[row + j]! * v[j]!;
    out[i] = sign * (a + b);
  }
}
