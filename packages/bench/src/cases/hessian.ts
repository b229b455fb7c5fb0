// Gradients and Hessians of matrix formulas with respect to a vector or matrix, in double precision; deriving and tracing
// are done beforehand. What is compared is each formula's closed form by straight loops.
import { type BenchCase, contend, type Prepare } from '../case.js';
import { jaxDerivative } from '../rivals/jaxDerivative.js';
import { nablaDerivative } from '../rivals/nablaDerivative.js';
import { pythonRival } from '../rivals/python.js';
import { sequence } from './gemm.js';

/**
 * w'Xw, Σ ln(1 + exp(−y∘(Xw))), ln Σ exp(Xw), ‖T − UV'‖² by U, and Σ (relu(XW)V − T)²/2 by W: a net with weights W, V.
 */
export type MatrixFormula = 'quadratic' | 'logistic' | 'logsumexp' | 'factorization' | 'network';

/** Arrays by name, row-major with their shapes; the first is the variable. */
export interface MatrixTask {
  readonly formula: MatrixFormula;
  readonly order: 1 | 2;
  readonly variable: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly arrays: Readonly<Record<string, Float64Array>>;
}

type Matrix = ArrayLike<number>;

/** op(A)·B for A stored as m×k, or as k×m where it is read transposed. */
function times(m: number, k: number, n: number, a: Matrix, b: Matrix, transposed = false): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const left = transposed ? a[p * m + i] : a[i * k + p];
      for (let j = 0; j < n; j++) c[i * n + j] += left * b[p * n + j];
    }
  }
  return c;
}

/** The m×n transpose of A. */
const flipped = (m: number, n: number, a: Matrix): Float64Array =>
  Float64Array.from({ length: m * n }, (_, k) => a[(k % n) * m + Math.floor(k / n)]);

/** X' diag(d) X − g g', for X with m rows and n columns. */
function weighted(m: number, n: number, X: Matrix, d: Matrix, g?: Matrix): Float64Array {
  const scaled = Float64Array.from(X, (value, k) => value * d[Math.floor(k / n)]);
  const H = times(n, m, n, X, scaled, true);
  return g === undefined ? H : H.map((value, k) => value - g[Math.floor(k / n)] * g[k % n]);
}

const CLOSED: Readonly<Record<MatrixFormula, (task: MatrixTask) => Float64Array>> = {
  quadratic({ order, shapes, arrays: { w, X } }) {
    const [n] = shapes.w;
    const both = Float64Array.from(X, (value, k) => value + X[(k % n) * n + Math.floor(k / n)]);
    return order === 2 ? both : times(n, n, 1, both, w);
  },
  logistic({ order, shapes, arrays: { w, X, y } }) {
    const [m, n] = shapes.X;
    const slopes = times(m, n, 1, X, w).map((score, r) => 1 / (1 + Math.exp(y[r] * score)));
    if (order === 1)
      return times(
        n,
        m,
        1,
        X,
        slopes.map((slope, r) => -y[r] * slope),
        true,
      );
    return weighted(
      m,
      n,
      X,
      slopes.map((slope) => slope * (1 - slope)),
    );
  },
  logsumexp({ order, shapes, arrays: { w, X } }) {
    const [m, n] = shapes.X;
    const powers = times(m, n, 1, X, w).map(Math.exp);
    const total = powers.reduce((sum, power) => sum + power, 0);
    const shares = powers.map((power) => power / total);
    const gradient = times(n, m, 1, X, shares, true);
    return order === 1 ? gradient : weighted(m, n, X, shares, gradient);
  },
  factorization({ order, shapes, arrays: { U, V, T } }) {
    const [n, k] = shapes.U;
    if (order === 1) {
      const product = times(n, k, n, U, flipped(k, n, V));
      return times(
        n,
        n,
        k,
        product.map((value, at) => 2 * (value - T[at])),
        V,
      );
    }
    const gram = times(k, n, k, V, V, true);
    const H = new Float64Array((n * k) ** 2);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < k; j++) {
        for (let l = 0; l < k; l++) H[(i * k + j) * n * k + i * k + l] = 2 * gram[j * k + l];
      }
    }
    return H;
  },
  network({ order, shapes, arrays: { W, X, V, T } }) {
    const [[N, p], [, h], [, q]] = [shapes.X, shapes.W, shapes.V];
    const Y = times(N, p, h, X, W);
    const mask = Y.map((value) => (value >= 0 ? 1 : 0));
    if (order === 1) {
      const errors = times(
        N,
        h,
        q,
        Y.map((value, at) => value * mask[at]),
        V,
      ).map((value, at) => value - T[at]);
      const back = times(N, q, h, errors, flipped(q, h, V));
      return times(
        p,
        N,
        h,
        X,
        back.map((value, at) => value * mask[at]),
        true,
      );
    }
    const outer = times(h, q, h, V, flipped(q, h, V));
    const H = new Float64Array((p * h) ** 2);
    for (let r = 0; r < N; r++) {
      const row = Float64Array.from(
        { length: p * h },
        (_, at) => X[r * p + Math.floor(at / h)] * mask[r * h + (at % h)],
      );
      for (let a = 0; a < p * h; a++) {
        for (let b = 0; b < p * h; b++) H[a * p * h + b] += row[a] * row[b] * outer[(a % h) * h + (b % h)];
      }
    }
    return H;
  },
};

function shapesOf(formula: MatrixFormula, n: number, order: 1 | 2): Record<string, number[]> {
  switch (formula) {
    case 'quadratic':
      return { w: [n], X: [n, n] };
    case 'logistic':
      return { w: [n], X: [2 * n, n], y: [2 * n] };
    case 'logsumexp':
      return { w: [n], X: [2 * n, n] };
    case 'factorization':
      return { U: [n, 5], V: [n, 5], T: [n, n] };
    case 'network':
      return order === 1
        ? { W: [n, n], X: [64, n], V: [n, 10], T: [64, 10] }
        : { W: [n / 5, 5], X: [64, n / 5], V: [5, 3], T: [64, 3] };
  }
}

/** A formula at n: the length of its vector; for the net's Hessian the number of weights. */
function derivativeCase(formula: MatrixFormula, order: 1 | 2, n: number): BenchCase {
  const shapes = shapesOf(formula, n, order);
  const variable = Object.keys(shapes)[0];
  const task = (): MatrixTask => ({
    formula,
    order,
    variable,
    shapes,
    arrays: Object.fromEntries(
      Object.entries(shapes).map(([name, shape], k) => {
        const values = sequence(
          shape.reduce((length, each) => length * each, 1),
          k + 1,
          'f64',
        ) as Float64Array;
        if (name === 'y') return [name, values.map((value) => (value < 0 ? -1 : 1))];
        return [name, name === variable ? values.map((value) => value / Math.sqrt(n)) : values];
      }),
    ),
  });
  const torch = (vectorize: boolean): Prepare<MatrixTask> =>
    pythonRival('derivatives', (given) => ({ ...given, vectorize }));
  return {
    name: `matrix ${order === 1 ? 'gradient' : 'hessian'} ${formula} ${n}`,
    reference: () => CLOSED[formula](task()),
    tolerance: 1e-7,
    contenders: contend(task, nablaDerivative, {
      'jax-js': jaxDerivative,
      torch: torch(false),
      ...(order === 2 && { 'torch vectorized': torch(true) }),
    }),
  };
}

const HESSIANS: readonly (readonly [MatrixFormula, readonly number[]])[] = [
  ['quadratic', [50, 200, 512]],
  ['logistic', [50, 200, 512]],
  ['logsumexp', [50, 200, 512]],
  ['factorization', [50, 200]],
  ['network', [50, 200]],
];

export const hessianCases: readonly BenchCase[] = [
  ...HESSIANS.flatMap(([formula, sizes]) => sizes.map((n) => derivativeCase(formula, 2, n))),
  ...HESSIANS.flatMap(([formula]) => [50, 200, 512].map((n) => derivativeCase(formula, 1, n))),
];
