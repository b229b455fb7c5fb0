// z = f(x, y) with broadcasting. z is contiguous with the shape n0×n1×n2×n3; x and y have a stride (in elements) for
// each axis, 0 where they repeat. `walk` points at twelve i32: n0 … n3, x's strides, y's strides. The innermost strides
// are 0 or 1. z may be x or y where that has z's own layout.
import { lanes, loadFirst, storeFirst } from '../simd/lanes';

// @ts-ignore: decorator
@inline
export function length(walk: usize, axis: usize): i32 {
  return load<i32>(walk + 4 * axis);
}

/** Bytes from the operand's start to row (i0, i1, i2); its strides are at `strides`. */
// @ts-ignore: decorator
@inline
export function rowOffset<T>(strides: usize, i0: i32, i1: i32, i2: i32): usize {
  return sizeof<T>() * <usize>(i0 * length(strides, 0) + i1 * length(strides, 1) + i2 * length(strides, 2));
}

// @ts-ignore: decorator
@inline
export function zip<T, Op>(walk: usize, x: usize, y: usize, z: usize): void {
  const n3 = length(walk, 3);
  const walkX = walk + 16;
  const walkY = walk + 32;
  for (let i0 = 0; i0 < length(walk, 0); i0++) {
    for (let i1 = 0; i1 < length(walk, 1); i1++) {
      for (let i2 = 0; i2 < length(walk, 2); i2++) {
        const px = x + rowOffset<T>(walkX, i0, i1, i2);
        const py = y + rowOffset<T>(walkY, i0, i1, i2);
        row<T, Op>(n3, px, length(walkX, 3), py, length(walkY, 3), z);
        z += sizeof<T>() * <usize>n3;
      }
    }
  }
}

/** One contiguous row of z; an operand with stride 0 is splatted once. */
// @ts-ignore: decorator
@inline
function row<T, Op>(n: i32, x: usize, sx: i32, y: usize, sy: i32, z: usize): void {
  if (n <= 0) return;
  const repeatedX = v128.load_splat<T>(x);
  const repeatedY = v128.load_splat<T>(y);
  for (let left = n; left > 0; left -= lanes<T>()) {
    const whole = left >= lanes<T>();
    const vx = sx == 0 ? repeatedX : whole ? v128.load(x) : loadFirst<T>(x, left);
    const vy = sy == 0 ? repeatedY : whole ? v128.load(y) : loadFirst<T>(y, left);
    const fxy = changetype<Op>(0).lanes<T>(vx, vy);
    if (whole) v128.store(z, fxy);
    else storeFirst<T>(z, fxy, left);
    x += 16;
    y += 16;
    z += 16;
  }
}

/** f(x, y) for two numbers: lane 0 of the vector function, hence the same bits. */
// @ts-ignore: decorator
@inline
export function scalar2<T, Op>(x: T, y: T): T {
  return v128.extract_lane<T>(changetype<Op>(0).lanes<T>(v128.splat<T>(x), v128.splat<T>(y)), 0);
}

/** f of two vectors, called instead of inlined. */
export function oneVector2<T, Op>(x: v128, y: v128): v128 {
  return changetype<Op>(0).lanes<T>(x, y);
}
