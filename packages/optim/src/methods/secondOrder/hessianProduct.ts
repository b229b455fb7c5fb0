/**
 * Hv: from H where it is given, else (∇f(x + εv) − ∇f(x)) / ε with ε = √ε_machine·(1 + ‖x‖) / ‖v‖.
 *
 * Source: J. Nocedal, S. Wright, Numerical Optimization (2006), (8.20).
 */
import type { Descent } from '../../descent.js';
import { dot, norm } from '../../vector.js';
import type { HessianProduct } from './steihaug.js';

/** Beyond this many variables a dense H is not formed even when f offers it. */
const densest = 2000;

/** Products with H at the iterate; `refresh` after every accepted step. */
export interface HessianAt {
  refresh(): void;
  readonly multiply: HessianProduct;
}

export function hessianAt(at: Descent): HessianAt {
  const { n, problem } = at;
  if (problem.hasHessian && n <= densest) {
    const h = new Float64Array(n * n);
    return {
      refresh: () => problem.hessian(at.x, h),
      multiply: (v, out) => {
        for (let i = 0; i < n; i++) out[i] = dot(h.subarray(i * n, i * n + n), v);
      },
    };
  }
  const near = new Float64Array(n);
  return {
    refresh: () => {},
    multiply: (v, out) => {
      const epsilon = (Math.sqrt(Number.EPSILON) * (1 + norm(at.x))) / norm(v);
      for (let i = 0; i < n; i++) near[i] = at.x[i]! + epsilon * v[i]!;
      problem.gradient(near, out);
      for (let i = 0; i < n; i++) out[i] = (out[i]! - at.gradient[i]!) / epsilon;
    },
  };
}
