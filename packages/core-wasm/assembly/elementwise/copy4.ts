// y[i] := x[i] over four axes of any strides: transposes, slices, joins and broadcasts are all this copy.
//
// The innermost axis should have stride 1 in y. Where x has stride 1 there too, rows are copied whole; where x has
// stride 1 on the axis before, the two inner axes are a transpose, done in registers, 2×2 (f64) or 4×4 (f32) elements at a
// time, in blocks of 16 rows of y by one cache line: a line of y is complete before the next begins, and few enough lines
// are in use that they keep their place in the cache even where rows lie a power of two apart.
import { lanes, size } from '../simd/lanes';

const ROWS: i32 = 16;

/** Elements of a cache line. */
// @ts-ignore: decorator
@inline
function columns<T>(): i32 {
  return 64 / <i32>sizeof<T>();
}

/** n0…n3: lengths; sx, sy: strides in elements of x and y. x and y do not overlap. */
// @ts-ignore: decorator
@inline
function copy4<T>(
  n0: i32, n1: i32, n2: i32, n3: i32,
  x: usize, sx0: i32, sx1: i32, sx2: i32, sx3: i32,
  y: usize, sy0: i32, sy1: i32, sy2: i32, sy3: i32,
): void {
  for (let i = 0; i < n0; i++) {
    for (let j = 0; j < n1; j++) {
      const xij = x + (i * sx0 + j * sx1) * size<T>();
      const yij = y + (i * sy0 + j * sy1) * size<T>();
      if (sx3 == 1 && sy3 == 1) rows<T>(n2, n3, xij, sx2, yij, sy2);
      else if (sx2 == 1 && sy3 == 1) transpose<T>(n2, n3, xij, sx3, yij, sy2);
      else elements<T>(n2, n3, xij, sx2, sx3, yij, sy2, sy3);
    }
  }
}

// @ts-ignore: decorator
@inline
function rows<T>(m: i32, n: i32, x: usize, sx: i32, y: usize, sy: i32): void {
  for (let i = 0; i < m; i++) memory.copy(y + i * sy * size<T>(), x + i * sx * size<T>(), n * size<T>());
}

// @ts-ignore: decorator
@inline
function elements<T>(m: i32, n: i32, x: usize, sx2: i32, sx3: i32, y: usize, sy2: i32, sy3: i32): void {
  for (let i = 0; i < m; i++) {
    let from = x + i * sx2 * size<T>();
    let to = y + i * sy2 * size<T>();
    for (let j = 0; j < n; j++) {
      store<T>(to, load<T>(from));
      from += sx3 * size<T>();
      to += sy3 * size<T>();
    }
  }
}

/** y[i, j] := x[j, i] for i < m, j < n, where x has rows sx apart and y rows sy apart. */
// @ts-ignore: decorator
@inline
function transpose<T>(m: i32, n: i32, x: usize, sx: i32, y: usize, sy: i32): void {
  for (let i0 = 0; i0 < m; i0 += ROWS) {
    const i1 = min(i0 + ROWS, m);
    for (let j0 = 0; j0 < n; j0 += columns<T>()) {
      const j1 = min(j0 + columns<T>(), n);
      let i = i0;
      for (; i + lanes<T>() <= i1; i += lanes<T>()) {
        let j = j0;
        for (; j + lanes<T>() <= j1; j += lanes<T>()) {
          tile<T>(x + (j * sx + i) * size<T>(), sx * size<T>(), y + (i * sy + j) * size<T>(), sy * size<T>());
        }
        if (j < j1) elements<T>(lanes<T>(), j1 - j, x + (j * sx + i) * size<T>(), 1, sx, y + (i * sy + j) * size<T>(), sy, 1);
      }
      if (i < i1) elements<T>(i1 - i, j1 - j0, x + (j0 * sx + i) * size<T>(), 1, sx, y + (i * sy + j0) * size<T>(), sy, 1);
    }
  }
}

/** One square of lanes<T>() rows; strides in bytes. */
// @ts-ignore: decorator
@inline
function tile<T>(x: usize, sx: i32, y: usize, sy: i32): void {
  const a = v128.load(x);
  const b = v128.load(x + sx);
  if (sizeof<T>() == 8) {
    v128.store(y, v128.shuffle<u64>(a, b, 0, 2));
    v128.store(y + sy, v128.shuffle<u64>(a, b, 1, 3));
  } else {
    const c = v128.load(x + 2 * sx);
    const d = v128.load(x + 3 * sx);
    const ab0 = v128.shuffle<u32>(a, b, 0, 4, 1, 5);
    const ab1 = v128.shuffle<u32>(a, b, 2, 6, 3, 7);
    const cd0 = v128.shuffle<u32>(c, d, 0, 4, 1, 5);
    const cd1 = v128.shuffle<u32>(c, d, 2, 6, 3, 7);
    v128.store(y, v128.shuffle<u64>(ab0, cd0, 0, 2));
    v128.store(y + sy, v128.shuffle<u64>(ab0, cd0, 1, 3));
    v128.store(y + 2 * sy, v128.shuffle<u64>(ab1, cd1, 0, 2));
    v128.store(y + 3 * sy, v128.shuffle<u64>(ab1, cd1, 1, 3));
  }
}

/** y[i] := x[i], four axes, f64. */
export function dcopy4(
  n0: i32, n1: i32, n2: i32, n3: i32,
  x: usize, sx0: i32, sx1: i32, sx2: i32, sx3: i32,
  y: usize, sy0: i32, sy1: i32, sy2: i32, sy3: i32,
): void {
  copy4<f64>(n0, n1, n2, n3, x, sx0, sx1, sx2, sx3, y, sy0, sy1, sy2, sy3);
}

/** y[i] := x[i], four axes, f32. */
export function scopy4(
  n0: i32, n1: i32, n2: i32, n3: i32,
  x: usize, sx0: i32, sx1: i32, sx2: i32, sx3: i32,
  y: usize, sy0: i32, sy1: i32, sy2: i32, sy3: i32,
): void {
  copy4<f32>(n0, n1, n2, n3, x, sx0, sx1, sx2, sx3, y, sy0, sy1, sy2, sy3);
}
