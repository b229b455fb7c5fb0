// A = L·Lᵀ (LAPACK xPOTRF, lower) and A⁻¹·B from it (xPOTRS). Recursive:
//   A₁₁ = L₁₁·L₁₁ᵀ;  L₂₁ = A₂₁·L₁₁⁻ᵀ;  A₂₂ − L₂₁·L₂₁ᵀ = L₂₂·L₂₂ᵀ
// Only the lower triangle is read and written.
import { syrkLower } from '../blas/syrk';
import { trsmLower, trsmUpper } from '../blas/trsm';
import { at, lanes, maxLanes, size } from '../simd/lanes';

/** Order up to which rows are computed one after the other. */
// @ts-ignore: decorator
@inline
const DIRECT: i32 = 8;

/** Factors A (n×n). Returns 0, or i for the first leading minor (of order i) that is not positive, or NaN. */
export function potrf<T>(n: i32, a: usize, ars: i32, acs: i32, scratch: usize): i32 {
  if (n <= DIRECT) return factorRows<T>(n, a, ars * size<T>(), acs * size<T>());
  const half = (n / 2 + 7) / 8 * 8;
  const rest = n - half;
  const below = at<T>(a, half, ars, 0, acs);
  const corner = at<T>(a, half, ars, half, acs);
  const info = potrf<T>(half, a, ars, acs, scratch);
  if (info != 0) return info;
  // X·L₁₁ᵀ = A₂₁ is L₁₁·Xᵀ = A₂₁ᵀ.
  trsmLower<T>(half, rest, false, a, ars, acs, below, acs, ars, scratch);
  syrkLower<T>(rest, half, <T>-1, below, ars, acs, <T>1, corner, ars, acs, scratch);
  const infoBelow = potrf<T>(rest, corner, ars, acs, scratch);
  return infoBelow == 0 ? 0 : infoBelow + half;
}

/** l_ij = (a_ij − Σ_{k<j} l_ik·l_jk)/l_jj, row by row. */
function factorRows<T>(n: i32, a: usize, rowStep: i32, colStep: i32): i32 {
  for (let i = 0; i < n; i++) {
    const row = a + i * rowStep;
    for (let j = 0; j <= i; j++) {
      const other = a + j * rowStep;
      const entry = row + j * colStep;
      const value = <T>(load<T>(entry) - inner<T>(j, row, other, colStep));
      if (j < i) {
        store<T>(entry, <T>(value / load<T>(other + j * colStep)));
      } else {
        if (!(value > <T>0)) return i + 1;
        store<T>(entry, sqrt<T>(value));
      }
    }
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function inner<T>(n: i32, x: usize, y: usize, step: i32): T {
  let sum = <T>0;
  if (step == size<T>()) {
    let sums = v128.splat<T>(<T>0);
    for (; n >= lanes<T>(); n -= lanes<T>()) {
      sums = v128.add<T>(sums, v128.mul<T>(v128.load(x), v128.load(y)));
      x += 16;
      y += 16;
    }
    sum = <T>(v128.extract_lane<T>(sums, 0) + v128.extract_lane<T>(sums, 1));
    if (sizeof<T>() == 4) sum = <T>(sum + <T>(v128.extract_lane<T>(sums, 2) + v128.extract_lane<T>(sums, 3)));
  }
  for (; n > 0; n--) {
    sum = <T>(sum + <T>(load<T>(x) * load<T>(y)));
    x += step;
    y += step;
  }
  return sum;
}

/** B (n×r) ← A⁻¹·B by the factor L of A. */
export function potrs<T>(n: i32, r: i32, l: usize, lrs: i32, lcs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void {
  trsmLower<T>(n, r, false, l, lrs, lcs, b, brs, bcs, scratch);
  trsmUpper<T>(n, r, false, l, lcs, lrs, b, brs, bcs, scratch);
}

/** Zeros above the diagonal. */
export function clearUpper<T>(n: i32, a: usize, rs: i32, cs: i32): void {
  for (let i = 0; i < n; i++) {
    let entry = at<T>(a, i, rs, i + 1, cs);
    if (cs == 1) {
      memory.fill(entry, 0, (n - i - 1) * size<T>());
      continue;
    }
    for (let j = i + 1; j < n; j++) {
      store<T>(entry, <T>0);
      entry += cs * size<T>();
    }
  }
}

/** max |a_ij − a_ji|, NaN if one of the differences is. */
export function asymmetry<T>(n: i32, a: usize, rs: i32, cs: i32): T {
  let largest = <T>0;
  let gaps = v128.splat<T>(<T>0);
  for (let i = 0; i < n; i += lanes<T>()) {
    let left = 0;
    if (cs == 1 && i + lanes<T>() <= n) {
      for (; left < i; left += lanes<T>()) {
        const square = at<T>(a, i, rs, left, 1);
        const mirror = at<T>(a, left, rs, i, 1);
        gaps = v128.max<T>(gaps, squareGaps<T>(square, mirror, rs * size<T>()));
      }
    }
    for (let row = i; row < min(i + lanes<T>(), n); row++) {
      for (let j = left; j < row; j++) {
        const gap = <T>(load<T>(at<T>(a, row, rs, j, cs)) - load<T>(at<T>(a, j, rs, row, cs)));
        largest = max<T>(largest, abs<T>(gap));
      }
    }
  }
  return max<T>(largest, maxLanes<T>(gaps));
}

/** |X − Yᵀ| of two squares of lanes×lanes elements, the largest of each column. */
// @ts-ignore: decorator
@inline
function squareGaps<T>(x: usize, y: usize, step: i32): v128 {
  if (sizeof<T>() == 8) {
    const y0 = v128.load(y);
    const y1 = v128.load(y + step);
    const g0 = v128.sub<T>(v128.load(x), v128.shuffle<u64>(y0, y1, 0, 2));
    const g1 = v128.sub<T>(v128.load(x + step), v128.shuffle<u64>(y0, y1, 1, 3));
    return v128.max<T>(v128.abs<T>(g0), v128.abs<T>(g1));
  }
  const y0 = v128.load(y), y1 = v128.load(y + step), y2 = v128.load(y + 2 * step), y3 = v128.load(y + 3 * step);
  const a = v128.shuffle<u32>(y0, y1, 0, 4, 1, 5), b = v128.shuffle<u32>(y2, y3, 0, 4, 1, 5);
  const c = v128.shuffle<u32>(y0, y1, 2, 6, 3, 7), d = v128.shuffle<u32>(y2, y3, 2, 6, 3, 7);
  const g0 = v128.abs<T>(v128.sub<T>(v128.load(x), v128.shuffle<u64>(a, b, 0, 2)));
  const g1 = v128.abs<T>(v128.sub<T>(v128.load(x + step), v128.shuffle<u64>(a, b, 1, 3)));
  const g2 = v128.abs<T>(v128.sub<T>(v128.load(x + 2 * step), v128.shuffle<u64>(c, d, 0, 2)));
  const g3 = v128.abs<T>(v128.sub<T>(v128.load(x + 3 * step), v128.shuffle<u64>(c, d, 1, 3)));
  return v128.max<T>(v128.max<T>(g0, g1), v128.max<T>(g2, g3));
}
