// Losses of a batch and their gradients with respect to the output O (m×n, row-major), fused; sums in f64.
//   squares        J = s·Σ (o − t)²                        dO = 2s·(o − t)
//   cross-entropy  J = −(1/m)·Σᵢ Σⱼ tᵢⱼ log pᵢⱼ, p = softmax(o)   dO = (p·Σⱼtᵢⱼ − t)/m
// with log pᵢⱼ = (oᵢⱼ − topᵢ) − log Σⱼ exp(oᵢⱼ − topᵢ). The caller has put exp(o − top) into dO, their row sums into sums
// and the logarithms of those into logs.

// @ts-ignore: decorator
@inline
function squares<T>(n: i32, s: f64, o: usize, t: usize, grad: usize): f64 {
  let total: f64 = 0;
  const twice = <T>(2 * s);
  const bytes = <usize>n * sizeof<T>();
  for (let i: usize = 0; i < bytes; i += sizeof<T>()) {
    const difference = load<T>(o + i) - load<T>(t + i);
    total += <f64>difference * <f64>difference;
    store<T>(grad + i, twice * difference);
  }
  return s * total;
}

/** t has one 1 in each row, at labels[i]. */
// @ts-ignore: decorator
@inline
function crossEntropyLabels<T>(m: i32, n: i32, o: usize, tops: usize, sums: usize, logs: usize, labels: usize, grad: usize): f64 {
  let total: f64 = 0;
  const share = <T>1 / <T>m;
  for (let i = 0; i < m; i++) {
    const at = <usize>i * sizeof<T>();
    const label = <usize>load<i32>(labels + (<usize>i << 2)) * sizeof<T>();
    total += <f64>load<T>(logs + at) + (<f64>load<T>(tops + at) - <f64>load<T>(o + label));
    const scale = share / load<T>(sums + at);
    const row = grad;
    for (let j = 0; j < n; j++, grad += sizeof<T>()) store<T>(grad, load<T>(grad) * scale);
    store<T>(row + label, load<T>(row + label) - share);
    o += <usize>n * sizeof<T>();
  }
  return total / <f64>m;
}

/** t is any matrix of weights, as a rule a distribution in each row. */
// @ts-ignore: decorator
@inline
function crossEntropy<T>(m: i32, n: i32, o: usize, tops: usize, sums: usize, logs: usize, t: usize, grad: usize): f64 {
  let total: f64 = 0;
  const share = <T>1 / <T>m;
  for (let i = 0; i < m; i++) {
    const at = <usize>i * sizeof<T>();
    const logSum = <f64>load<T>(logs + at) + <f64>load<T>(tops + at);
    let weight: T = 0;
    for (let j = 0; j < n; j++) weight += load<T>(t + <usize>j * sizeof<T>());
    const scale = weight / load<T>(sums + at);
    for (let j = 0; j < n; j++, o += sizeof<T>(), t += sizeof<T>(), grad += sizeof<T>()) {
      const target = load<T>(t);
      if (target != 0) total += <f64>target * (logSum - <f64>load<T>(o));
      store<T>(grad, (load<T>(grad) * scale - target) * share);
    }
  }
  return total / <f64>m;
}

/** J = Σ g·o, dO = g: the linear functional that carries any upstream gradient g. */
// @ts-ignore: decorator
@inline
function linearLoss<T>(n: i32, o: usize, g: usize, grad: usize): f64 {
  let total: f64 = 0;
  const bytes = <usize>n * sizeof<T>();
  for (let i: usize = 0; i < bytes; i += sizeof<T>()) {
    const weight = load<T>(g + i);
    total += <f64>weight * <f64>load<T>(o + i);
    store<T>(grad + i, weight);
  }
  return total;
}

export function ssquares(n: i32, s: f64, o: usize, t: usize, grad: usize): f64 { return squares<f32>(n, s, o, t, grad); }
export function dsquares(n: i32, s: f64, o: usize, t: usize, grad: usize): f64 { return squares<f64>(n, s, o, t, grad); }
export function scrossEntropyLabels(m: i32, n: i32, o: usize, tops: usize, sums: usize, logs: usize, labels: usize, grad: usize): f64 { return crossEntropyLabels<f32>(m, n, o, tops, sums, logs, labels, grad); }
export function dcrossEntropyLabels(m: i32, n: i32, o: usize, tops: usize, sums: usize, logs: usize, labels: usize, grad: usize): f64 { return crossEntropyLabels<f64>(m, n, o, tops, sums, logs, labels, grad); }
export function scrossEntropy(m: i32, n: i32, o: usize, tops: usize, sums: usize, logs: usize, t: usize, grad: usize): f64 { return crossEntropy<f32>(m, n, o, tops, sums, logs, t, grad); }
export function dcrossEntropy(m: i32, n: i32, o: usize, tops: usize, sums: usize, logs: usize, t: usize, grad: usize): f64 { return crossEntropy<f64>(m, n, o, tops, sums, logs, t, grad); }
export function slinearLoss(n: i32, o: usize, g: usize, grad: usize): f64 { return linearLoss<f32>(n, o, g, grad); }
export function dlinearLoss(n: i32, o: usize, g: usize, grad: usize): f64 { return linearLoss<f64>(n, o, g, grad); }
