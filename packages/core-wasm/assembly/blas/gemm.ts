// C ← α·A·B + β·C (BLAS xGEMM) by the five loops of Goto and van de Geijn, "Anatomy of high-performance matrix
// multiplication" (ACM TOMS 34, 2008), in BLIS's form: blocks of B and of A are copied into panels, a micro-kernel
// multiplies panels. Strides are in elements and may have any sign; swapping a matrix's two strides transposes it.
// Works in `scratch` (16-byte aligned, GEMM_SCRATCH_BYTES) and writes C only.
import { at, size } from '../simd/lanes';
import { balanced, KC, MC, microColumns, MR, NC } from './blocking';
import { microDirect, microPacked } from './gemmMicro';
import { gemv } from './gemv';
import { packColumns, packRows } from './pack';

/** C (m×n) ← α·A (m×k)·B (k×n) + β·C. As in the reference BLAS, β = 0 does not read C and α = 0 reads neither A nor B. */
export function gemm<T>(
  m: i32, n: i32, k: i32,
  alpha: T, a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32,
  beta: T, c: usize, crs: i32, ccs: i32, scratch: usize,
): void {
  if (m <= 0 || n <= 0) return;
  if (k <= 0 || alpha == <T>0) {
    scaleMatrix<T>(m, n, beta, c, crs, ccs);
    return;
  }
  if (n == 1) gemv<T>(m, k, alpha, a, ars, acs, b, brs, beta, c, crs);
  else if (m == 1) gemv<T>(n, k, alpha, b, bcs, brs, a, acs, beta, c, ccs);
  else if (transposes<T>(m, n, k, crs, ccs)) multiply<T>(n, m, k, alpha, b, bcs, brs, a, acs, ars, beta, c, ccs, crs, scratch);
  else multiply<T>(m, n, k, alpha, a, ars, acs, b, brs, bcs, beta, c, crs, ccs, scratch);
}

/**
 * Whether to compute Cᵀ = Bᵀ·Aᵀ instead. Tiles are written a row of vectors at a time, which suits a C by rows. But when
 * a few columns leave much of the last vectors empty, and k is long, they do better as the rows of tiles.
 */
// @ts-ignore: decorator
@inline
function transposes<T>(m: i32, n: i32, k: i32, crs: i32, ccs: i32): bool {
  const nr = microColumns<T>();
  if (ccs != 1 && crs == 1) return !isWasteful(m, n, k, nr);
  return isWasteful(n, m, k, nr);
}

// @ts-ignore: decorator
@inline
function isWasteful(columns: i32, rows: i32, k: i32, nr: i32): bool {
  const padded = (columns + nr - 1) / nr * nr;
  return columns < 3 * nr && 4 * padded > 5 * columns && rows >= 4 * nr && k >= 32;
}

/** Bytes of scratch that a product of this size needs: less than GEMM_SCRATCH_BYTES where one block holds all of it. */
export function gemmScratch<T>(m: i32, n: i32, k: i32): i32 {
  const depth = balanced(max(k, 1), KC, 1);
  const rows = balanced(max(m, 1), MC, MR);
  const columns = balanced(max(n, 1), NC, microColumns<T>());
  // The transposed problem may be the one that is computed, so that m and n change places.
  const rowsSwapped = balanced(max(n, 1), MC, MR);
  const columnsSwapped = balanced(max(m, 1), NC, microColumns<T>());
  return 256 + max(rows + columns, rowsSwapped + columnsSwapped) * depth * size<T>();
}

function multiply<T>(
  m: i32, n: i32, k: i32,
  alpha: T, a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32,
  beta: T, c: usize, crs: i32, ccs: i32, scratch: usize,
): void {
  const nr = microColumns<T>();
  // A panel that is used only a few times is not worth a copy, unless a column's elements share few sets of the cache.
  const packA = n > 4 * nr || abs(acs) * size<T>() >= 2048;
  const packB = bcs != 1 || m > 4 * MR;
  const kc = balanced(k, KC, 1);
  const mc = balanced(m, MC, MR);
  const nc = balanced(n, NC, nr);
  const tile = scratch;
  const aPack = tile + 256;
  const bPack = aPack + mc * kc * size<T>();
  for (let j = 0; j < n; j += nc) {
    const columns = min(nc, n - j);
    let blockBeta = beta;
    for (let l = 0; l < k; l += kc) {
      const depth = min(kc, k - l);
      const bBlock = at<T>(b, l, brs, j, bcs);
      if (packB) packColumns<T>(columns, depth, bBlock, brs, bcs, bPack);
      else if (columns % nr != 0) {
        const whole = columns - columns % nr;
        packColumns<T>(columns - whole, depth, bBlock + whole * size<T>(), brs, bcs, bPack);
      }
      for (let i = 0; i < m; i += mc) {
        const rows = min(mc, m - i);
        const aBlock = at<T>(a, i, ars, l, acs);
        if (packA) packRows<T>(rows, depth, aBlock, ars, acs, aPack);
        multiplyBlock<T>(
          rows, columns, depth,
          alpha, packA, packA ? aPack : aBlock, ars, acs, packB, bBlock, brs, bPack,
          blockBeta, at<T>(c, i, crs, j, ccs), crs, ccs, tile,
        );
      }
      blockBeta = <T>1;
    }
  }
}

/** One block of C: all tiles of rows×columns over one depth. */
// @ts-ignore: decorator
@inline
function multiplyBlock<T>(
  rows: i32, columns: i32, depth: i32,
  alpha: T, packedA: bool, a: usize, ars: i32, acs: i32, packedB: bool, bBlock: usize, brs: i32, bPack: usize,
  beta: T, c: usize, crs: i32, ccs: i32, tile: usize,
): void {
  const nr = microColumns<T>();
  const rowStep = (packedA ? 1 : ars) * size<T>();
  const depthStep = (packedA ? MR : acs) * size<T>();
  const panelStep = packedA ? MR * depth * size<T>() : MR * rowStep;
  const crsBytes = crs * size<T>();
  const overwrites = alpha == <T>1 && beta == <T>0 && ccs == 1;
  for (let j = 0; j < columns; j += nr) {
    const width = min(nr, columns - j);
    const packed = packedB || width < nr;
    const bPanel = packedB ? bPack + j * depth * size<T>() : packed ? bPack : bBlock + j * size<T>();
    const bStep = packed ? 32 : brs * size<T>();
    const inPlace = overwrites && width == nr;
    let aPanel = a;
    let cTile = c + j * ccs * size<T>();
    for (let i = 0; i < rows; i += MR) {
      const height = min(MR, rows - i);
      const target = inPlace ? cTile : tile;
      const targetStep = inPlace ? crsBytes : 32;
      if (packedA && height == MR) microPacked<T>(depth, aPanel, bPanel, bStep, target, targetStep);
      else microDirect<T>(height, depth, aPanel, rowStep, depthStep, bPanel, bStep, target, targetStep);
      if (!inPlace) mergeTile<T>(height, width, alpha, tile, beta, cTile, crs, ccs);
      aPanel += panelStep;
      cTile += MR * crsBytes;
    }
  }
}

/** C ← α·T + β·C for one tile. β = 0 does not read C. */
function mergeTile<T>(rows: i32, columns: i32, alpha: T, t: usize, beta: T, c: usize, crs: i32, ccs: i32): void {
  if (ccs == 1 && columns == microColumns<T>()) {
    const alphas = v128.splat<T>(alpha);
    const betas = v128.splat<T>(beta);
    for (; rows > 0; rows--) {
      let x = v128.mul<T>(alphas, v128.load(t));
      let y = v128.mul<T>(alphas, v128.load(t, 16));
      if (beta != <T>0) {
        x = v128.add<T>(x, v128.mul<T>(betas, v128.load(c)));
        y = v128.add<T>(y, v128.mul<T>(betas, v128.load(c, 16)));
      }
      v128.store(c, x);
      v128.store(c, y, 16);
      t += 32;
      c += crs * size<T>();
    }
    return;
  }
  for (; rows > 0; rows--) {
    let to = c;
    for (let j = 0; j < columns; j++) {
      let x = <T>(alpha * load<T>(t + j * size<T>()));
      if (beta != <T>0) x = <T>(x + <T>(beta * load<T>(to)));
      store<T>(to, x);
      to += ccs * size<T>();
    }
    t += 32;
    c += crs * size<T>();
  }
}

/** C ← β·C. */
function scaleMatrix<T>(m: i32, n: i32, beta: T, c: usize, crs: i32, ccs: i32): void {
  if (beta == <T>1) return;
  for (let i = 0; i < m; i++) {
    let to = c + i * crs * size<T>();
    for (let j = 0; j < n; j++) {
      store<T>(to, beta == <T>0 ? <T>0 : <T>(beta * load<T>(to)));
      to += ccs * size<T>();
    }
  }
}
