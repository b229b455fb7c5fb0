// y[o, j, i] = x[o, 0, i] + … + x[o, j, i] for x of shape outer×n×inner: running sums over one axis, compensated as in
// sum.ts.
import { finish, include, start } from './sum';

// @ts-ignore: decorator
@inline
function cumsum<T>(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  const step = sizeof<T>() * <usize>inner;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let at = sizeof<T>() * <usize>i;
      let s = start();
      for (let j = 0; j < n; j++) {
        s = include(s, <f64>load<T>(x + at));
        store<T>(y + at, <T>finish(s));
        at += step;
      }
    }
    x += step * <usize>n;
    y += step * <usize>n;
  }
}

export function dcumsum(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  cumsum<f64>(outer, n, inner, x, y);
}

export function scumsum(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  cumsum<f32>(outer, n, inner, x, y);
}
