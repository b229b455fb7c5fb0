// An estimate of 1/(‖A‖₁·‖A⁻¹‖₁) from the factors of A (LAPACK xGECON, xPOCON), by N. Higham, "FORTRAN codes for
// estimating the one-norm of a real or complex matrix" (ACM TOMS 14, 1988): a few solves with A and Aᵀ climb to a
// vector that A⁻¹ magnifies most, within a factor of 3 in practice. Everything is computed for A/s with the power of two
// s ≈ ‖A‖₁, so that matrices at either end of the exponent range do not overflow.
import { asum, iamax } from '../blas/nrm2';
import { scal } from '../blas/axpy';
import { trsvLower, trsvUpper } from '../blas/trsv';
import { lanes, size } from '../simd/lanes';

/** Solves of the climb; it nearly always ends after two. */
const CLIMB: i32 = 5;

/** ‖A‖₁ (m×n), NaN if an entry is; `sums` has room for n elements. */
export function norm1<T>(m: i32, n: i32, a: usize, ars: i32, acs: i32, sums: usize): T {
  for (let j = 0; j < n; j++) store<T>(sums + j * size<T>(), <T>0);
  for (; m > 0; m--) {
    let entry = a;
    let sum = sums;
    let left = n;
    if (acs == 1) {
      for (; left >= lanes<T>(); left -= lanes<T>()) {
        v128.store(sum, v128.add<T>(v128.load(sum), v128.abs<T>(v128.load(entry))));
        sum += 16;
        entry += 16;
      }
    }
    for (; left > 0; left--) {
      store<T>(sum, <T>(load<T>(sum) + abs<T>(load<T>(entry))));
      sum += size<T>();
      entry += acs * size<T>();
    }
    a += ars * size<T>();
  }
  let largest = <T>0;
  for (let j = 0; j < n; j++) largest = max<T>(largest, load<T>(sums + j * size<T>()));
  return largest;
}

/**
 * 1/(‖A‖₁·‖A⁻¹‖₁) by the factors and pivots of getrf, `norm` being ‖A‖₁; 0 for a singular U, NaN for a NaN norm.
 * `scratch` has room for 2·n elements.
 */
export function gecon<T>(n: i32, lu: usize, rs: i32, cs: i32, pivots: usize, norm: T, scratch: usize): T {
  return estimate<T>(n, lu, rs, cs, pivots, norm, scratch);
}

/** The same by the factor of potrf. */
export function pocon<T>(n: i32, l: usize, rs: i32, cs: i32, norm: T, scratch: usize): T {
  return estimate<T>(n, l, rs, cs, 0, norm, scratch);
}

function estimate<T>(n: i32, f: usize, rs: i32, cs: i32, pivots: usize, norm: T, x: usize): T {
  if (n == 0) return <T>1;
  if (norm != norm) return norm;
  if (norm == <T>0 || norm == <T>Infinity) return <T>0;
  const scale = powerOfTwoBelow<T>(norm);
  const signs = x + n * size<T>();
  for (let i = 0; i < n; i++) store<T>(x + i * size<T>(), <T>(<T>1 / <T>n));
  apply<T>(n, f, rs, cs, pivots, scale, x);
  let largest = asum<T>(n, x, 1);
  takeSigns<T>(n, x, signs);
  let at = -1;
  for (let climb = 1; n > 1 && climb < CLIMB; climb++) {
    applyTransposed<T>(n, f, rs, cs, pivots, scale, x);
    const next = iamax<T>(n, x, 1);
    if (at >= 0 && abs<T>(load<T>(x + at * size<T>())) == abs<T>(load<T>(x + next * size<T>()))) break;
    at = next;
    for (let i = 0; i < n; i++) store<T>(x + i * size<T>(), i == at ? <T>1 : <T>0);
    apply<T>(n, f, rs, cs, pivots, scale, x);
    const magnified = asum<T>(n, x, 1);
    const same = sameSigns<T>(n, x, signs);
    if (!(magnified > largest)) break;
    largest = magnified;
    if (same) break;
    takeSigns<T>(n, x, signs);
  }
  // A vector of alternating signs and growing entries catches what the climb may miss by cancellation.
  for (let i = 0; i < n; i++) {
    const value = <T>(<T>1 + <T>(<T>i / <T>max(n - 1, 1)));
    store<T>(x + i * size<T>(), (i & 1) == 0 ? value : <T>(-value));
  }
  apply<T>(n, f, rs, cs, pivots, scale, x);
  largest = max<T>(largest, <T>(<T>2 * asum<T>(n, x, 1) / <T>(<T>3 * <T>n)));
  // NaN here is 0·∞ in a solve: a pivot so small that its reciprocal overflowed.
  return largest > <T>0 && largest < <T>Infinity ? <T>(scale / norm / largest) : <T>0;
}

/** The largest power of two not above x > 0; x itself where it is subnormal. */
// @ts-ignore: decorator
@inline
function powerOfTwoBelow<T>(x: T): T {
  if (sizeof<T>() == 8) {
    const bits = reinterpret<u64>(<f64>x) & 0x7ff0000000000000;
    return bits == 0 ? x : <T>reinterpret<f64>(bits);
  }
  const bits = reinterpret<u32>(<f32>x) & 0x7f800000;
  return bits == 0 ? x : <T>reinterpret<f32>(bits);
}

/** x ← (A/s)⁻¹·x. Without pivots the factors are L and Lᵀ. */
function apply<T>(n: i32, f: usize, rs: i32, cs: i32, pivots: usize, scale: T, x: usize): void {
  if (pivots == 0) {
    trsvLower<T>(n, false, f, rs, cs, x, 1);
    scal<T>(n, scale, x, 1);
    trsvUpper<T>(n, false, f, cs, rs, x, 1);
    return;
  }
  for (let i = 0; i < n; i++) exchange<T>(x, i, load<i32>(pivots + 4 * i));
  trsvLower<T>(n, true, f, rs, cs, x, 1);
  scal<T>(n, scale, x, 1);
  trsvUpper<T>(n, false, f, rs, cs, x, 1);
}

/** x ← (A/s)⁻ᵀ·x. */
function applyTransposed<T>(n: i32, f: usize, rs: i32, cs: i32, pivots: usize, scale: T, x: usize): void {
  if (pivots == 0) {
    apply<T>(n, f, rs, cs, pivots, scale, x);
    return;
  }
  scal<T>(n, scale, x, 1);
  trsvLower<T>(n, false, f, cs, rs, x, 1);
  trsvUpper<T>(n, true, f, cs, rs, x, 1);
  for (let i = n - 1; i >= 0; i--) exchange<T>(x, i, load<i32>(pivots + 4 * i));
}

// @ts-ignore: decorator
@inline
function exchange<T>(x: usize, i: i32, j: i32): void {
  const held = load<T>(x + i * size<T>());
  store<T>(x + i * size<T>(), load<T>(x + j * size<T>()));
  store<T>(x + j * size<T>(), held);
}

/** x ← sign x, kept in `signs` too; a zero counts as positive. */
function takeSigns<T>(n: i32, x: usize, signs: usize): void {
  for (let i = 0; i < n; i++) {
    const sign = load<T>(x + i * size<T>()) < <T>0 ? <T>-1 : <T>1;
    store<T>(x + i * size<T>(), sign);
    store<T>(signs + i * size<T>(), sign);
  }
}

function sameSigns<T>(n: i32, x: usize, signs: usize): bool {
  for (let i = 0; i < n; i++) {
    if ((load<T>(x + i * size<T>()) < <T>0) != (load<T>(signs + i * size<T>()) < <T>0)) return false;
  }
  return true;
}
