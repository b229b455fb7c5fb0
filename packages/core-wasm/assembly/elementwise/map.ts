// y[i] = f(x[i]), i < n: one function over contiguous elements, a vector at a time; y may be x.
// The last, partial vector goes through the same code, so that a value does not depend on where it stands.
// `Op` is an unmanaged class used only as a type argument: its `lanes<T>` is inlined or called, and no instance exists.
import { lanes, loadFirst, storeFirst } from '../simd/lanes';

// @ts-ignore: decorator
@inline
export function map<T, Op>(n: i32, x: usize, y: usize): void {
  for (let left = n; left > 0; left -= lanes<T>()) {
    const whole = left >= lanes<T>();
    const fx = changetype<Op>(0).lanes<T>(whole ? v128.load(x) : loadFirst<T>(x, left));
    if (whole) v128.store(y, fx);
    else storeFirst<T>(y, fx, left);
    x += 16;
    y += 16;
  }
}

/** The same, two vectors at a time: the long chains of dependent operations overlap, at the price of twice the code. */
// @ts-ignore: decorator
@inline
export function mapPairs<T, Op>(n: i32, x: usize, y: usize): void {
  const width = lanes<T>();
  let left = n;
  for (; left >= 2 * width; left -= 2 * width) {
    const first = v128.load(x);
    const second = v128.load(x, 16);
    const f1 = changetype<Op>(0).lanes<T>(first);
    const f2 = changetype<Op>(0).lanes<T>(second);
    v128.store(y, f1);
    v128.store(y, f2, 16);
    x += 32;
    y += 32;
  }
  mapRest<T, Op>(left, x, y);
}

/**
 * The same for a function whose `near<T>` is right where `isNear<T>` says so, and `lanes<T>` everywhere: no call stands
 * between the loads and the stores, lest V8 keep every constant and intermediate result in memory around it.
 */
// @ts-ignore: decorator
@inline
export function mapNear<T, Op>(n: i32, x: usize, y: usize): void {
  const width = lanes<T>();
  let left = n;
  for (; left >= 2 * width; left -= 2 * width) {
    const first = v128.load(x);
    const second = v128.load(x, 16);
    const f1 = changetype<Op>(0).near<T>(first);
    const f2 = changetype<Op>(0).near<T>(second);
    v128.store(y, f1);
    v128.store(y, f2, 16);
    const near = v128.and(changetype<Op>(0).isNear<T>(first), changetype<Op>(0).isNear<T>(second));
    if (i32x4.bitmask(near) != 15) replace<T, Op>(first, second, y);
    x += 32;
    y += 32;
  }
  mapRest<T, Op>(left, x, y);
}

/** Two vectors again, by the function that is right everywhere. */
function replace<T, Op>(first: v128, second: v128, y: usize): void {
  v128.store(y, oneVector<T, Op>(first));
  v128.store(y, oneVector<T, Op>(second), 16);
}

/** Fewer than two vectors. */
// @ts-ignore: decorator
@inline
function mapRest<T, Op>(left: i32, x: usize, y: usize): void {
  if (left >= lanes<T>()) {
    v128.store(y, oneVector<T, Op>(v128.load(x)));
    x += 16;
    y += 16;
    left -= lanes<T>();
  }
  if (left > 0) storeFirst<T>(y, oneVector<T, Op>(loadFirst<T>(x, left)), left);
}

/** f of one vector, called instead of inlined. */
export function oneVector<T, Op>(x: v128): v128 {
  return changetype<Op>(0).lanes<T>(x);
}

/** f(x) for one number: lane 0 of the vector function, hence the same bits. */
// @ts-ignore: decorator
@inline
export function scalar<T, Op>(x: T): T {
  return v128.extract_lane<T>(oneVector<T, Op>(v128.splat<T>(x)), 0);
}
