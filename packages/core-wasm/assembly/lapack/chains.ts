// A chain: reflectors I − τ·v·vᵀ of order 3, the k-th acting on columns (or rows) k, k + 1, k + 2 of a matrix — one
// bulge chased down a Hessenberg matrix. Two of the three entries stay in registers from one reflector to the next,
// and a strip of rows passes through the whole chain while it is in the first-level cache. A reflector is five
// numbers: v₂, v₃, τ, τ·v₂, τ·v₃ (v₁ = 1).

import { gather, lanes, scatter } from '../simd/lanes';

/** Numbers in a reflector. */
// @ts-ignore: decorator
@inline
export const REFLECTOR: i32 = 5;

/** X ← X·H₁…H_count for `rows` rows, X pointing at its column of the first reflector; columns contiguous. */
export function chainColumns<T>(rows: i32, X: usize, xcs: i32, count: i32, reflectors: usize): void {
  const column = <usize>xcs * sizeof<T>();
  const strip = 64 / <i32>sizeof<T>();
  let i = 0;
  for (; i + strip <= rows; i += strip) {
    let p = X + <usize>i * sizeof<T>();
    let h = reflectors;
    let x0 = v128.load(p);
    let x1 = v128.load(p, 16);
    let x2 = v128.load(p, 32);
    let x3 = v128.load(p, 48);
    let q = p + column;
    let y0 = v128.load(q);
    let y1 = v128.load(q, 16);
    let y2 = v128.load(q, 32);
    let y3 = v128.load(q, 48);
    for (let k = 0; k < count; k++) {
      const r = q + column;
      const z0 = v128.load(r);
      const z1 = v128.load(r, 16);
      const z2 = v128.load(r, 32);
      const z3 = v128.load(r, 48);
      const v2 = v128.load_splat<T>(h);
      const v3 = v128.load_splat<T>(h + sizeof<T>());
      const s0 = v128.add<T>(x0, v128.add<T>(v128.mul<T>(v2, y0), v128.mul<T>(v3, z0)));
      const s1 = v128.add<T>(x1, v128.add<T>(v128.mul<T>(v2, y1), v128.mul<T>(v3, z1)));
      const s2 = v128.add<T>(x2, v128.add<T>(v128.mul<T>(v2, y2), v128.mul<T>(v3, z2)));
      const s3 = v128.add<T>(x3, v128.add<T>(v128.mul<T>(v2, y3), v128.mul<T>(v3, z3)));
      const t1 = v128.load_splat<T>(h + 2 * sizeof<T>());
      v128.store(p, v128.sub<T>(x0, v128.mul<T>(t1, s0)));
      v128.store(p, v128.sub<T>(x1, v128.mul<T>(t1, s1)), 16);
      v128.store(p, v128.sub<T>(x2, v128.mul<T>(t1, s2)), 32);
      v128.store(p, v128.sub<T>(x3, v128.mul<T>(t1, s3)), 48);
      const t2 = v128.load_splat<T>(h + 3 * sizeof<T>());
      x0 = v128.sub<T>(y0, v128.mul<T>(t2, s0));
      x1 = v128.sub<T>(y1, v128.mul<T>(t2, s1));
      x2 = v128.sub<T>(y2, v128.mul<T>(t2, s2));
      x3 = v128.sub<T>(y3, v128.mul<T>(t2, s3));
      const t3 = v128.load_splat<T>(h + 4 * sizeof<T>());
      y0 = v128.sub<T>(z0, v128.mul<T>(t3, s0));
      y1 = v128.sub<T>(z1, v128.mul<T>(t3, s1));
      y2 = v128.sub<T>(z2, v128.mul<T>(t3, s2));
      y3 = v128.sub<T>(z3, v128.mul<T>(t3, s3));
      h += REFLECTOR * sizeof<T>();
      p = q;
      q = r;
    }
    v128.store(p, x0);
    v128.store(p, x1, 16);
    v128.store(p, x2, 32);
    v128.store(p, x3, 48);
    v128.store(q, y0);
    v128.store(q, y1, 16);
    v128.store(q, y2, 32);
    v128.store(q, y3, 48);
  }
  for (; i < rows; i++) chainScalar<T>(X + <usize>i * sizeof<T>(), column, count, reflectors);
}

/** X ← H_count…H₁·X for `columns` columns, X pointing at its row of the first reflector; columns contiguous. */
export function chainRows<T>(columns: i32, X: usize, xcs: i32, count: i32, reflectors: usize): void {
  const column = <usize>xcs * sizeof<T>();
  const group = <usize>lanes<T>() * column;
  const stride = <i32>column;
  let j = 0;
  for (; j + 4 * lanes<T>() <= columns; j += 4 * lanes<T>()) {
    let p = X + <usize>j * column;
    let h = reflectors;
    let x0 = gather<T>(p, stride);
    let x1 = gather<T>(p + group, stride);
    let x2 = gather<T>(p + 2 * group, stride);
    let x3 = gather<T>(p + 3 * group, stride);
    let q = p + sizeof<T>();
    let y0 = gather<T>(q, stride);
    let y1 = gather<T>(q + group, stride);
    let y2 = gather<T>(q + 2 * group, stride);
    let y3 = gather<T>(q + 3 * group, stride);
    for (let k = 0; k < count; k++) {
      const r = q + sizeof<T>();
      const z0 = gather<T>(r, stride);
      const z1 = gather<T>(r + group, stride);
      const z2 = gather<T>(r + 2 * group, stride);
      const z3 = gather<T>(r + 3 * group, stride);
      const v2 = v128.load_splat<T>(h);
      const v3 = v128.load_splat<T>(h + sizeof<T>());
      const s0 = v128.add<T>(x0, v128.add<T>(v128.mul<T>(v2, y0), v128.mul<T>(v3, z0)));
      const s1 = v128.add<T>(x1, v128.add<T>(v128.mul<T>(v2, y1), v128.mul<T>(v3, z1)));
      const s2 = v128.add<T>(x2, v128.add<T>(v128.mul<T>(v2, y2), v128.mul<T>(v3, z2)));
      const s3 = v128.add<T>(x3, v128.add<T>(v128.mul<T>(v2, y3), v128.mul<T>(v3, z3)));
      const t1 = v128.load_splat<T>(h + 2 * sizeof<T>());
      scatter<T>(p, stride, v128.sub<T>(x0, v128.mul<T>(t1, s0)));
      scatter<T>(p + group, stride, v128.sub<T>(x1, v128.mul<T>(t1, s1)));
      scatter<T>(p + 2 * group, stride, v128.sub<T>(x2, v128.mul<T>(t1, s2)));
      scatter<T>(p + 3 * group, stride, v128.sub<T>(x3, v128.mul<T>(t1, s3)));
      const t2 = v128.load_splat<T>(h + 3 * sizeof<T>());
      x0 = v128.sub<T>(y0, v128.mul<T>(t2, s0));
      x1 = v128.sub<T>(y1, v128.mul<T>(t2, s1));
      x2 = v128.sub<T>(y2, v128.mul<T>(t2, s2));
      x3 = v128.sub<T>(y3, v128.mul<T>(t2, s3));
      const t3 = v128.load_splat<T>(h + 4 * sizeof<T>());
      y0 = v128.sub<T>(z0, v128.mul<T>(t3, s0));
      y1 = v128.sub<T>(z1, v128.mul<T>(t3, s1));
      y2 = v128.sub<T>(z2, v128.mul<T>(t3, s2));
      y3 = v128.sub<T>(z3, v128.mul<T>(t3, s3));
      h += REFLECTOR * sizeof<T>();
      p = q;
      q = r;
    }
    scatter<T>(p, stride, x0);
    scatter<T>(p + group, stride, x1);
    scatter<T>(p + 2 * group, stride, x2);
    scatter<T>(p + 3 * group, stride, x3);
    scatter<T>(q, stride, y0);
    scatter<T>(q + group, stride, y1);
    scatter<T>(q + 2 * group, stride, y2);
    scatter<T>(q + 3 * group, stride, y3);
  }
  for (; j < columns; j++) chainScalar<T>(X + <usize>j * column, sizeof<T>(), count, reflectors);
}

/** The chain on one row (step: a column) or one column (step: an element). */
function chainScalar<T>(p: usize, step: usize, count: i32, reflectors: usize): void {
  let x = load<T>(p);
  let y = load<T>(p + step);
  let h = reflectors;
  for (let k = 0; k < count; k++) {
    const z = load<T>(p + 2 * step);
    const sum = x + (load<T>(h) * y + load<T>(h + sizeof<T>()) * z);
    store<T>(p, x - sum * load<T>(h + 2 * sizeof<T>()));
    x = y - sum * load<T>(h + 3 * sizeof<T>());
    y = z - sum * load<T>(h + 4 * sizeof<T>());
    h += REFLECTOR * sizeof<T>();
    p += step;
  }
  store<T>(p, x);
  store<T>(p + step, y);
}

/** (x, y) ← (x, y)·((a, b), (c, d))ᵀ for n pairs: x' = a·x + b·y, y' = c·x + d·y. Strides in elements. */
export function pairUpdate<T>(n: i32, x: usize, y: usize, stride: i32, a: T, b: T, c: T, d: T): void {
  const step = <usize>stride * sizeof<T>();
  for (; n > 0; n--) {
    const u = load<T>(x);
    const v = load<T>(y);
    store<T>(x, a * u + b * v);
    store<T>(y, c * u + d * v);
    x += step;
    y += step;
  }
}
