// The factorizations of LAPACK in double precision. Factors are unique only up to signs, order and scale, so the answers
// that are compared are what defines a factorization: its product, which must be A, and its orthogonality, which must be I.
import { type BenchCase, type Contender, contend, type Prepare } from '../case.js';
import { eigenLinalg } from '../rivals/eigenWasm.js';
import { emlapackLinalg } from '../rivals/emlapack.js';
import { mathjsLinalg } from '../rivals/mathjsLinalg.js';
import { mlMatrixLinalg } from '../rivals/mlMatrixLinalg.js';
import { nablaLinalg } from '../rivals/nablaLinalg.js';
import { numericLinalg } from '../rivals/numericLinalg.js';
import { numpyTsLinalg } from '../rivals/numpyTsLinalg.js';
import { python } from '../rivals/python.js';
import { sequence } from './gemm.js';
import { applied, identity, multiply, transposed } from './plainMatrix.js';

export type Operation = 'solve' | 'cholesky' | 'inverse' | 'qr' | 'eigh' | 'svd' | 'eig';

/** The matrix, n×n and row-major, and the right-hand side of `solve`. */
export interface Linalg {
  readonly n: number;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** Matrices of the result, row-major: x; L; A⁻¹; Q, R; λ, V; U, S, Vᵀ; Re λ, Im λ, Re V, Im V. */
export interface Factorization extends Pick<Contender, 'run' | 'time'> {
  factors(): readonly ArrayLike<number>[] | Promise<readonly ArrayLike<number>[]>;
}

export type Factorize = (task: Linalg) => Factorization | Promise<Factorization>;
export type LinalgRival = Readonly<Partial<Record<Operation, Factorize>>>;

interface Check {
  /** From a matrix with entries in [-1, 1), one that the operation accepts. */
  readonly matrix?: (n: number, a: Float64Array) => Float64Array;
  readonly answer: (task: Linalg, factors: readonly ArrayLike<number>[]) => ArrayLike<number>;
  readonly reference: (task: Linalg) => Float64Array;
  /** The largest n that each rival is asked for: beyond it a run takes seconds, or does not fit its memory. */
  readonly upTo: Readonly<Record<string, number>>;
}

const symmetric = (n: number, a: Float64Array): Float64Array =>
  a.map((value, k) => (value + a[(k % n) * n + Math.floor(k / n)]) / 2);

/** A·Aᵀ/n + I: positive definite, with a condition of about 5. */
const positiveDefinite = (n: number, a: Float64Array): Float64Array =>
  multiply(n, a, transposed(n, a)).map((value, k) => value / n + (k % (n + 1) === 0 ? 1 : 0));

const concat = (...parts: readonly ArrayLike<number>[]): number[] => parts.flatMap((part) => Array.from(part));
const scaleColumns = (n: number, a: ArrayLike<number>, by: ArrayLike<number>): Float64Array =>
  Float64Array.from(a, (value, k) => value * by[k % n]);
const matrixAndIdentity = ({ n, a }: Linalg): Float64Array => Float64Array.from(concat(a, identity(n)));

/** AV − Vλ for V scaled to a largest entry of 1, then the power sums Σλ and Σλ²: a missing eigenvalue shows there. */
function eigenResidual({ n, a }: Linalg, [re, im, vRe, vIm]: readonly ArrayLike<number>[]): number[] {
  const scale = Array.from({ length: n }, (_, j) => {
    let most = 0;
    for (let i = 0; i < n; i++) most = Math.max(most, Math.hypot(vRe[i * n + j], vIm[i * n + j]));
    return 1 / most;
  });
  const X = scaleColumns(n, vRe, scale);
  const Y = scaleColumns(n, vIm, scale);
  const aX = multiply(n, a, X);
  const aY = multiply(n, a, Y);
  const residual = [
    ...aX.map((value, k) => value - (X[k] * re[k % n] - Y[k] * im[k % n])),
    ...aY.map((value, k) => value - (X[k] * im[k % n] + Y[k] * re[k % n])),
  ];
  const sum = (term: (j: number) => number): number => scale.reduce((total, _, j) => total + term(j), 0);
  return [...residual, sum((j) => re[j]), sum((j) => re[j] ** 2 - im[j] ** 2)];
}

const CHECKS: Readonly<Record<Operation, Check>> = {
  solve: {
    answer: (_, [x]) => x,
    reference: ({ n }) => sequence(n, 3, 'f64') as Float64Array,
    upTo: { 'numpy-ts': 1024, 'ml-matrix': 512, emlapack: 512, numeric: 256, mathjs: 256 },
  },
  cholesky: {
    matrix: positiveDefinite,
    answer: ({ n }, [L]) => multiply(n, L, transposed(n, L)),
    reference: ({ a }) => a,
    upTo: { 'numpy-ts': 1024, 'ml-matrix': 512, emlapack: 512, 'eigen (wasm)': 512 },
  },
  inverse: {
    answer: ({ n, a }, [X]) => multiply(n, a, X),
    reference: ({ n }) => identity(n),
    upTo: { 'numpy-ts': 1024, 'ml-matrix': 512, emlapack: 512, numeric: 256, mathjs: 64, 'eigen (wasm)': 512 },
  },
  qr: {
    answer: ({ n }, [Q, R]) => concat(multiply(n, Q, R), multiply(n, transposed(n, Q), Q)),
    reference: matrixAndIdentity,
    upTo: { 'numpy-ts': 256, 'ml-matrix': 512, emlapack: 512, mathjs: 64, 'eigen (wasm)': 512 },
  },
  eigh: {
    matrix: symmetric,
    answer: ({ n }, [values, V]) =>
      concat(multiply(n, scaleColumns(n, V, values), transposed(n, V)), multiply(n, transposed(n, V), V)),
    reference: matrixAndIdentity,
    upTo: { 'numpy-ts': 64, 'ml-matrix': 512, emlapack: 256, mathjs: 64 },
  },
  svd: {
    answer: ({ n }, [U, S, Vt]) => concat(multiply(n, scaleColumns(n, U, S), Vt), multiply(n, Vt, transposed(n, Vt))),
    reference: matrixAndIdentity,
    upTo: { 'numpy-ts': 64, 'ml-matrix': 256, emlapack: 256, numeric: 512, 'eigen (wasm)': 512 },
  },
  eig: {
    answer: eigenResidual,
    reference({ n, a }) {
      const expected = new Float64Array(2 * n * n + 2);
      for (let k = 0; k < n * n; k++) {
        if (k % (n + 1) === 0) expected[2 * n * n] += a[k];
        expected[2 * n * n + 1] += a[k] * a[(k % n) * n + Math.floor(k / n)];
      }
      return expected;
    },
    upTo: { 'ml-matrix': 512, emlapack: 256, numeric: 64, 'eigen (wasm)': 512 },
  },
};

const RIVALS: Readonly<Record<string, LinalgRival>> = {
  'numpy-ts': numpyTsLinalg,
  'ml-matrix': mlMatrixLinalg,
  emlapack: emlapackLinalg,
  numeric: numericLinalg,
  mathjs: mathjsLinalg,
  'eigen (wasm)': eigenLinalg,
};

/** What is done at n = 1024, too: the rest takes seconds a run. */
const CUBIC: ReadonlySet<Operation> = new Set(['solve', 'cholesky', 'inverse']);

function linalgCase(operation: Operation, n: number): BenchCase {
  const { matrix = (_, a) => a, answer, reference, upTo } = CHECKS[operation];
  const task = (): Linalg => {
    const a = matrix(n, sequence(n * n, 1, 'f64') as Float64Array);
    return { n, a, b: applied(n, a, sequence(n, 3, 'f64')) };
  };
  const prepare =
    (start: Factorize): Prepare<Linalg> =>
    async (given): Promise<Contender> => {
      const { run, time, factors } = await start(given);
      return { run, time, answer: async () => answer(given, await factors()) };
    };
  const rivals = Object.entries(RIVALS).flatMap(([name, rival]) => {
    const start = rival[operation];
    return start && n <= (upTo[name] ?? 0) ? [[name, prepare(start)] as const] : [];
  });
  const scipy: Factorize = async (given) => {
    const { run, time, parts } = await python('linalg', { ...given, operation });
    return { run, time, factors: parts };
  };
  return {
    name: `linalg ${operation} f64 ${n}`,
    reference: () => reference(task()),
    // Random matrices of these sizes have conditions up to 10⁵.
    tolerance: 1e-9,
    contenders: contend(task, prepare(nablaLinalg[operation]), {
      ...Object.fromEntries(rivals),
      SciPy: prepare(scipy),
    }),
  };
}

export const linalgCases: readonly BenchCase[] = (Object.keys(CHECKS) as Operation[]).flatMap((operation) =>
  [64, 128, 256, 512, ...(CUBIC.has(operation) ? [1024] : [])].map((n) => linalgCase(operation, n)),
);
