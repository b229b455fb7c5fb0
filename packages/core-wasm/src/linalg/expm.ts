/**
 * e^A by scaling and squaring: e^A = (r_m(A/2ˢ))^(2ˢ) with the diagonal Padé approximant r_m = q_m⁻¹·p_m of degree
 * m ∈ {3, 5, 7, 9, 13}, the least m and s whose backward error is below the unit roundoff.
 *
 * Source: N. Higham, SIAM J. Matrix Anal. Appl. 26 (2005) 1179–1193; A. Al-Mohy, N. Higham, ibid. 31 (2009) 970–989, whose
 * measures max(‖A⁴‖^¼, ‖A⁶‖^⅙) in place of ‖A‖ avoid overscaling.
 */
import { matmul } from '../blas.js';
import { begin, end } from '../operation.js';
import type { Elements } from '../storage.js';
import { elementsOf, fromElements, type Tensor } from '../tensor.js';
import { requireFinite, requireSquare } from './operand.js';
import { solve } from './solve.js';

interface Degree {
  readonly m: number;
  /** Largest measure at which this degree needs no scaling: θ_m of both papers. */
  readonly theta: number;
  /** Coefficients of p_m from the constant on; q_m(A) = p_m(−A). */
  readonly coefficients: readonly number[];
  /** 1/|c_{2m+1}|, the leading coefficient of the backward error's series. */
  readonly leading: number;
}

const DEGREES: readonly Degree[] = [
  { m: 3, theta: 1.495585217958292e-2, coefficients: [120, 60, 12, 1], leading: 100800 },
  { m: 5, theta: 2.53939833006323e-1, coefficients: [30240, 15120, 3360, 420, 30, 1], leading: 10059033600 },
  {
    m: 7,
    theta: 9.504178996162932e-1,
    coefficients: [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1],
    leading: 4487938430976000,
  },
  {
    m: 9,
    theta: 2.097847961257068,
    coefficients: [17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1],
    leading: 5.914384781877412e21,
  },
  {
    m: 13,
    theta: 4.25,
    coefficients: [
      64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
      670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
    ],
    leading: 1.1325077560602111e35,
  },
];
const LAST: Degree = DEGREES[DEGREES.length - 1]!;

/** Norm from which on A is scaled before its powers are formed, so that they stay finite. */
const LARGE = 2 ** 40;

/**
 * The matrix exponential e^A = I + A + A²/2! + A³/3! + …
 *
 * Computed in double precision, also for f32. The backward error of the approximant is below the unit roundoff; the
 * squarings of a matrix of large norm may still lose digits when its powers first grow and then decay. Entries beyond the
 * range become infinite. The result is newly allocated; A is unchanged.
 *
 * @param a n×n.
 * @throws ShapeError when A is not a square matrix.
 * @throws ArgumentError when an entry is not finite.
 *
 * @example
 * ```ts
 * import { expm, tensor } from '@nablajs/core-wasm';
 *
 * // A quarter turn: the exponential of an antisymmetric matrix is a rotation.
 * const q = expm(tensor([[0, -Math.PI / 2], [Math.PI / 2, 0]]));
 * console.log(q.toArray()); // [ [ 0, -1 ], [ 1, 0 ] ] up to rounding
 * ```
 */
export function expm(a: Tensor): Tensor {
  const n = requireSquare('expm', a);
  const core = begin();
  try {
    requireFinite('expm', core, a);
  } finally {
    end();
  }
  const entries = new Float64Array(elementsOf(a));
  const norm = columnNorm(n, entries);
  let scaling = norm < LARGE ? 0 : Math.ceil(Math.log2(norm / LAST.theta));
  shrink(entries, scaling);
  const A = matrix(n, entries);
  const A2 = matmul(A, A);
  const A4 = matmul(A2, A2);
  const A6 = matmul(A2, A4);
  const measure = Math.max(columnNorm(n, elementsOf(A4)) ** (1 / 4), columnNorm(n, elementsOf(A6)) ** (1 / 6));
  const degree = DEGREES.find(({ m, theta }) => measure < theta && m < 13 && extraScaling(n, entries, m) === 0);
  let result: Tensor;
  if (degree !== undefined) {
    result = approximant(n, degree, A, [A2, A4, A6]);
  } else {
    const more = Math.max(0, Math.ceil(Math.log2(measure / LAST.theta)));
    const scaled = shrink(entries.slice(), more);
    const total = more + extraScaling(n, scaled, LAST.m);
    scaling += total;
    const powers = [A2, A4, A6].map((power, i) =>
      matrix(n, shrink(new Float64Array(elementsOf(power)), (2 * i + 2) * total)),
    );
    result = approximant(n, LAST, matrix(n, shrink(entries, total)), powers);
  }
  for (; scaling > 0; scaling--) result = matmul(result, result);
  return a.dtype === 'f64' ? result : fromElements(a.shape, 'f32', new Float32Array(elementsOf(result)));
}

type Vector = Float64Array<ArrayBuffer>;

function matrix(n: number, entries: Elements): Tensor {
  return fromElements([n, n], 'f64', entries);
}

/** x ← x/2ᵉ in place; one division for each step that a double can hold. */
function shrink(x: Vector, exponent: number): Vector {
  for (let left = exponent; left > 0; left -= 1000) {
    const factor = 2 ** -Math.min(left, 1000);
    for (let i = 0; i < x.length; i++) x[i]! *= factor;
  }
  return x;
}

function columnNorm(n: number, x: Elements): number {
  const sums = new Float64Array(n);
  for (let i = 0; i < n * n; i++) sums[i % n]! += Math.abs(x[i]!);
  return sums.reduce((largest, sum) => Math.max(largest, sum), 0);
}

/** The further halvings after which |c_{2m+1}|·‖|A|^(2m+1)‖₁ ≤ u·‖A‖₁ (Al-Mohy & Higham, (5.1)). */
function extraScaling(n: number, x: Vector, m: number): number {
  // ‖|A|ᵏ‖₁ = max of eᵀ·|A|ᵏ, by products of a row with |A|.
  let row = new Float64Array(n).fill(1);
  let norm = 0;
  for (let k = 0; k < 2 * m + 1; k++) {
    const next = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) next[j]! += row[i]! * Math.abs(x[i * n + j]!);
    row = next;
    if (k === 0) norm = Math.max(0, ...row);
  }
  const power = Math.max(0, ...row);
  if (power === 0) return 0;
  const leading = DEGREES.find((degree) => degree.m === m)!.leading;
  const halvings = Math.ceil(Math.log2(power / (norm * leading) / 2 ** -53) / (2 * m));
  return Math.max(0, halvings);
}

/** r_m(A) = (V − U)⁻¹·(V + U), V and U the even and odd part of p_m(A); powers: A², A⁴, A⁶. */
function approximant(n: number, degree: Degree, A: Tensor, powers: readonly Tensor[]): Tensor {
  const { m, coefficients: b } = degree;
  const even = [...powers];
  let V: Vector;
  let odd: Vector;
  if (m === 13) {
    const high = (first: number): Vector =>
      elementsOf(
        matmul(powers[2]!, matrix(n, combine(n, powers, [0, b[first]!, b[first + 2]!, b[first + 4]!]))),
      ) as Vector;
    V = add(combine(n, powers, [b[0]!, b[2]!, b[4]!, b[6]!]), high(8));
    odd = add(combine(n, powers, [b[1]!, b[3]!, b[5]!, b[7]!]), high(9));
  } else {
    if (m === 9) even.push(matmul(powers[2]!, powers[0]!));
    const half = (first: number): number[] => b.filter((_, i) => i % 2 === first);
    V = combine(n, even, half(0));
    odd = combine(n, even, half(1));
  }
  const U = elementsOf(matmul(A, matrix(n, odd)));
  const sum = new Float64Array(n * n);
  const difference = new Float64Array(n * n);
  for (let i = 0; i < n * n; i++) {
    sum[i] = V[i]! + U[i]!;
    difference[i] = V[i]! - U[i]!;
  }
  return solve(matrix(n, difference), matrix(n, sum), { report: true }).x;
}

/** c₀·I + c₁·P₁ + c₂·P₂ + … */
function combine(n: number, powers: readonly Tensor[], c: readonly number[]): Vector {
  const sum = new Float64Array(n * n);
  for (let i = 0; i < n; i++) sum[i * (n + 1)] = c[0]!;
  for (let k = 1; k < c.length; k++) {
    const power = elementsOf(powers[k - 1]!);
    const factor = c[k]!;
    for (let i = 0; i < n * n; i++) sum[i]! += factor * power[i]!;
  }
  return sum;
}

/** x ← x + y. */
function add(x: Vector, y: Vector): Vector {
  for (let i = 0; i < x.length; i++) x[i]! += y[i]!;
  return x;
}
