// y[o, i] = the j of the largest (smallest) x[o, j, i] for x of shape outer×n×inner, n ≥ 1: the first one if there are
// several, the first NaN if there is one. Indices are doubles whatever T is.

// @ts-ignore: decorator
@inline
function extreme<T>(outer: i32, n: i32, inner: i32, x: usize, y: usize, smallest: bool): void {
  const step = sizeof<T>() * <usize>inner;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let at = x + sizeof<T>() * <usize>i;
      let best = load<T>(at);
      let index = 0;
      for (let j = 1; j < n && best == best; j++) {
        at += step;
        const value = load<T>(at);
        if (smallest ? !(value >= best) : !(value <= best)) {
          best = value;
          index = j;
        }
      }
      store<f64>(y, <f64>index);
      y += 8;
    }
    x += step * <usize>n;
  }
}

export function dargmax(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  extreme<f64>(outer, n, inner, x, y, false);
}

export function sargmax(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  extreme<f32>(outer, n, inner, x, y, false);
}

export function dargmin(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  extreme<f64>(outer, n, inner, x, y, true);
}

export function sargmin(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  extreme<f32>(outer, n, inner, x, y, true);
}
