/**
 * Products of vectors and matrices: C = op(A)·op(B), x·y, tr A. Large products run in assembly/blas (gemm, gemv, dot);
 * products of a few dozen multiplications are computed here, where a call into the core would cost more than they do.
 */
import { begin, end, keep, pin, result, scratch } from './operation.js';
import { checkOptions, flag } from './options.js';
import { formatShape, type Shape, ShapeError } from './shape.js';
import { type DType, DTypeError, type Elements } from './storage.js';
import { elementsOf, fromElements, requireTensor, type Tensor } from './tensor.js';

/** Whether `matmul` reads a matrix transposed. Vectors have no transpose: for them it changes nothing. */
export interface MatmulOptions {
  transposeA?: boolean;
  transposeB?: boolean;
}

/** Up to so many multiplications a product is computed in JavaScript. */
const FEW_PRODUCTS = 130;

/**
 * The matrix product op(A)·op(B), newly allocated: m×k · k×n → m×n. As in NumPy, a vector on the left is a row and one on
 * the right a column, and that axis is absent from the result: matrix·vector is a vector, vector·vector a tensor of
 * rank 0. Transposing is free: no copy is made. Empty sums are 0; NaN and infinities propagate by IEEE 754.
 *
 * @param a rank 1 or 2.
 * @param b rank 1 or 2, of the same dtype.
 * @throws ShapeError when the inner dimensions differ or a rank is neither 1 nor 2.
 * @throws DTypeError when the dtypes differ. ArgumentError when an option is unknown, or neither true nor false.
 *
 * Source: packed and blocked as in K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008.
 *
 * @example
 * ```ts
 * import { matmul, tensor } from '@nablajs/core-wasm';
 *
 * const a = tensor([[1, 2], [3, 4]]);
 * console.log(matmul(a, a).toArray()); // [ [ 7, 10 ], [ 15, 22 ] ]
 * console.log(matmul(a, tensor([1, 1])).toArray()); // [ 3, 7 ]
 * console.log(matmul(a, a, { transposeA: true }).toArray()); // [ [ 10, 14 ], [ 14, 20 ] ]
 * ```
 */
export function matmul(a: Tensor, b: Tensor, options?: MatmulOptions): Tensor {
  const dtype = commonDType('matmul', a, b);
  checkOptions('matmul', options, ['transposeA', 'transposeB']);
  const rankA = requireProductRank(a);
  const rankB = requireProductRank(b);
  const flipA = flag('matmul', 'transposeA', options?.transposeA) && rankA === 2;
  const flipB = flag('matmul', 'transposeB', options?.transposeB) && rankB === 2;
  const lastA = a.shape[rankA - 1]!;
  const lastB = b.shape[rankB - 1]!;
  const m = rankA === 1 ? 1 : flipA ? lastA : a.shape[0]!;
  const k = flipA ? a.shape[0]! : lastA;
  const n = rankB === 1 ? 1 : flipB ? b.shape[0]! : lastB;
  if ((flipB ? lastB : b.shape[0]!) !== k) throw innerDimensions(a, b, flipA, flipB);
  const shape = productShape(a, b, m, n);
  // Element (i, l) of op(A) is ars·i + acs·l elements behind the first.
  const [ars, acs] = flipA ? [1, lastA] : [lastA, 1];
  const [brs, bcs] = flipB || rankB === 1 ? [1, lastB] : [lastB, 1];
  if (m * n * k <= FEW_PRODUCTS && m * n <= FEW_PRODUCTS) {
    const c = fewProducts(m, n, k, elementsOf(a), ars, acs, elementsOf(b), brs, bcs);
    if (dtype === 'f32') for (let i = 0; i < c.length; i++) c[i] = Math.fround(c[i]!);
    return fromElements(shape, dtype, c);
  }
  const core = begin();
  try {
    const c = result(shape, dtype, 'matmul');
    const double = dtype === 'f64';
    if (n === 1) {
      (double ? core.dgemv : core.sgemv)(m, k, 1, pin(a), ars, acs, pin(b), brs, 0, pin(c), 1);
    } else if (m === 1) {
      (double ? core.dgemv : core.sgemv)(n, k, 1, pin(b), bcs, brs, pin(a), acs, 0, pin(c), 1);
    } else {
      const work = scratch((double ? core.dgemmScratch : core.sgemmScratch)(m, n, k));
      (double ? core.dgemm : core.sgemm)(m, n, k, 1, pin(a), ars, acs, pin(b), brs, bcs, 0, pin(c), n, 1, work);
    }
    return keep(c);
  } finally {
    end();
  }
}

/**
 * The inner product Σ xᵢ·yᵢ of two vectors, a number; 0 for empty ones. `matmul` of two vectors gives it as a Tensor.
 *
 * @param x rank 1.
 * @param y rank 1, of the same length and dtype.
 * @throws ShapeError, DTypeError when lengths, ranks or dtypes do not fit.
 *
 * @example
 * ```ts
 * import { dot, tensor } from '@nablajs/core-wasm';
 *
 * console.log(dot(tensor([1, 2, 3]), tensor([4, 5, 6]))); // 32
 * ```
 */
export function dot(x: Tensor, y: Tensor): number {
  const dtype = commonDType('dot', x, y);
  for (const operand of [x, y]) {
    if (operand.shape.length !== 1) throw new ShapeError('dot', 'vectors', `shape ${formatShape(operand.shape)}`);
  }
  if (x.size !== y.size) throw new ShapeError('dot', 'vectors of one length', `${x.size} and ${y.size}`);
  const core = begin();
  try {
    return (dtype === 'f64' ? core.ddot : core.sdot)(x.size, pin(x), 1, pin(y), 1);
  } finally {
    end();
  }
}

/**
 * The trace Σ aᵢᵢ, a number; over the shorter side when A is not square, 0 when it is empty.
 *
 * @param a rank 2.
 * @throws ShapeError when A is no matrix.
 *
 * @example
 * ```ts
 * import { tensor, trace } from '@nablajs/core-wasm';
 *
 * console.log(trace(tensor([[1, 2], [3, 4]]))); // 5
 * ```
 */
export function trace(a: Tensor): number {
  requireTensor('trace', a);
  if (a.shape.length !== 2) throw new ShapeError('trace', 'a matrix', `shape ${formatShape(a.shape)}`);
  const [m, n] = a.shape as readonly [number, number];
  const elements = elementsOf(a);
  let sum = 0;
  for (let i = 0; i < Math.min(m, n); i++) sum += elements[i * (n + 1)]!;
  return a.dtype === 'f64' ? sum : Math.fround(sum);
}

/** The dtype of two tensors; anything else is refused. */
export function commonDType(where: string, a: unknown, b: unknown): DType {
  const [x, y] = [requireTensor(where, a), requireTensor(where, b)];
  if (x.dtype !== y.dtype) throw new DTypeError(where, 'operands of one element type', `${x.dtype} and ${y.dtype}`);
  return x.dtype;
}

function requireProductRank({ shape }: Tensor): number {
  if (shape.length === 1 || shape.length === 2) return shape.length;
  throw new ShapeError('matmul', 'operands of rank 1 or 2', `shape ${formatShape(shape)}`);
}

/** The product's shape, where possible an operand's own. */
function productShape(a: Tensor, b: Tensor, m: number, n: number): Shape {
  if (a.shape.length === 1) return b.shape.length === 1 ? [] : [n];
  if (b.shape.length === 1) return [m];
  if (a.shape[0] === m && a.shape[1] === n) return a.shape;
  if (b.shape[0] === m && b.shape[1] === n) return b.shape;
  return [m, n];
}

/** Copied for every small product: an array of doubles from the start, and cheaper than one that grows. */
const template: readonly number[] = Array.from({ length: FEW_PRODUCTS }, () => 0.5);

function fewProducts(
  m: number,
  n: number,
  k: number,
  a: Elements,
  ars: number,
  acs: number,
  b: Elements,
  brs: number,
  bcs: number,
): number[] {
  const c = template.slice(0, m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += a[i * ars + l * acs]! * b[l * brs + j * bcs]!;
      c[i * n + j] = sum;
    }
  }
  return c;
}

/** The error of inner dimensions that differ, with both shapes as they are read. */
function innerDimensions(a: Tensor, b: Tensor, flipA: boolean, flipB: boolean): ShapeError {
  const name = ({ shape }: Tensor, flipped: boolean): string => formatShape(shape) + (flipped ? ' transposed' : '');
  const got = `a ${name(a, flipA)} and b ${name(b, flipB)}`;
  return new ShapeError('matmul', 'equal inner dimensions', got, { a: a.shape, b: b.shape });
}
