/**
 * Products of vectors and matrices: C = op(A)·op(B), x·y, tr A. Large products run in assembly/blas (gemm, gemv, dot);
 * products of a few dozen multiplications are computed here, where a call into the core would cost more than they do.
 */
import { ArgumentError } from './errors.js';
import { begin, end, keep, pin, result, scratch } from './operation.js';
import { describe, formatShape, type Shape, ShapeError } from './shape.js';
import { type DType, DTypeError, type Elements } from './storage.js';
import { elementsOf, fromElements, Tensor } from './tensor.js';

/** Whether `matmul` reads a matrix transposed. Vectors have no transpose: for them it changes nothing. */
export interface MatmulOptions {
  transposeA?: boolean;
  transposeB?: boolean;
}

/** Up to so many multiplications a product is computed in JavaScript. */
const FEW_PRODUCTS = 216;

/** An operand as a matrix: a vector on the left is a row, on the right a column. Strides are in elements. */
interface MatrixView {
  readonly rows: number;
  readonly cols: number;
  readonly rowStride: number;
  readonly colStride: number;
}

/**
 * The matrix product op(A)·op(B), newly allocated: m×k · k×n → m×n. As in NumPy, a vector on the left is a row and one on
 * the right a column, and that axis is absent from the result: matrix·vector is a vector, vector·vector a tensor of
 * rank 0. Transposing is free: no copy is made. Empty sums are 0; NaN and infinities propagate by IEEE 754.
 *
 * @param a rank 1 or 2.
 * @param b rank 1 or 2, of the same dtype.
 * @throws ShapeError when the inner dimensions differ or a rank is neither 1 nor 2.
 * @throws DTypeError when the dtypes differ.
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
export function matmul(a: Tensor, b: Tensor, options: MatmulOptions = {}): Tensor {
  const dtype = commonDType('matmul', a, b);
  const left = leftView('matmul', a, options.transposeA === true);
  const right = rightView('matmul', b, options.transposeB === true);
  const { rows: m, cols: k } = left;
  const n = right.cols;
  if (k !== right.rows) throw innerDimensions('matmul', a, b, options);
  const shape: Shape = a.shape.length === 1 ? (b.shape.length === 1 ? [] : [n]) : b.shape.length === 1 ? [m] : [m, n];
  if (m * n * k <= FEW_PRODUCTS && m * n <= FEW_PRODUCTS) {
    return fromElements(shape, dtype, fewProducts(m, n, k, elementsOf(a), left, elementsOf(b), right, dtype));
  }
  const core = begin();
  try {
    const c = result(shape, dtype);
    const double = dtype === 'f64';
    const [ap, bp, cp] = [pin(a), pin(b), pin(c)];
    if (n === 1) {
      const gemv = double ? core.dgemv : core.sgemv;
      gemv(m, k, 1, ap, left.rowStride, left.colStride, bp, right.rowStride, 0, cp, 1);
    } else if (m === 1) {
      const gemv = double ? core.dgemv : core.sgemv;
      gemv(n, k, 1, bp, right.colStride, right.rowStride, ap, left.colStride, 0, cp, 1);
    } else {
      const gemm = double ? core.dgemm : core.sgemm;
      const work = scratch((double ? core.dgemmScratch : core.sgemmScratch)(m, n, k));
      gemm(m, n, k, 1, ap, left.rowStride, left.colStride, bp, right.rowStride, right.colStride, 0, cp, n, 1, work);
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

function requireTensor(where: string, a: unknown): Tensor {
  if (a instanceof Tensor) return a;
  throw new ArgumentError({ where, expected: 'a Tensor', got: describe(a) });
}

function leftView(where: string, { shape }: Tensor, transposed: boolean): MatrixView {
  if (shape.length === 1) return { rows: 1, cols: shape[0]!, rowStride: shape[0]!, colStride: 1 };
  return matrixView(where, shape, transposed);
}

function rightView(where: string, { shape }: Tensor, transposed: boolean): MatrixView {
  if (shape.length === 1) return { rows: shape[0]!, cols: 1, rowStride: 1, colStride: 1 };
  return matrixView(where, shape, transposed);
}

function matrixView(where: string, shape: Shape, transposed: boolean): MatrixView {
  if (shape.length !== 2) throw new ShapeError(where, 'operands of rank 1 or 2', `shape ${formatShape(shape)}`);
  const [rows, cols] = shape as readonly [number, number];
  if (transposed) return { rows: cols, cols: rows, rowStride: 1, colStride: cols };
  return { rows, cols, rowStride: cols, colStride: 1 };
}

function fewProducts(
  m: number,
  n: number,
  k: number,
  a: Elements,
  left: MatrixView,
  b: Elements,
  right: MatrixView,
  dtype: DType,
): number[] {
  const c: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let p = i * left.rowStride;
      let q = j * right.colStride;
      for (let l = 0; l < k; l++) {
        sum += a[p]! * b[q]!;
        p += left.colStride;
        q += right.rowStride;
      }
      c.push(dtype === 'f64' ? sum : Math.fround(sum));
    }
  }
  return c;
}

/** The error of inner dimensions that differ, with both shapes as they are read. */
function innerDimensions(where: string, a: Tensor, b: Tensor, { transposeA, transposeB }: MatmulOptions): ShapeError {
  const name = (label: string, { shape }: Tensor, transposed: boolean | undefined): string =>
    `${label} ${formatShape(shape)}${transposed === true && shape.length === 2 ? ' transposed' : ''}`;
  return new ShapeError(
    where,
    'equal inner dimensions',
    `${name('a', a, transposeA)} and ${name('b', b, transposeB)}`,
    { a: a.shape, b: b.shape },
  );
}
