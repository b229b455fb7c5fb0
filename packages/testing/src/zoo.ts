/**
 * The matrices on which factorizations are judged: well-behaved, ill-conditioned, graded, defective, rank-deficient, and
 * at both ends of the exponent range. Entries are plain numbers, row-major, a function of the name and the size alone.
 *
 * Sources: N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., ch. 28 (Hilbert, Vandermonde, Kahan);
 * J. Wilkinson, The Algebraic Eigenvalue Problem, p. 308 (W⁺) and p. 212 (growth of partial pivoting).
 */

/** A matrix of the zoo. */
export interface ZooMatrix {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Row-major. */
  readonly data: Float64Array;
}

/** Uniform numbers in [−1, 1) from a seed, the same everywhere (mulberry32). */
export function seededUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
  };
}

/** rows×cols entries from a function of the indices. */
export function fill(rows: number, cols: number, entry: (i: number, j: number) => number): Float64Array {
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[i * cols + j] = entry(i, j);
  return data;
}

type Generator = (rows: number, cols: number, random: () => number) => Float64Array;

const randomMatrix: Generator = (m, n, random) => fill(m, n, random);

/** A product of inner dimension r: rank r when r ≤ min(m, n) and the factors are random. */
function product(m: number, n: number, r: number, random: () => number): Float64Array {
  const left = fill(m, r, random);
  const right = fill(r, n, random);
  return fill(m, n, (i, j) => {
    let sum = 0;
    for (let k = 0; k < r; k++) sum += left[i * r + k]! * right[k * n + j]!;
    return sum;
  });
}

const kahanAngle = 1.2;

const generators: Readonly<Record<string, Generator>> = {
  random: randomMatrix,
  spd: (m, n, random) => {
    const r = Math.max(m, n);
    const g = fill(r, r, random);
    return fill(m, n, (i, j) => {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < r; k++) sum += g[i * r + k]! * g[j * r + k]!;
      return sum;
    });
  },
  zero: (m, n) => new Float64Array(m * n),
  identity: (m, n) => fill(m, n, (i, j) => (i === j ? 1 : 0)),
  hilbert: (m, n) => fill(m, n, (i, j) => 1 / (i + j + 1)),
  vandermonde: (m, n) => fill(m, n, (i, j) => ((i + 1) / m) ** j),
  graded: (m, n, random) => fill(m, n, (i, j) => random() * 10 ** ((-12 * (i + j)) / Math.max(m, n))),
  kahan: (m, n) =>
    fill(m, n, (i, j) => (i > j ? 0 : Math.sin(kahanAngle) ** i * (i === j ? 1 : -Math.cos(kahanAngle)))),
  wilkinson: (m, n) =>
    fill(m, n, (i, j) => (i === j ? Math.abs(i - (Math.min(m, n) - 1) / 2) : Math.abs(i - j) === 1 ? 1 : 0)),
  growth: (m, n) => fill(m, n, (i, j) => (j === n - 1 || i === j ? 1 : i > j ? -1 : 0)),
  defective: (m, n) => fill(m, n, (i, j) => (i === j ? 2 : j === i + 1 ? 1 : 0)),
  'rank-deficient': (m, n, random) => product(m, n, Math.ceil(Math.min(m, n) / 2), random),
  'rank-one': (m, n, random) => product(m, n, 1, random),
  clustered: (m, n, random) => fill(m, n, (i, j) => (i === j ? 1 : 0) + 1e-9 * random()),
};

/** The names of the zoo's matrices of ordinary scale. */
export const zooNames: readonly string[] = Object.keys(generators);

/** Orders of square matrices that straddle the blocks of a factorization. */
export const zooOrders: readonly number[] = [0, 1, 2, 3, 5, 10, 50, 127, 200];

/** Rows and columns of matrices for factorizations of any shape: the square ones, tall and wide ones, and empty ones. */
export const zooShapes: readonly (readonly [number, number])[] = [
  ...zooOrders.map((n) => [n, n] as const),
  [0, 3],
  [3, 0],
  [1, 5],
  [5, 1],
  [10, 3],
  [3, 10],
  [33, 32],
  [31, 65],
  [127, 50],
  [50, 127],
];

/** The matrix of a name at a size. */
export function zooMatrix(name: string, rows: number, cols: number = rows): ZooMatrix {
  const generator = generators[name];
  if (generator === undefined) throw new Error(`zooMatrix: no matrix is called ${name}`);
  let seed = 1 + rows * 1009 + cols;
  for (const letter of name) seed = Math.imul(seed, 31) + letter.charCodeAt(0);
  return { name, rows, cols, data: generator(rows, cols, seededUniform(seed)) };
}

/** The same matrix with every entry multiplied. */
export function scaled(matrix: ZooMatrix, factor: number): ZooMatrix {
  return { ...matrix, name: `${matrix.name} × ${factor}`, data: matrix.data.map((x) => x * factor) };
}

/** (A + Aᵀ)/2 of a square matrix. */
export function symmetrized(matrix: ZooMatrix): ZooMatrix {
  const { data, rows: n } = matrix;
  return { ...matrix, data: fill(n, n, (i, j) => data[i * n + j]! / 2 + data[j * n + i]! / 2) };
}

/**
 * The whole zoo at a size, with a random matrix at both ends of the exponent range of the type: 1e±300 for f64, 1e±30
 * for f32, whose entries are rounded to f32.
 */
export function zoo(rows: number, cols: number = rows, dtype: 'f64' | 'f32' = 'f64'): ZooMatrix[] {
  const all = zooNames.map((name) => zooMatrix(name, rows, cols));
  const exponent = dtype === 'f64' ? 300 : 30;
  all.push(scaled(all[0]!, 10 ** exponent), scaled(all[0]!, 10 ** -exponent));
  if (dtype === 'f64') return all;
  return all.map((matrix) => ({ ...matrix, data: matrix.data.map(Math.fround) }));
}
