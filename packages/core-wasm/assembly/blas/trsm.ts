// X ← α·T⁻¹·B for a triangular T, B overwritten (BLAS xTRSM, left side). The right side, X·T = B, is Tᵀ·Xᵀ = Bᵀ: swap the
// strides of both. Recursion halves T until its blocks are small, so that nearly all the work is gemm:
//   [T₁ 0; T₂₁ T₂]·[X₁; X₂] = [B₁; B₂]:  X₁ = T₁⁻¹·B₁,  X₂ = T₂⁻¹·(B₂ − T₂₁·X₁)
import { at, size } from '../simd/lanes';
import { microColumns } from './blocking';
import { gemm } from './gemm';
import { packColumns } from './pack';
import { scatterTile } from './tile';
import { trsvLower } from './trsv';

/** Rows of T up to which substitution works on a strip of columns held in the first-level cache. */
const STRIP_ROWS: i32 = 32;

/** Solves L·X = B (L m×m lower, B m×n) in place; `unit` takes the diagonal as ones. Scratch as for gemm. */
export function trsmLower<T>(m: i32, n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void {
  if (m <= 0 || n <= 0) return;
  if (n == 1) trsvLower<T>(m, unit, l, lrs, lcs, b, brs);
  else if (m <= STRIP_ROWS) solveStrips<T>(m, n, unit, l, lrs, lcs, b, brs, bcs, scratch);
  else {
    const half = m / 2 + 7 & ~7;
    const below = at<T>(b, half, brs, 0, bcs);
    trsmLower<T>(half, n, unit, l, lrs, lcs, b, brs, bcs, scratch);
    gemm<T>(m - half, n, half, <T>-1, at<T>(l, half, lrs, 0, lcs), lrs, lcs, b, brs, bcs, <T>1, below, brs, bcs, scratch);
    trsmLower<T>(m - half, n, unit, at<T>(l, half, lrs, half, lcs), lrs, lcs, below, brs, bcs, scratch);
  }
}

/** Solves U·X = B (upper) in place: read from its last element on, U is lower. */
export function trsmUpper<T>(m: i32, n: i32, unit: bool, u: usize, urs: i32, ucs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void {
  if (m <= 0) return;
  trsmLower<T>(m, n, unit, at<T>(u, m - 1, urs, m - 1, ucs), -urs, -ucs, at<T>(b, m - 1, brs, 0, bcs), -brs, bcs, scratch);
}

/** Two vectors of columns at a time, in place where they are adjacent, through a copy in scratch where they are not. */
function solveStrips<T>(m: i32, n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void {
  const nr = microColumns<T>();
  for (let j = 0; j < n; j += nr) {
    const width = min(nr, n - j);
    if (bcs == 1 && width == nr) {
      solveStrip<T>(m, unit, l, lrs * size<T>(), lcs * size<T>(), b, brs * size<T>());
    } else {
      packColumns<T>(width, m, b, brs, bcs, scratch);
      solveStrip<T>(m, unit, l, lrs * size<T>(), lcs * size<T>(), scratch, 32);
      scatterTile<T>(m, width, scratch, b, brs, bcs);
    }
    b += width * bcs * size<T>();
  }
}

/** Forward substitution on m×NR columns, two rows at a time: each loaded row of X then serves two. Byte strides. */
// @ts-ignore: decorator
@inline
function solveStrip<T>(m: i32, unit: bool, l: usize, lrs: i32, lcs: i32, b: usize, brs: i32): void {
  let row = b;
  let i = 0;
  for (; i + 1 < m; i += 2) {
    let l0 = l, l1 = l + lrs;
    let x00 = v128.load(row), x01 = v128.load(row, 16);
    let x10 = v128.load(row + brs), x11 = v128.load(row + brs, 16);
    for (let solved = b; solved != row; solved += brs) {
      const y0 = v128.load(solved), y1 = v128.load(solved, 16);
      const w0 = v128.load_splat<T>(l0), w1 = v128.load_splat<T>(l1);
      x00 = v128.sub<T>(x00, v128.mul<T>(w0, y0));
      x01 = v128.sub<T>(x01, v128.mul<T>(w0, y1));
      x10 = v128.sub<T>(x10, v128.mul<T>(w1, y0));
      x11 = v128.sub<T>(x11, v128.mul<T>(w1, y1));
      l0 += lcs;
      l1 += lcs;
    }
    if (!unit) {
      const d = v128.load_splat<T>(l0);
      x00 = v128.div<T>(x00, d);
      x01 = v128.div<T>(x01, d);
    }
    v128.store(row, x00);
    v128.store(row, x01, 16);
    const w = v128.load_splat<T>(l1);
    x10 = v128.sub<T>(x10, v128.mul<T>(w, x00));
    x11 = v128.sub<T>(x11, v128.mul<T>(w, x01));
    if (!unit) {
      const d = v128.load_splat<T>(l1 + lcs);
      x10 = v128.div<T>(x10, d);
      x11 = v128.div<T>(x11, d);
    }
    v128.store(row + brs, x10);
    v128.store(row + brs, x11, 16);
    l += 2 * lrs;
    row += 2 * brs;
  }
  if (i < m) {
    let x0 = v128.load(row), x1 = v128.load(row, 16);
    for (let solved = b; solved != row; solved += brs) {
      const w = v128.load_splat<T>(l);
      x0 = v128.sub<T>(x0, v128.mul<T>(w, v128.load(solved)));
      x1 = v128.sub<T>(x1, v128.mul<T>(w, v128.load(solved, 16)));
      l += lcs;
    }
    if (!unit) {
      const d = v128.load_splat<T>(l);
      x0 = v128.div<T>(x0, d);
      x1 = v128.div<T>(x1, d);
    }
    v128.store(row, x0);
    v128.store(row, x1, 16);
  }
}
