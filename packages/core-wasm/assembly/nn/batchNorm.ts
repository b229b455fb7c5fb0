// Batch normalisation of the columns of X (m×n, row-major), statistics in f64:
//   training     μ, σ² of each column (1/m), running ← (1−ρ)·running + ρ·(μ, σ²·m/(m−1))
//   otherwise    μ, σ² are the running ones
//   x̂ = (x − μ)·r, r = 1/√(σ² + ε)      y = γ·x̂ + β
//   dγ = Σ dy·x̂, dβ = Σ dy      dx = γ·r·(dy − (dβ + x̂·dγ)/m) in training, γ·r·dy otherwise
// Writes x̂ and r for the backward pass; a dx of 0 is not written. S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015;
// PyTorch's BatchNorm1d.

// @ts-ignore: decorator
@inline
function forward<T>(
  m: i32, n: i32, training: i32, epsilon: f64, rho: f64,
  x: usize, gamma: usize, beta: usize, mean: usize, variance: usize, hats: usize, inverses: usize, y: usize,
): void {
  const stride = <usize>n * sizeof<T>();
  for (let column: usize = 0; column < stride; column += sizeof<T>()) {
    let mu = <f64>load<T>(mean + column);
    let sigma2 = <f64>load<T>(variance + column);
    if (training) {
      let sum: f64 = 0;
      for (let i = 0, at = x + column; i < m; i++, at += stride) sum += <f64>load<T>(at);
      mu = sum / <f64>m;
      let squares: f64 = 0;
      for (let i = 0, at = x + column; i < m; i++, at += stride) {
        const difference = <f64>load<T>(at) - mu;
        squares += difference * difference;
      }
      sigma2 = squares / <f64>m;
      const unbiased = squares / <f64>max(m - 1, 1);
      store<T>(mean + column, <T>((1 - rho) * <f64>load<T>(mean + column) + rho * mu));
      store<T>(variance + column, <T>((1 - rho) * <f64>load<T>(variance + column) + rho * unbiased));
    }
    const inverse = 1 / sqrt<f64>(sigma2 + epsilon);
    store<T>(inverses + column, <T>inverse);
    const scale = load<T>(gamma + column);
    const shift = load<T>(beta + column);
    for (let i = 0, at = column; i < m; i++, at += stride) {
      const hat = <T>((<f64>load<T>(x + at) - mu) * inverse);
      store<T>(hats + at, hat);
      store<T>(y + at, scale * hat + shift);
    }
  }
}

// @ts-ignore: decorator
@inline
function backward<T>(
  m: i32, n: i32, training: i32,
  gamma: usize, hats: usize, inverses: usize, dy: usize, dgamma: usize, dbeta: usize, dx: usize,
): void {
  const stride = <usize>n * sizeof<T>();
  for (let column: usize = 0; column < stride; column += sizeof<T>()) {
    let scaleSum: f64 = 0;
    let shiftSum: f64 = 0;
    for (let i = 0, at = column; i < m; i++, at += stride) {
      const slope = <f64>load<T>(dy + at);
      shiftSum += slope;
      scaleSum += slope * <f64>load<T>(hats + at);
    }
    store<T>(dgamma + column, <T>scaleSum);
    store<T>(dbeta + column, <T>shiftSum);
    if (!dx) continue;
    const factor = <f64>load<T>(gamma + column) * <f64>load<T>(inverses + column);
    const share = training ? 1 / <f64>m : 0;
    for (let i = 0, at = column; i < m; i++, at += stride) {
      const common = (shiftSum + <f64>load<T>(hats + at) * scaleSum) * share;
      store<T>(dx + at, <T>(factor * (<f64>load<T>(dy + at) - common)));
    }
  }
}

export function sbatchNorm(m: i32, n: i32, training: i32, epsilon: f64, rho: f64, x: usize, gamma: usize, beta: usize, mean: usize, variance: usize, hats: usize, inverses: usize, y: usize): void { forward<f32>(m, n, training, epsilon, rho, x, gamma, beta, mean, variance, hats, inverses, y); }
export function dbatchNorm(m: i32, n: i32, training: i32, epsilon: f64, rho: f64, x: usize, gamma: usize, beta: usize, mean: usize, variance: usize, hats: usize, inverses: usize, y: usize): void { forward<f64>(m, n, training, epsilon, rho, x, gamma, beta, mean, variance, hats, inverses, y); }
export function sbatchNormBackward(m: i32, n: i32, training: i32, gamma: usize, hats: usize, inverses: usize, dy: usize, dgamma: usize, dbeta: usize, dx: usize): void { backward<f32>(m, n, training, gamma, hats, inverses, dy, dgamma, dbeta, dx); }
export function dbatchNormBackward(m: i32, n: i32, training: i32, gamma: usize, hats: usize, inverses: usize, dy: usize, dgamma: usize, dbeta: usize, dx: usize): void { backward<f64>(m, n, training, gamma, hats, inverses, dy, dgamma, dbeta, dx); }
