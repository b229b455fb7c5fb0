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

/** f(x) for one number: lane 0 of the vector function, hence the same bits. */
// @ts-ignore: decorator
@inline
export function scalar<T, Op>(x: T): T {
  return v128.extract_lane<T>(changetype<Op>(0).lanes<T>(v128.splat<T>(x)), 0);
}
