// x ← x − λ·(rule of ∇f): the first-order update rules, in place on parameters x and their state, for one gradient g.
//
// One pass over the arrays per step; the last, partial vector goes through the same code. Scalars come as f64 and are
// rounded to T once. A pointer 0 says that the rule runs without that state. The definitions are PyTorch's, so that a
// training curve can be compared entry by entry: ε is outside the root, Adam's ε is added after the bias correction of
// the root, and the first momentum buffer is the gradient itself.
//
// Source: D. Kingma, J. Ba, Adam (ICLR 2015); I. Loshchilov, F. Hutter, Decoupled weight decay (ICLR 2019); J. Duchi,
// E. Hazan, Y. Singer, JMLR 12 (2011); S. Reddi, S. Kale, S. Kumar, On the convergence of Adam (ICLR 2018).
import { lanes, loadFirst, size, storeFirst } from '../simd/lanes';

// @ts-ignore: decorator
@inline
function load<T>(ptr: usize, left: i32): v128 {
  return left >= lanes<T>() ? v128.load(ptr) : loadFirst<T>(ptr, left);
}

// @ts-ignore: decorator
@inline
function store<T>(ptr: usize, v: v128, left: i32): void {
  if (left >= lanes<T>()) v128.store(ptr, v);
  else storeFirst<T>(ptr, v, left);
}

// @ts-ignore: decorator
@inline
function splat<T>(x: f64): v128 {
  return v128.splat<T>(<T>x);
}

/** g + weightDecay·x: the gradient of f + ½·weightDecay·‖x‖². */
// @ts-ignore: decorator
@inline
function decayed<T>(g: v128, x: v128, weightDecay: f64): v128 {
  return weightDecay == 0 ? g : v128.add<T>(g, v128.mul<T>(splat<T>(weightDecay), x));
}

/** x ← x − λg. */
// @ts-ignore: decorator
@inline
function sgd<T>(n: i32, rate: f64, weightDecay: f64, g: usize, x: usize): void {
  const lambda = splat<T>(rate);
  for (let i = 0; i < n; i += lanes<T>()) {
    const at = i * size<T>();
    const xi = load<T>(x + at, n - i);
    const gi = decayed<T>(load<T>(g + at, n - i), xi, weightDecay);
    store<T>(x + at, v128.sub<T>(xi, v128.mul<T>(lambda, gi)), n - i);
  }
}

/** v ← μv + g (v ← g at the first step); x ← x − λv, or x − λ(g + μv) in Nesterov's form. */
// @ts-ignore: decorator
@inline
function momentum<T>(
  n: i32, rate: f64, mu: f64, weightDecay: f64, nesterov: i32, first: i32, g: usize, v: usize, x: usize,
): void {
  const lambda = splat<T>(rate);
  const mus = splat<T>(mu);
  for (let i = 0; i < n; i += lanes<T>()) {
    const at = i * size<T>();
    const left = n - i;
    const xi = load<T>(x + at, left);
    const gi = decayed<T>(load<T>(g + at, left), xi, weightDecay);
    const vi = first ? gi : v128.add<T>(v128.mul<T>(mus, load<T>(v + at, left)), gi);
    store<T>(v + at, vi, left);
    const direction = nesterov ? v128.add<T>(gi, v128.mul<T>(mus, vi)) : vi;
    store<T>(x + at, v128.sub<T>(xi, v128.mul<T>(lambda, direction)), left);
  }
}

/** s ← αs + (1−α)g²; step g / (√s + ε), or with the mean ḡ ← αḡ + (1−α)g: g / (√(s − ḡ²) + ε); optional momentum. */
// @ts-ignore: decorator
@inline
function rmsprop<T>(
  n: i32, rate: f64, alpha: f64, epsilon: f64, mu: f64, weightDecay: f64, g: usize, s: usize, mean: usize, v: usize,
  x: usize,
): void {
  const lambda = splat<T>(rate);
  const keep = splat<T>(alpha);
  const take = splat<T>(1 - alpha);
  const eps = splat<T>(epsilon);
  const mus = splat<T>(mu);
  for (let i = 0; i < n; i += lanes<T>()) {
    const at = i * size<T>();
    const left = n - i;
    const xi = load<T>(x + at, left);
    const gi = decayed<T>(load<T>(g + at, left), xi, weightDecay);
    const si = v128.add<T>(v128.mul<T>(keep, load<T>(s + at, left)), v128.mul<T>(take, v128.mul<T>(gi, gi)));
    store<T>(s + at, si, left);
    let moment = si;
    if (mean) {
      const mi = v128.add<T>(v128.mul<T>(keep, load<T>(mean + at, left)), v128.mul<T>(take, gi));
      store<T>(mean + at, mi, left);
      // Rounding may leave the variance of a constant gradient just below zero.
      moment = v128.max<T>(v128.sub<T>(si, v128.mul<T>(mi, mi)), i32x4.splat(0));
    }
    let direction = v128.div<T>(gi, v128.add<T>(v128.sqrt<T>(moment), eps));
    if (v) {
      direction = v128.add<T>(v128.mul<T>(mus, load<T>(v + at, left)), direction);
      store<T>(v + at, direction, left);
    }
    store<T>(x + at, v128.sub<T>(xi, v128.mul<T>(lambda, direction)), left);
  }
}

/** s ← s + g²; x ← x − λg / (√s + ε). */
// @ts-ignore: decorator
@inline
function adagrad<T>(n: i32, rate: f64, epsilon: f64, weightDecay: f64, g: usize, s: usize, x: usize): void {
  const lambda = splat<T>(rate);
  const eps = splat<T>(epsilon);
  for (let i = 0; i < n; i += lanes<T>()) {
    const at = i * size<T>();
    const left = n - i;
    const xi = load<T>(x + at, left);
    const gi = decayed<T>(load<T>(g + at, left), xi, weightDecay);
    const si = v128.add<T>(load<T>(s + at, left), v128.mul<T>(gi, gi));
    store<T>(s + at, si, left);
    const direction = v128.div<T>(gi, v128.add<T>(v128.sqrt<T>(si), eps));
    store<T>(x + at, v128.sub<T>(xi, v128.mul<T>(lambda, direction)), left);
  }
}

/**
 * m ← β₁m + (1−β₁)g; s ← β₂s + (1−β₂)g²; x ← shrink·x − step·m / (√s/rootBias + ε), step = λ/(1−β₁ᵗ) and
 * rootBias = √(1−β₂ᵗ) from the caller, who counts t. shrink = 1 − λ·decay in AdamW. With `peak` its maximum replaces s.
 */
// @ts-ignore: decorator
@inline
function adam<T>(
  n: i32, step: f64, beta1: f64, beta2: f64, rootBias: f64, epsilon: f64, weightDecay: f64, shrink: f64, g: usize,
  m: usize, s: usize, peak: usize, x: usize,
): void {
  const steps = splat<T>(step);
  const keep1 = splat<T>(beta1);
  const take1 = splat<T>(1 - beta1);
  const keep2 = splat<T>(beta2);
  const take2 = splat<T>(1 - beta2);
  const root = splat<T>(rootBias);
  const eps = splat<T>(epsilon);
  const shrinks = splat<T>(shrink);
  for (let i = 0; i < n; i += lanes<T>()) {
    const at = i * size<T>();
    const left = n - i;
    const xi = load<T>(x + at, left);
    const gi = decayed<T>(load<T>(g + at, left), xi, weightDecay);
    const mi = v128.add<T>(v128.mul<T>(keep1, load<T>(m + at, left)), v128.mul<T>(take1, gi));
    store<T>(m + at, mi, left);
    let si = v128.add<T>(v128.mul<T>(keep2, load<T>(s + at, left)), v128.mul<T>(take2, v128.mul<T>(gi, gi)));
    store<T>(s + at, si, left);
    if (peak) {
      si = v128.max<T>(load<T>(peak + at, left), si);
      store<T>(peak + at, si, left);
    }
    const divisor = v128.add<T>(v128.div<T>(v128.sqrt<T>(si), root), eps);
    const direction = v128.div<T>(v128.mul<T>(steps, mi), divisor);
    store<T>(x + at, v128.sub<T>(v128.mul<T>(shrinks, xi), direction), left);
  }
}

export function vdSgd(
  n: i32, rate: f64, weightDecay: f64, g: usize, x: usize,
): void {
  sgd<f64>(n, rate, weightDecay, g, x);
}

export function vsSgd(
  n: i32, rate: f64, weightDecay: f64, g: usize, x: usize,
): void {
  sgd<f32>(n, rate, weightDecay, g, x);
}

export function vdMomentum(
  n: i32, rate: f64, mu: f64, weightDecay: f64, nesterov: i32, first: i32, g: usize, v: usize, x: usize,
): void {
  momentum<f64>(n, rate, mu, weightDecay, nesterov, first, g, v, x);
}

export function vsMomentum(
  n: i32, rate: f64, mu: f64, weightDecay: f64, nesterov: i32, first: i32, g: usize, v: usize, x: usize,
): void {
  momentum<f32>(n, rate, mu, weightDecay, nesterov, first, g, v, x);
}

export function vdRmsprop(
  n: i32, rate: f64, alpha: f64, epsilon: f64, mu: f64, weightDecay: f64, g: usize, s: usize, mean: usize, v: usize,
  x: usize,
): void {
  rmsprop<f64>(n, rate, alpha, epsilon, mu, weightDecay, g, s, mean, v, x);
}

export function vsRmsprop(
  n: i32, rate: f64, alpha: f64, epsilon: f64, mu: f64, weightDecay: f64, g: usize, s: usize, mean: usize, v: usize,
  x: usize,
): void {
  rmsprop<f32>(n, rate, alpha, epsilon, mu, weightDecay, g, s, mean, v, x);
}

export function vdAdagrad(
  n: i32, rate: f64, epsilon: f64, weightDecay: f64, g: usize, s: usize, x: usize,
): void {
  adagrad<f64>(n, rate, epsilon, weightDecay, g, s, x);
}

export function vsAdagrad(
  n: i32, rate: f64, epsilon: f64, weightDecay: f64, g: usize, s: usize, x: usize,
): void {
  adagrad<f32>(n, rate, epsilon, weightDecay, g, s, x);
}

export function vdAdam(
  n: i32, step: f64, beta1: f64, beta2: f64, rootBias: f64, epsilon: f64, weightDecay: f64, shrink: f64, g: usize,
  m: usize, s: usize, peak: usize, x: usize,
): void {
  adam<f64>(n, step, beta1, beta2, rootBias, epsilon, weightDecay, shrink, g, m, s, peak, x);
}

export function vsAdam(
  n: i32, step: f64, beta1: f64, beta2: f64, rootBias: f64, epsilon: f64, weightDecay: f64, shrink: f64, g: usize,
  m: usize, s: usize, peak: usize, x: usize,
): void {
  adam<f32>(n, step, beta1, beta2, rootBias, epsilon, weightDecay, shrink, g, m, s, peak, x);
}
