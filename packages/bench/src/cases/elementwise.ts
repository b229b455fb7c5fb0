// Functions of arrays, limited by arithmetic (exp, tanh, sin, softmax) or by memory (sum, dot, A·x).
import { type BenchCase, contend, type Prepare } from '../case.js';
import { nablaVectors } from '../rivals/nablaVectors.js';
import { numpyTsVectors } from '../rivals/numpyTsVectors.js';
import { plainVectors } from '../rivals/plainVectors.js';
import { pythonRival } from '../rivals/python.js';
import { tfjsSoftmax } from '../rivals/tfjs.js';
import { sequence } from './gemm.js';

export type VectorOperation = 'exp' | 'tanh' | 'sin' | 'softmax' | 'sum' | 'dot' | 'gemv';

/** x is a vector, or a matrix of `rows` rows; y the second factor. */
export interface Vectors {
  readonly dtype: 'f64' | 'f32';
  readonly rows: number;
  readonly x: Float64Array | Float32Array;
  readonly y: Float64Array | Float32Array;
}

export type VectorRival = Readonly<Partial<Record<VectorOperation, Prepare<Vectors>>>>;

const each =
  (f: (value: number) => number) =>
  ({ x }: Vectors) =>
    Float64Array.from(x, f);

/** x·y by Neumaier's compensated sum. */
function compensated(x: ArrayLike<number>, y: (i: number) => number): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < x.length; i++) {
    const term = x[i] * y(i);
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

const REFERENCES: Readonly<Record<VectorOperation, (task: Vectors) => Float64Array>> = {
  exp: each(Math.exp),
  tanh: each(Math.tanh),
  sin: each(Math.sin),
  softmax({ x, rows }) {
    const columns = x.length / rows;
    const out = new Float64Array(x.length);
    for (let row = 0; row < rows; row++) {
      const powers = Array.from(x.subarray(row * columns, (row + 1) * columns), Math.exp);
      const total = powers.reduce((sum, value) => sum + value, 0);
      powers.forEach((value, j) => {
        out[row * columns + j] = value / total;
      });
    }
    return out;
  },
  sum: ({ x }) => Float64Array.of(compensated(x, () => 1)),
  dot: ({ x, y }) => Float64Array.of(compensated(x, (i) => y[i])),
  gemv({ x, y, rows }) {
    const columns = x.length / rows;
    return Float64Array.from({ length: rows }, (_, i) =>
      compensated(x.subarray(i * columns, (i + 1) * columns), (j) => y[j]),
    );
  },
};

interface Size {
  readonly rows: number;
  readonly columns: number;
  /** Entries of x lie in [-range, range). */
  readonly range: number;
}

function vectorCase(operation: VectorOperation, dtype: 'f64' | 'f32', { rows, columns, range }: Size): BenchCase {
  const task = (): Vectors => ({
    dtype,
    rows,
    x: sequence(rows * columns, 1, dtype).map((value) => value * range) as Float64Array | Float32Array,
    y: sequence(columns, 2, dtype),
  });
  const rivals = {
    'numpy-ts': numpyTsVectors[operation],
    'plain loop': plainVectors[operation],
    NumPy: pythonRival<Vectors>('elementwise', (given) => ({ ...given, operation })),
    'tfjs-wasm': operation === 'softmax' && dtype === 'f32' ? tfjsSoftmax : undefined,
  };
  const given = Object.entries(rivals).filter((entry): entry is [string, Prepare<Vectors>] => entry[1] !== undefined);
  // A few roundings for a function, and as many as a sum's tree is deep for a sum; sums here cancel down to √n.
  const roundings = operation === 'exp' || operation === 'tanh' || operation === 'sin' ? 4 : 4 * Math.sqrt(columns);
  return {
    name: `elementwise ${operation} ${dtype} ${rows === 1 ? columns : `${rows}×${columns}`}`,
    reference: () => REFERENCES[operation](task()),
    tolerance: roundings * (dtype === 'f64' ? 2 ** -53 : 2 ** -24),
    contenders: contend(task, nablaVectors[operation], Object.fromEntries(given)),
  };
}

const million: Size = { rows: 1, columns: 1_000_000, range: 8 };

export const elementwiseCases: readonly BenchCase[] = [
  ...(['exp', 'tanh', 'sin'] as const).flatMap((operation) =>
    (['f64', 'f32'] as const).map((dtype) => vectorCase(operation, dtype, million)),
  ),
  vectorCase('softmax', 'f64', { rows: 1000, columns: 1000, range: 8 }),
  vectorCase('softmax', 'f32', { rows: 1000, columns: 1000, range: 8 }),
  vectorCase('sum', 'f64', million),
  vectorCase('dot', 'f64', { rows: 1, columns: 100_000, range: 1 }),
  vectorCase('gemv', 'f64', { rows: 512, columns: 512, range: 1 }),
];
