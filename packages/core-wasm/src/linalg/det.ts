/** det A = ± Π uᵢᵢ from P·A = L·U, exactly where that would be rounding error. */

import { kernels } from '../load.js';
import { i32, refreshViews } from '../memory.js';
import { begin, end } from '../operation.js';
import { elementsOf, type Tensor } from '../tensor.js';
import { EXACT_ORDER, exactDeterminant } from './exactDeterminant.js';
import { diagonalAt, factorLU } from './lu.js';
import { requireSquare } from './operand.js';

/** det A = sign·exp(logAbs). */
export interface SignedLogDeterminant {
  /** 1, −1, 0 for a singular matrix, NaN for NaN. */
  readonly sign: number;
  /** ln |det A|, −Infinity for a singular matrix. */
  readonly logAbs: number;
}

/**
 * The determinant, a number. 1 of an empty matrix; ±Infinity or 0 where it is out of range ({@link slogdet} is not);
 * NaN if an entry is NaN. Up to order 12, a determinant that is small against the product of the rows' lengths, so that
 * rounding could hide its sign or that it is 0, is computed in exact arithmetic.
 *
 * @param a n×n.
 * @throws ShapeError when A is not a square matrix.
 *
 * Source: LAPACK dgetrf; E. Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian elimination", 1968.
 *
 * @example
 * ```ts
 * import { det, tensor } from '@nablajs/core-wasm';
 *
 * console.log(det(tensor([[1, 2], [3, 4]]))); // -2
 * console.log(det(tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]]))); // 0
 * ```
 */
export function det(a: Tensor): number {
  const pivots = signedPivots('det', a);
  if (typeof pivots === 'number') return round(pivots, a);
  // Π mantissas and Σ exponents apart, so that no partial product leaves the range that the whole stays in.
  let mantissa = pivots.sign;
  let exponent = 0;
  for (const pivot of pivots.values) {
    const shift = pivot === 0 || !Number.isFinite(pivot) ? 0 : Math.floor(Math.log2(Math.abs(pivot)));
    mantissa *= timesPowerOfTwo(pivot, -shift);
    exponent += shift;
    if (Math.abs(mantissa) >= 2 ** 500) [mantissa, exponent] = [mantissa * 2 ** -500, exponent + 500];
  }
  return round(timesPowerOfTwo(mantissa, exponent), a);
}

/**
 * The determinant as sign and logarithm, for determinants of any size: det A = sign·e^logAbs.
 * `{ sign: 1, logAbs: 0 }` of an empty matrix, `{ sign: 0, logAbs: -Infinity }` of a singular one.
 *
 * @param a n×n.
 * @throws ShapeError when A is not a square matrix.
 *
 * @example
 * ```ts
 * import { eye, mul, slogdet } from '@nablajs/core-wasm';
 *
 * console.log(slogdet(mul(eye(400), 10))); // { sign: 1, logAbs: 921.03… }
 * ```
 */
export function slogdet(a: Tensor): SignedLogDeterminant {
  const pivots = signedPivots('slogdet', a);
  const { dLog } = kernels();
  if (typeof pivots === 'number') return { sign: Math.sign(pivots), logAbs: dLog(Math.abs(pivots)) };
  let { sign } = pivots;
  let logAbs = 0;
  for (const pivot of pivots.values) {
    sign *= Math.sign(pivot);
    logAbs += dLog(Math.abs(pivot));
  }
  return { sign: sign === 0 ? 0 : sign, logAbs: sign === 0 ? -Infinity : logAbs };
}

/** The pivots and the permutation's sign; or the determinant itself, if it had to be computed exactly. */
function signedPivots(where: string, a: Tensor): { values: number[]; sign: number } | number {
  const n = requireSquare(where, a);
  const core = begin();
  try {
    const { ptr, stride, pivots } = factorLU(core, a);
    const values = diagonalAt(ptr, stride, n, a.dtype);
    if (n <= EXACT_ORDER && isDoubtful(a, values)) return exactDeterminant(n, elementsOf(a));
    refreshViews();
    let sign = 1;
    for (let i = 0; i < n; i++) if (i32[(pivots >>> 2) + i] !== i) sign = -sign;
    return { values, sign };
  } finally {
    end();
  }
}

/** Whether |Π uᵢᵢ| is within rounding errors of 0: below n·ε times the product of the rows' lengths (Hadamard's bound). */
function isDoubtful(a: Tensor, pivots: readonly number[]): boolean {
  const n = a.shape[0]!;
  const elements = elementsOf(a);
  let log = 0;
  for (let i = 0; i < n; i++) {
    let length = 0;
    for (let j = 0; j < n; j++) length = Math.hypot(length, elements[i * n + j]!);
    log += Math.log2(Math.abs(pivots[i]!)) - Math.log2(length);
  }
  return (
    log < Math.log2(n) - (a.dtype === 'f64' ? 52 : 23) + 4 && Array.prototype.every.call(elements, Number.isFinite)
  );
}

/** x·2^e in steps that stay in range where the result does. */
function timesPowerOfTwo(x: number, e: number): number {
  let value = x;
  let left = e;
  for (; left > 1000; left -= 1000) value *= 2 ** 1000;
  for (; left < -1000; left += 1000) value *= 2 ** -1000;
  return value * 2 ** left;
}

function round(value: number, { dtype }: Tensor): number {
  return dtype === 'f64' ? value : Math.fround(value);
}
