// max(x, y) and min(x, y), NaN where either is NaN; x = y, x < y, … as 1 or 0 in the operands' type, 0 (≠: 1) at NaN.
import { zip } from './zip';

@unmanaged
export class Maximum {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.max<T>(x, y);
  }
}

export function vdMaximum(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Maximum>(walk, x, y, z);
}

export function vsMaximum(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Maximum>(walk, x, y, z);
}

@unmanaged
export class Minimum {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.min<T>(x, y);
  }
}

export function vdMinimum(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Minimum>(walk, x, y, z);
}

export function vsMinimum(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Minimum>(walk, x, y, z);
}

@unmanaged
export class Equal {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.and(v128.eq<T>(x, y), v128.splat<T>(1));
  }
}

export function vdEqual(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Equal>(walk, x, y, z);
}

export function vsEqual(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Equal>(walk, x, y, z);
}

@unmanaged
export class NotEqual {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.and(v128.ne<T>(x, y), v128.splat<T>(1));
  }
}

export function vdNotEqual(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, NotEqual>(walk, x, y, z);
}

export function vsNotEqual(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, NotEqual>(walk, x, y, z);
}

@unmanaged
export class Less {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.and(v128.lt<T>(x, y), v128.splat<T>(1));
  }
}

export function vdLess(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Less>(walk, x, y, z);
}

export function vsLess(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Less>(walk, x, y, z);
}

@unmanaged
export class LessEqual {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.and(v128.le<T>(x, y), v128.splat<T>(1));
  }
}

export function vdLessEqual(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, LessEqual>(walk, x, y, z);
}

export function vsLessEqual(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, LessEqual>(walk, x, y, z);
}

@unmanaged
export class Greater {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.and(v128.gt<T>(x, y), v128.splat<T>(1));
  }
}

export function vdGreater(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Greater>(walk, x, y, z);
}

export function vsGreater(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Greater>(walk, x, y, z);
}

@unmanaged
export class GreaterEqual {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.and(v128.ge<T>(x, y), v128.splat<T>(1));
  }
}

export function vdGreaterEqual(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, GreaterEqual>(walk, x, y, z);
}

export function vsGreaterEqual(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, GreaterEqual>(walk, x, y, z);
}
