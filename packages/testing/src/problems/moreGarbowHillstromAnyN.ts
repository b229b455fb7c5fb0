// Test functions 20–35 of J. Moré, B. Garbow, K. Hillstrom, ACM TOMS 7 (1981), which are defined for any n; the minima
// published for the sizes here.
import { chebyquad, watson } from './approximation.js';
import type { LeastSquaresProblem } from './problem.js';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function extendedRosenbrock(n: number): LeastSquaresProblem {
  return {
    name: `21 Extended Rosenbrock, n = ${n}`,
    start: range(n).map((i) => (i % 2 ? 1 : -1.2)),
    m: n,
    minima: [{ value: 0, x: range(n).map(() => 1) }],
    residual(x, r) {
      for (let i = 0; i < n; i += 2) {
        r[i] = 10 * (x[i + 1]! - x[i]! ** 2);
        r[i + 1] = 1 - x[i]!;
      }
    },
    jacobian(x, j) {
      for (let i = 0; i < n; i += 2) {
        j[i * n + i] = -20 * x[i]!;
        j[i * n + i + 1] = 10;
        j[(i + 1) * n + i] = -1;
      }
    },
  };
}

function extendedPowellSingular(n: number): LeastSquaresProblem {
  return {
    name: `22 Extended Powell singular, n = ${n}`,
    start: range(n).map((i) => [3, -1, 0, 1][i % 4]!),
    m: n,
    minima: [{ value: 0, x: range(n).map(() => 0) }],
    residual(x, r) {
      for (let i = 0; i < n; i += 4) {
        r[i] = x[i]! + 10 * x[i + 1]!;
        r[i + 1] = Math.sqrt(5) * (x[i + 2]! - x[i + 3]!);
        r[i + 2] = (x[i + 1]! - 2 * x[i + 2]!) ** 2;
        r[i + 3] = Math.sqrt(10) * (x[i]! - x[i + 3]!) ** 2;
      }
    },
    jacobian(x, j) {
      for (let i = 0; i < n; i += 4) {
        j[i * n + i] = 1;
        j[i * n + i + 1] = 10;
        j[(i + 1) * n + i + 2] = Math.sqrt(5);
        j[(i + 1) * n + i + 3] = -Math.sqrt(5);
        const p = 2 * (x[i + 1]! - 2 * x[i + 2]!);
        j[(i + 2) * n + i + 1] = p;
        j[(i + 2) * n + i + 2] = -2 * p;
        const q = 2 * Math.sqrt(10) * (x[i]! - x[i + 3]!);
        j[(i + 3) * n + i] = q;
        j[(i + 3) * n + i + 3] = -q;
      }
    },
  };
}

function penaltyOne(n: number, value: number): LeastSquaresProblem {
  const a = Math.sqrt(1e-5);
  return {
    name: `23 Penalty I, n = ${n}`,
    start: range(n).map((i) => i + 1),
    m: n + 1,
    minima: [{ value }],
    residual(x, r) {
      let squares = 0;
      for (let i = 0; i < n; i++) {
        r[i] = a * (x[i]! - 1);
        squares += x[i]! ** 2;
      }
      r[n] = squares - 0.25;
    },
    jacobian(x, j) {
      for (let i = 0; i < n; i++) {
        j[i * n + i] = a;
        j[n * n + i] = 2 * x[i]!;
      }
    },
  };
}

function penaltyTwo(n: number, value: number): LeastSquaresProblem {
  const a = Math.sqrt(1e-5);
  const e = (x: number): number => Math.exp(x / 10);
  return {
    name: `24 Penalty II, n = ${n}`,
    start: range(n).map(() => 0.5),
    m: 2 * n,
    minima: [{ value }],
    residual(x, r) {
      r[0] = x[0]! - 0.2;
      for (let i = 1; i < n; i++) {
        r[i] = a * (e(x[i]!) + e(x[i - 1]!) - (e(i + 1) + e(i)));
        r[n + i - 1] = a * (e(x[i]!) - Math.exp(-0.1));
      }
      r[2 * n - 1] = -1;
      for (let j = 0; j < n; j++) r[2 * n - 1]! += (n - j) * x[j]! ** 2;
    },
    jacobian(x, j) {
      j[0] = 1;
      for (let i = 1; i < n; i++) {
        j[i * n + i] = (a * e(x[i]!)) / 10;
        j[i * n + i - 1] = (a * e(x[i - 1]!)) / 10;
        j[(n + i - 1) * n + i] = (a * e(x[i]!)) / 10;
      }
      for (let k = 0; k < n; k++) j[(2 * n - 1) * n + k] = 2 * (n - k) * x[k]!;
    },
  };
}

function variablyDimensioned(n: number): LeastSquaresProblem {
  return {
    name: `25 Variably dimensioned, n = ${n}`,
    start: range(n).map((i) => 1 - (i + 1) / n),
    m: n + 2,
    minima: [{ value: 0, x: range(n).map(() => 1) }],
    residual(x, r) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        r[i] = x[i]! - 1;
        sum += (i + 1) * (x[i]! - 1);
      }
      r[n] = sum;
      r[n + 1] = sum * sum;
    },
    jacobian(x, j) {
      const sum = range(n).reduce((total, i) => total + (i + 1) * (x[i]! - 1), 0);
      for (let i = 0; i < n; i++) {
        j[i * n + i] = 1;
        j[n * n + i] = i + 1;
        j[(n + 1) * n + i] = 2 * sum * (i + 1);
      }
    },
  };
}

function trigonometric(n: number): LeastSquaresProblem {
  return {
    name: `26 Trigonometric, n = ${n}`,
    start: range(n).map(() => 1 / n),
    m: n,
    minima: [{ value: 0 }, { value: 2.7950612e-5 }],
    residual(x, r) {
      const cosines = x.reduce((sum, c) => sum + Math.cos(c), 0);
      for (let i = 0; i < n; i++) r[i] = n - cosines + (i + 1) * (1 - Math.cos(x[i]!)) - Math.sin(x[i]!);
    },
    jacobian(x, j) {
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < n; k++) j[i * n + k] = Math.sin(x[k]!);
        j[i * n + i]! += (i + 1) * Math.sin(x[i]!) - Math.cos(x[i]!);
      }
    },
  };
}

function brownAlmostLinear(n: number): LeastSquaresProblem {
  return {
    name: `27 Brown almost-linear, n = ${n}`,
    start: range(n).map(() => 0.5),
    m: n,
    minima: [{ value: 0 }, { value: 1 }],
    residual(x, r) {
      const sum = x.reduce((total, c) => total + c, 0);
      for (let i = 0; i < n - 1; i++) r[i] = x[i]! + sum - (n + 1);
      r[n - 1] = x.reduce((product, c) => product * c, 1) - 1;
    },
    jacobian(x, j) {
      for (let i = 0; i < n - 1; i++) for (let k = 0; k < n; k++) j[i * n + k] = i === k ? 2 : 1;
      for (let k = 0; k < n; k++)
        j[(n - 1) * n + k] = x.reduce((product, c, i) => (i === k ? product : product * c), 1);
    },
  };
}

function discreteBoundaryValue(n: number): LeastSquaresProblem {
  const h = 1 / (n + 1);
  return {
    name: `28 Discrete boundary value, n = ${n}`,
    start: range(n).map((i) => (i + 1) * h * ((i + 1) * h - 1)),
    m: n,
    minima: [{ value: 0 }],
    residual(x, r) {
      for (let i = 0; i < n; i++) {
        const t = (i + 1) * h;
        r[i] = 2 * x[i]! - (x[i - 1] ?? 0) - (x[i + 1] ?? 0) + (h * h * (x[i]! + t + 1) ** 3) / 2;
      }
    },
    jacobian(x, j) {
      for (let i = 0; i < n; i++) {
        j[i * n + i] = 2 + 1.5 * h * h * (x[i]! + (i + 1) * h + 1) ** 2;
        if (i > 0) j[i * n + i - 1] = -1;
        if (i < n - 1) j[i * n + i + 1] = -1;
      }
    },
  };
}

function discreteIntegral(n: number): LeastSquaresProblem {
  const h = 1 / (n + 1);
  const kernel = (i: number, k: number): number =>
    (h / 2) * (k <= i ? (1 - (i + 1) * h) * (k + 1) * h : (i + 1) * h * (1 - (k + 1) * h));
  return {
    name: `29 Discrete integral equation, n = ${n}`,
    start: range(n).map((i) => (i + 1) * h * ((i + 1) * h - 1)),
    m: n,
    minima: [{ value: 0 }],
    residual(x, r) {
      for (let i = 0; i < n; i++) {
        r[i] = x[i]!;
        for (let k = 0; k < n; k++) r[i]! += kernel(i, k) * (x[k]! + (k + 1) * h + 1) ** 3;
      }
    },
    jacobian(x, j) {
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < n; k++)
          j[i * n + k] = (i === k ? 1 : 0) + 3 * kernel(i, k) * (x[k]! + (k + 1) * h + 1) ** 2;
      }
    },
  };
}

function broydenTridiagonal(n: number): LeastSquaresProblem {
  return {
    name: `30 Broyden tridiagonal, n = ${n}`,
    start: range(n).map(() => -1),
    m: n,
    minima: [{ value: 0 }],
    residual(x, r) {
      for (let i = 0; i < n; i++) r[i] = (3 - 2 * x[i]!) * x[i]! - (x[i - 1] ?? 0) - 2 * (x[i + 1] ?? 0) + 1;
    },
    jacobian(x, j) {
      for (let i = 0; i < n; i++) {
        j[i * n + i] = 3 - 4 * x[i]!;
        if (i > 0) j[i * n + i - 1] = -1;
        if (i < n - 1) j[i * n + i + 1] = -2;
      }
    },
  };
}

function broydenBanded(n: number): LeastSquaresProblem {
  const near = (i: number): number[] => range(n).filter((k) => k !== i && k >= i - 5 && k <= i + 1);
  return {
    name: `31 Broyden banded, n = ${n}`,
    start: range(n).map(() => -1),
    m: n,
    minima: [{ value: 0 }],
    residual(x, r) {
      for (let i = 0; i < n; i++) {
        r[i] = x[i]! * (2 + 5 * x[i]! ** 2) + 1 - near(i).reduce((sum, k) => sum + x[k]! * (1 + x[k]!), 0);
      }
    },
    jacobian(x, j) {
      for (let i = 0; i < n; i++) {
        j[i * n + i] = 2 + 15 * x[i]! ** 2;
        for (const k of near(i)) j[i * n + k] = -1 - 2 * x[k]!;
      }
    },
  };
}

function linear(
  name: string,
  n: number,
  m: number,
  value: number,
  entry: (i: number, k: number) => number,
): LeastSquaresProblem {
  return {
    name: `${name}, n = ${n}, m = ${m}`,
    start: range(n).map(() => 1),
    m,
    minima: [{ value }],
    residual(x, r) {
      for (let i = 0; i < m; i++) r[i] = x.reduce((sum, c, k) => sum + entry(i, k) * c, -1);
    },
    jacobian(_x, j) {
      for (let i = 0; i < m; i++) for (let k = 0; k < n; k++) j[i * n + k] = entry(i, k);
    },
  };
}

export const sizedProblems: readonly LeastSquaresProblem[] = [
  watson(6, [{ value: 0.0022876700535524 }]),
  watson(9, [{ value: 1.399760138e-6 }]),
  extendedRosenbrock(10),
  extendedRosenbrock(100),
  extendedPowellSingular(12),
  penaltyOne(4, 2.2499775008999e-5),
  penaltyOne(10, 7.0876515467e-5),
  penaltyTwo(4, 9.3762931e-6),
  penaltyTwo(10, 2.9366054e-4),
  variablyDimensioned(10),
  trigonometric(10),
  brownAlmostLinear(10),
  discreteBoundaryValue(10),
  discreteIntegral(10),
  broydenTridiagonal(10),
  broydenBanded(10),
  linear('32 Linear, full rank', 5, 20, 15, (i, k) => (i === k ? 1 : 0) - 2 / 20),
  linear('33 Linear, rank 1', 5, 20, (20 * 19) / (2 * 41), (i, k) => (i + 1) * (k + 1)),
  linear('34 Linear, rank 1 with zero columns and rows', 5, 20, (20 * 20 + 3 * 20 - 6) / (2 * 37), (i, k) =>
    i === 0 || i === 19 || k === 0 || k === 4 ? 0 : i * (k + 1),
  ),
  chebyquad(7, 0),
  chebyquad(8, 0.0035168737256779),
  chebyquad(10, 0.0065039548, 0.0047727136),
];
