// The standard form of a real 2×2 block: upper triangular, or with equal diagonal entries and off-diagonal entries of
// opposite signs (LAPACK dlanv2; Z. Bai, J. Demmel, Linear Algebra Appl. 186 (1993) 73–95).

import { eps, lapy2 } from './lamch';

/** The rotation and the eigenvalues of the last call. */
export let lanv2Cos: f64 = 1;
export let lanv2Sin: f64 = 0;
export let lanv2Re1: f64 = 0;
export let lanv2Re2: f64 = 0;
/** The imaginary part of the first eigenvalue, ≥ 0; the second has its negative. */
export let lanv2Im: f64 = 0;

// @ts-ignore: decorator
@inline
function signOf<T>(x: T): T {
  return x < 0 ? <T>-1 : <T>1;
}

/** ((a, b), (c, d)) at four addresses ← (cs sn; −sn cs)·((a, b), (c, d))·(cs −sn; sn cs) in standard form. */
export function lanv2<T>(pa: usize, pb: usize, pc: usize, pd: usize): void {
  let a = load<T>(pa);
  let b = load<T>(pb);
  let c = load<T>(pc);
  let d = load<T>(pd);
  let cs: T = 1;
  let sn: T = 0;
  if (c == 0) {
    // Triangular already.
  } else if (b == 0) {
    cs = 0;
    sn = 1;
    const t = d;
    d = a;
    a = t;
    b = -c;
    c = 0;
  } else if (!(a - d == 0 && signOf<T>(b) != signOf<T>(c))) {
    const difference = a - d;
    const p = difference * <T>0.5;
    const most = max<T>(abs<T>(b), abs<T>(c));
    const least = min<T>(abs<T>(b), abs<T>(c)) * signOf<T>(b) * signOf<T>(c);
    const scale = max<T>(abs<T>(p), most);
    let z = p / scale * p + most / scale * least;
    if (z >= <T>4 * eps<T>()) {
      z = p + signOf<T>(p) * sqrt<T>(scale) * sqrt<T>(z);
      a = d + z;
      d = d - most / z * least;
      const tau = lapy2<T>(c, z);
      cs = z / tau;
      sn = c / tau;
      b = b - c;
      c = 0;
    } else {
      // Complex, or real and almost equal: make the diagonal entries equal.
      const sigma = b + c;
      const tau = lapy2<T>(sigma, difference);
      cs = sqrt<T>((<T>1 + abs<T>(sigma) / tau) * <T>0.5);
      sn = -(p / (tau * cs)) * signOf<T>(sigma);
      const aa = a * cs + b * sn;
      const bb = b * cs - a * sn;
      const cc = c * cs + d * sn;
      const dd = d * cs - c * sn;
      a = aa * cs + cc * sn;
      b = bb * cs + dd * sn;
      c = cc * cs - aa * sn;
      d = dd * cs - bb * sn;
      const mean = (a + d) * <T>0.5;
      a = mean;
      d = mean;
      if (c != 0) {
        if (b == 0) {
          b = -c;
          c = 0;
          const t = cs;
          cs = -sn;
          sn = t;
        } else if (signOf<T>(b) == signOf<T>(c)) {
          const sab = sqrt<T>(abs<T>(b));
          const sac = sqrt<T>(abs<T>(c));
          const q = sab * sac * signOf<T>(c);
          const unit = <T>1 / sqrt<T>(abs<T>(b + c));
          a = mean + q;
          d = mean - q;
          b = b - c;
          c = 0;
          const cs1 = sab * unit;
          const sn1 = sac * unit;
          const t = cs * cs1 - sn * sn1;
          sn = cs * sn1 + sn * cs1;
          cs = t;
        }
      }
    }
  }
  store<T>(pa, a);
  store<T>(pb, b);
  store<T>(pc, c);
  store<T>(pd, d);
  lanv2Cos = <f64>cs;
  lanv2Sin = <f64>sn;
  lanv2Re1 = <f64>a;
  lanv2Re2 = <f64>d;
  lanv2Im = c == 0 ? 0 : <f64>(sqrt<T>(abs<T>(b)) * sqrt<T>(abs<T>(c)));
}
