// Pairs of independent normal numbers from points (u, v) equally likely in the unit disc:
//
//     s = u² + v²,  r = √(-2 ln s / s),  y = mean + std·r·u,  y′ = mean + std·r·v
//
// in two steps, between which the face applies this core's own logarithm: the engine's differs in its last bits.
//
// Source: G. Marsaglia, T. Bray, "A convenient method for generating normal variables", SIAM Review 6 (1964).

/**
 * Of n points in the square [-1, 1]², those inside the disc and not at its centre: their s at s, their (u, v) at uv, and how
 * many there are. Reads 4 (f64) or 2 (f32) words at w for each point; s has room for n numbers and uv for 2n.
 */
// @ts-ignore: decorator
@inline
function discPoints<T>(n: i32, w: usize, s: usize, uv: usize): i32 {
  let count = 0;
  for (let i = 0; i < n; i++) {
    const u = signedUnit<T>(w);
    const v = signedUnit<T>(w + sizeof<T>());
    const square: T = <T>(<T>(u * u) + <T>(v * v));
    store<T>(s + count * <i32>sizeof<T>(), square);
    store<T>(uv + 2 * count * <i32>sizeof<T>(), u);
    store<T>(uv + 2 * count * <i32>sizeof<T>() + sizeof<T>(), v);
    count += i32(square < <T>1) & i32(square > <T>0);
    w += 2 * sizeof<T>();
  }
  return count;
}

/** The number in [-1, 1] of the word or pair of words at w. */
// @ts-ignore: decorator
@inline
function signedUnit<T>(w: usize): T {
  if (sizeof<T>() == 8) return <T>(<f64>(load<i64>(w) >> 11) * (1.0 / 4503599627370496.0));
  return <T>(<f32>load<i32>(w) * <f32>(1.0 / 2147483648.0));
}

/** y[i] := mean + std·√(-2·logs[i/2] / s[i/2])·uv[i] for i < n. */
// @ts-ignore: decorator
@inline
function polar<T>(n: i32, mean: T, std: T, logs: usize, s: usize, uv: usize, y: usize): void {
  for (let i = 0; i < n; i++) {
    const pair = (i >> 1) * <i32>sizeof<T>();
    const r: T = sqrt<T>(<T>(<T>(<T>-2 * load<T>(logs + pair)) / load<T>(s + pair)));
    store<T>(y, <T>(mean + <T>(std * <T>(r * load<T>(uv)))));
    uv += sizeof<T>();
    y += sizeof<T>();
  }
}

export function ddiscPoints(n: i32, w: usize, s: usize, uv: usize): i32 {
  return discPoints<f64>(n, w, s, uv);
}

export function sdiscPoints(n: i32, w: usize, s: usize, uv: usize): i32 {
  return discPoints<f32>(n, w, s, uv);
}

export function dpolar(n: i32, mean: f64, std: f64, logs: usize, s: usize, uv: usize, y: usize): void {
  polar<f64>(n, mean, std, logs, s, uv, y);
}

export function spolar(n: i32, mean: f32, std: f32, logs: usize, s: usize, uv: usize, y: usize): void {
  polar<f32>(n, mean, std, logs, s, uv, y);
}
