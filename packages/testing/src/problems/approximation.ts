// Watson's and the Chebyshev quadrature function, numbers 20 and 35 of J. Moré, B. Garbow, K. Hillstrom, ACM TOMS 7
// (1981): polynomial approximation problems, ill-conditioned for larger n.
import type { LeastSquaresProblem, Minimum } from './problem.js';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

export function watson(n: number, minima: Minimum[]): LeastSquaresProblem {
  return {
    name: `20 Watson, n = ${n}`,
    start: range(n).map(() => 0),
    m: 31,
    minima,
    residual(x, r) {
      for (let i = 1; i <= 29; i++) {
        const t = i / 29;
        let slope = 0;
        let sum = 0;
        for (let j = 0; j < n; j++) {
          if (j > 0) slope += j * x[j]! * t ** (j - 1);
          sum += x[j]! * t ** j;
        }
        r[i - 1] = slope - sum * sum - 1;
      }
      r[29] = x[0]!;
      r[30] = x[1]! - x[0]! ** 2 - 1;
    },
    jacobian(x, jac) {
      for (let i = 1; i <= 29; i++) {
        const t = i / 29;
        let sum = 0;
        for (let j = 0; j < n; j++) sum += x[j]! * t ** j;
        for (let j = 0; j < n; j++) jac[(i - 1) * n + j] = (j > 0 ? j * t ** (j - 1) : 0) - 2 * sum * t ** j;
      }
      jac[29 * n] = 1;
      jac[30 * n] = -2 * x[0]!;
      jac[30 * n + 1] = 1;
    },
  };
}

export function chebyquad(n: number, ...values: number[]): LeastSquaresProblem {
  return {
    name: `35 Chebyquad, n = ${n}`,
    start: range(n).map((i) => (i + 1) / (n + 1)),
    m: n,
    minima: values.map((value) => ({ value })),
    residual(x, r) {
      // −∫₀¹ of the shifted Chebyshev polynomial of degree i + 1.
      for (let i = 0; i < n; i++) r[i] = i % 2 === 1 ? 1 / ((i + 1) ** 2 - 1) : 0;
      for (const c of x) {
        let [before, now] = [1, 2 * c - 1];
        for (let i = 0; i < n; i++) {
          r[i]! += now / n;
          [before, now] = [now, 2 * (2 * c - 1) * now - before];
        }
      }
    },
    jacobian(x, j) {
      for (let k = 0; k < n; k++) {
        const t = 2 * x[k]! - 1;
        let [before, now] = [1, t];
        let [slopeBefore, slope] = [0, 2];
        for (let i = 0; i < n; i++) {
          j[i * n + k] = slope / n;
          [slopeBefore, slope] = [slope, 4 * now + 2 * t * slope - slopeBefore];
          [before, now] = [now, 2 * t * now - before];
        }
      }
    },
  };
}
