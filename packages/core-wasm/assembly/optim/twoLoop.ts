// d ← −B·d with B the inverse Hessian of the last m pairs (sᵢ, yᵢ), ρᵢ = 1/sᵢᵀyᵢ and B₀ = γI: from the newest pair to the
// oldest αᵢ = ρᵢ·sᵢᵀd, d ← d − αᵢyᵢ; then d ← −γd; then from the oldest to the newest d ← d − (αᵢ + ρᵢ·yᵢᵀd)·sᵢ.
// Each update of d and the product after it share one pass.
//
// Source: J. Nocedal, Updating quasi-Newton matrices with limited storage, Math. Comp. 35 (1980).
import { addScaled } from '../blas/axpy';
import { dot } from '../blas/dot';
import { multiplyAdd, sumLanes } from '../simd/lanes';

/** d ← β·(d + α·x); d·z. */
function updateThenDot(n: i32, beta: f64, alpha: f64, x: usize, d: usize, z: usize): f64 {
  const alphas = f64x2.splat(alpha);
  const betas = f64x2.splat(beta);
  let s0 = f64x2.splat(0), s1 = s0;
  for (; n >= 4; n -= 4) {
    const d0 = f64x2.mul(betas, multiplyAdd<f64>(alphas, v128.load(x), v128.load(d)));
    const d1 = f64x2.mul(betas, multiplyAdd<f64>(alphas, v128.load(x, 16), v128.load(d, 16)));
    v128.store(d, d0);
    v128.store(d, d1, 16);
    s0 = multiplyAdd<f64>(d0, v128.load(z), s0);
    s1 = multiplyAdd<f64>(d1, v128.load(z, 16), s1);
    x += 32;
    d += 32;
    z += 32;
  }
  let sum = sumLanes<f64>(f64x2.add(s0, s1));
  for (; n > 0; n--) {
    const updated = beta * (load<f64>(d) + alpha * load<f64>(x));
    store<f64>(d, updated);
    sum += updated * load<f64>(z);
    x += 8;
    d += 8;
    z += 8;
  }
  return sum;
}

/**
 * The pairs lie in a ring of m, sᵢ at pairs + 16n·i and yᵢ behind it; `count` ≥ 1 of them are in use, the last at
 * `newest`. `alphas` is scratch for m numbers.
 */
export function dtwoLoop(n: i32, m: i32, count: i32, newest: i32, gamma: f64, rho: usize, alphas: usize, pairs: usize, d: usize): void {
  const bytes = 8 * <usize>n;
  let i = newest;
  let product = dot<f64>(n, pairs + 2 * bytes * i, 1, d, 1);
  for (let k = count - 1; k > 0; k--) {
    const alpha = load<f64>(rho + 8 * i) * product;
    store<f64>(alphas + 8 * i, alpha);
    const older = i == 0 ? m - 1 : i - 1;
    product = updateThenDot(n, 1, -alpha, pairs + 2 * bytes * i + bytes, d, pairs + 2 * bytes * older);
    i = older;
  }
  const y = pairs + 2 * bytes * i + bytes;
  const oldest = load<f64>(rho + 8 * i) * product;
  store<f64>(alphas + 8 * i, oldest);
  product = updateThenDot(n, -gamma, -oldest, y, d, y);
  for (let k = count - 1; k > 0; k--) {
    const shift = -load<f64>(alphas + 8 * i) - load<f64>(rho + 8 * i) * product;
    const newer = i == m - 1 ? 0 : i + 1;
    product = updateThenDot(n, 1, shift, pairs + 2 * bytes * i, d, pairs + 2 * bytes * newer + bytes);
    i = newer;
  }
  addScaled<f64>(n, -load<f64>(alphas + 8 * i) - load<f64>(rho + 8 * i) * product, pairs + 2 * bytes * i, 1, d, 1);
}
