// relu x = max(x, 0); NaN stays NaN, and −0 gives +0.
import { mapPairs } from './map';

@unmanaged
export class Relu {
  @inline lanes<T>(x: v128): v128 {
    // pmax is x < 0 ? 0 : x, one instruction where max takes nine; the sum makes +0 of −0.
    const zero = v128.splat<T>(<T>0);
    return v128.add<T>(v128.pmax<T>(x, zero), zero);
  }
}

export function vdRelu(n: i32, x: usize, y: usize): void {
  mapPairs<f64, Relu>(n, x, y);
}

export function vsRelu(n: i32, x: usize, y: usize): void {
  mapPairs<f32, Relu>(n, x, y);
}
