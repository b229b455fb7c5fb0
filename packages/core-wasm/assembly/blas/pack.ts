// Packing for gemm: an m×k block becomes panels of `width` rows, each stored k-major with zeros for missing rows:
//   dst[p·width·k + l·width + i] = src[(p·width + i)·rs + l·cs]
// A is packed with width MR; B, read as Bᵀ, with width NR. Whichever stride is 1, loads are whole vectors.
import { lanes, size } from '../simd/lanes';
import { microColumns, MR } from './blocking';

/** Packs a block of A, m×k, into panels of MR rows. Strides are in elements. */
export function packRows<T>(m: i32, k: i32, src: usize, rs: i32, cs: i32, dst: usize): void {
  packPanels<T>(MR, m, k, src, rs, cs, dst);
}

/** Packs a block of B, k×n, into panels of NR columns. */
export function packColumns<T>(n: i32, k: i32, src: usize, rs: i32, cs: i32, dst: usize): void {
  packPanels<T>(microColumns<T>(), n, k, src, cs, rs, dst);
}

/** Packs m×k elements at src (element strides rs, cs) into panels of `width` (a constant) rows at dst. */
// @ts-ignore: decorator
@inline
function packPanels<T>(width: i32, m: i32, k: i32, src: usize, rs: i32, cs: i32, dst: usize): void {
  const rsBytes = rs * size<T>();
  const csBytes = cs * size<T>();
  const panelBytes = width * k * size<T>();
  for (; m >= width; m -= width) {
    if (rs == 1) copyPanel<T>(width, k, src, csBytes, dst);
    else if (cs == 1) transposePanel<T>(width, k, src, rsBytes, dst);
    else gatherPanel<T>(width, width, k, src, rsBytes, csBytes, dst);
    src += width * rsBytes;
    dst += panelBytes;
  }
  if (m > 0) gatherPanel<T>(width, m, k, src, rsBytes, csBytes, dst);
}

/** Rows adjacent in memory: each column of the panel is one run of bytes. */
// @ts-ignore: decorator
@inline
function copyPanel<T>(width: i32, k: i32, src: usize, cs: i32, dst: usize): void {
  const bytes = width * size<T>();
  for (; k > 0; k--) {
    v128.store(dst, v128.load(src));
    if (bytes >= 32) v128.store(dst, v128.load(src, 16), 16);
    if (bytes >= 48) v128.store(dst, v128.load(src, 32), 32);
    if ((bytes & 8) != 0) store<u64>(dst, load<u64>(src, 16), 16);
    src += cs;
    dst += bytes;
  }
}

/** Columns adjacent in memory: squares of lanes×lanes elements are transposed in registers. */
// @ts-ignore: decorator
@inline
function transposePanel<T>(width: i32, k: i32, src: usize, rs: i32, dst: usize): void {
  const rowBytes = width * size<T>();
  for (; k >= lanes<T>(); k -= lanes<T>()) {
    if (sizeof<T>() == 8) {
      transposePair(src, rs, dst, rowBytes);
      transposePair(src + 2 * rs, rs, dst + 16, rowBytes);
      if (width == 6) transposePair(src + 4 * rs, rs, dst + 32, rowBytes);
    } else {
      transposeFour(src, rs, dst, rowBytes);
      if (width == 8) transposeFour(src + 4 * rs, rs, dst + 16, rowBytes);
      if (width == 6) interleavePair(src + 4 * rs, rs, dst + 16, rowBytes);
    }
    src += 16;
    dst += lanes<T>() * rowBytes;
  }
  if (k > 0) gatherPanel<T>(width, width, k, src, rs, size<T>(), dst);
}

/** The transpose of two rows of two f64, rs bytes apart, to rows `step` bytes apart. */
// @ts-ignore: decorator
@inline
export function transposePair(src: usize, rs: i32, dst: usize, step: i32): void {
  const x = v128.load(src);
  const y = v128.load(src + rs);
  v128.store(dst, v128.shuffle<u64>(x, y, 0, 2));
  v128.store(dst + step, v128.shuffle<u64>(x, y, 1, 3));
}

/** The same of four rows of four f32. */
// @ts-ignore: decorator
@inline
export function transposeFour(src: usize, rs: i32, dst: usize, step: i32): void {
  const x = v128.load(src);
  const y = v128.load(src + rs);
  const z = v128.load(src + 2 * rs);
  const w = v128.load(src + 3 * rs);
  const xyLow = v128.shuffle<u32>(x, y, 0, 4, 1, 5);
  const xyHigh = v128.shuffle<u32>(x, y, 2, 6, 3, 7);
  const zwLow = v128.shuffle<u32>(z, w, 0, 4, 1, 5);
  const zwHigh = v128.shuffle<u32>(z, w, 2, 6, 3, 7);
  v128.store(dst, v128.shuffle<u64>(xyLow, zwLow, 0, 2));
  v128.store(dst + step, v128.shuffle<u64>(xyLow, zwLow, 1, 3));
  v128.store(dst + 2 * step, v128.shuffle<u64>(xyHigh, zwHigh, 0, 2));
  v128.store(dst + 3 * step, v128.shuffle<u64>(xyHigh, zwHigh, 1, 3));
}

/** Two rows of four f32. */
// @ts-ignore: decorator
@inline
function interleavePair(src: usize, rs: i32, dst: usize, step: i32): void {
  const x = v128.load(src);
  const y = v128.load(src + rs);
  const low = v128.shuffle<u32>(x, y, 0, 4, 1, 5);
  const high = v128.shuffle<u32>(x, y, 2, 6, 3, 7);
  v128.store_lane<u64>(dst, low, 0);
  v128.store_lane<u64>(dst + step, low, 1);
  v128.store_lane<u64>(dst + 2 * step, high, 0);
  v128.store_lane<u64>(dst + 3 * step, high, 1);
}

/** Any strides, and the last panel's missing rows. */
// @ts-ignore: decorator
@inline
function gatherPanel<T>(width: i32, rows: i32, k: i32, src: usize, rs: i32, cs: i32, dst: usize): void {
  for (; k > 0; k--) {
    let from = src;
    for (let i = 0; i < width; i++) {
      let x = <T>0;
      if (i < rows) x = load<T>(from);
      store<T>(dst, x);
      from += rs;
      dst += size<T>();
    }
    src += cs;
  }
}
