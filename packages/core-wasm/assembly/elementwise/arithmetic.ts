// x + y, x − y, x·y, x / y: IEEE 754 operations, correctly rounded.
import { zip } from './zip';

@unmanaged
export class Add {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.add<T>(x, y);
  }
}

@unmanaged
export class Sub {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.sub<T>(x, y);
  }
}

@unmanaged
export class Mul {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.mul<T>(x, y);
  }
}

@unmanaged
export class Div {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.div<T>(x, y);
  }
}

export function vdAdd(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Add>(walk, x, y, z);
}

export function vsAdd(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Add>(walk, x, y, z);
}

export function vdSub(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Sub>(walk, x, y, z);
}

export function vsSub(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Sub>(walk, x, y, z);
}

export function vdMul(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Mul>(walk, x, y, z);
}

export function vsMul(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Mul>(walk, x, y, z);
}

export function vdDiv(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Div>(walk, x, y, z);
}

export function vsDiv(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Div>(walk, x, y, z);
}
