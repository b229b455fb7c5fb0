// relu x = max(x, 0); NaN stays NaN, and −0 gives +0.
import { map } from './map';

@unmanaged
export class Relu {
  @inline lanes<T>(x: v128): v128 {
    return v128.max<T>(x, v128.splat<T>(0));
  }
}

export function vdRelu(n: i32, x: usize, y: usize): void {
  map<f64, Relu>(n, x, y);
}

export function vsRelu(n: i32, x: usize, y: usize): void {
  map<f32, Relu>(n, x, y);
}
