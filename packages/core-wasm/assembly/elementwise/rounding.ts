// |x|, −x, √x, ⌊x⌋, ⌈x⌉, the nearest integer (ties to even) and the sign: single IEEE 754 operations.
import { map } from './map';

@unmanaged
export class Abs {
  @inline lanes<T>(x: v128): v128 {
    return v128.abs<T>(x);
  }
}

export function vdAbs(n: i32, x: usize, y: usize): void {
  map<f64, Abs>(n, x, y);
}

export function vsAbs(n: i32, x: usize, y: usize): void {
  map<f32, Abs>(n, x, y);
}

@unmanaged
export class Neg {
  @inline lanes<T>(x: v128): v128 {
    return v128.neg<T>(x);
  }
}

export function vdNeg(n: i32, x: usize, y: usize): void {
  map<f64, Neg>(n, x, y);
}

export function vsNeg(n: i32, x: usize, y: usize): void {
  map<f32, Neg>(n, x, y);
}

@unmanaged
export class Sqrt {
  @inline lanes<T>(x: v128): v128 {
    return v128.sqrt<T>(x);
  }
}

export function vdSqrt(n: i32, x: usize, y: usize): void {
  map<f64, Sqrt>(n, x, y);
}

export function vsSqrt(n: i32, x: usize, y: usize): void {
  map<f32, Sqrt>(n, x, y);
}

@unmanaged
export class Floor {
  @inline lanes<T>(x: v128): v128 {
    return v128.floor<T>(x);
  }
}

export function vdFloor(n: i32, x: usize, y: usize): void {
  map<f64, Floor>(n, x, y);
}

export function vsFloor(n: i32, x: usize, y: usize): void {
  map<f32, Floor>(n, x, y);
}

@unmanaged
export class Ceil {
  @inline lanes<T>(x: v128): v128 {
    return v128.ceil<T>(x);
  }
}

export function vdCeil(n: i32, x: usize, y: usize): void {
  map<f64, Ceil>(n, x, y);
}

export function vsCeil(n: i32, x: usize, y: usize): void {
  map<f32, Ceil>(n, x, y);
}

@unmanaged
export class Round {
  @inline lanes<T>(x: v128): v128 {
    return v128.nearest<T>(x);
  }
}

export function vdRound(n: i32, x: usize, y: usize): void {
  map<f64, Round>(n, x, y);
}

export function vsRound(n: i32, x: usize, y: usize): void {
  map<f32, Round>(n, x, y);
}

/** x where it is 0 or NaN, otherwise 1 with the sign of x. */
@unmanaged
export class Sign {
  @inline lanes<T>(x: v128): v128 {
    const one = v128.bitselect(x, v128.splat<T>(1), v128.splat<T>(-0.0));
    const nonzero = v128.ne<T>(v128.abs<T>(x), v128.splat<T>(0));
    return v128.bitselect(one, x, v128.and(nonzero, v128.eq<T>(x, x)));
  }
}

export function vdSign(n: i32, x: usize, y: usize): void {
  map<f64, Sign>(n, x, y);
}

export function vsSign(n: i32, x: usize, y: usize): void {
  map<f32, Sign>(n, x, y);
}
