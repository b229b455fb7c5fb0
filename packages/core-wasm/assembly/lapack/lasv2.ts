// Singular values and rotations of ((f, g), (0, h)), to nearly full relative accuracy and without overflow unless the
// result itself overflows (LAPACK dlasv2, dlas2; Demmel & Kahan 1990).

import { eps } from './lamch';

/** The results of the last call of lasv2, signed so that the rotations give exactly diag(max, min). */
export let lasv2Max: f64 = 0;
export let lasv2Min: f64 = 0;
export let lasv2CosLeft: f64 = 0;
export let lasv2SinLeft: f64 = 0;
export let lasv2CosRight: f64 = 0;
export let lasv2SinRight: f64 = 0;

// @ts-ignore: decorator
@inline
function signOf<T>(x: T): T {
  return x < 0 ? <T>-1 : <T>1;
}

/** The smaller singular value of ((f, g), (0, h)). */
export function las2<T>(f: T, g: T, h: T): T {
  const ga = abs<T>(g);
  const small = min<T>(abs<T>(f), abs<T>(h));
  const large = max<T>(abs<T>(f), abs<T>(h));
  if (small == 0) return <T>0;
  const sum = <T>1 + small / large;
  const gap = (large - small) / large;
  if (ga < large) {
    const q = ga / large;
    const u = q * q;
    return small * (<T>2 / (sqrt<T>(sum * sum + u) + sqrt<T>(gap * gap + u)));
  }
  const u = large / ga;
  if (u == 0) return small * large / ga;
  const su = sum * u;
  const gu = gap * u;
  const half = small * (<T>1 / (sqrt<T>(<T>1 + su * su) + sqrt<T>(<T>1 + gu * gu))) * u;
  return half + half;
}

/** (cl sl; −sl cl)·((f, g), (0, h))·(cr −sr; sr cr) = diag(max, min). */
export function lasv2<T>(f: T, g: T, h: T): void {
  const swap = abs<T>(h) > abs<T>(f);
  const ft = swap ? h : f;
  const ht = swap ? f : h;
  const fa = abs<T>(ft);
  const ha = abs<T>(ht);
  const ga = abs<T>(g);
  // Which entry is largest decides which product of signs is reliable.
  let largest = swap ? 3 : 1;
  let ssMin: T;
  let ssMax: T;
  let cl: T = 1;
  let sl: T = 0;
  let cr: T = 1;
  let sr: T = 0;
  if (ga > fa) largest = 2;
  if (ga == 0) {
    ssMin = ha;
    ssMax = fa;
  } else if (ga > fa && fa / ga < eps<T>()) {
    ssMax = ga;
    ssMin = ha > 1 ? fa / (ga / ha) : fa / ga * ha;
    sl = ht / g;
    sr = 1;
    cr = ft / g;
  } else {
    const gap = fa - ha;
    let l = gap == fa ? <T>1 : gap / fa;
    const m = g / ft;
    let t = <T>2 - l;
    const mm = m * m;
    const s = sqrt<T>(t * t + mm);
    const r = l == 0 ? abs<T>(m) : sqrt<T>(l * l + mm);
    const a = (s + r) * <T>0.5;
    ssMin = ha / a;
    ssMax = fa * a;
    if (mm == 0) {
      if (l == 0) t = <T>2 * signOf<T>(ft) * signOf<T>(g);
      else t = g / (gap * signOf<T>(ft)) + m / t;
    } else {
      t = (m / (s + t) + m / (r + l)) * (<T>1 + a);
    }
    l = sqrt<T>(t * t + <T>4);
    cr = <T>2 / l;
    sr = t / l;
    cl = (cr + sr * m) / a;
    sl = ht / ft * sr / a;
  }
  const csl = swap ? sr : cl;
  const snl = swap ? cr : sl;
  const csr = swap ? sl : cr;
  const snr = swap ? cl : sr;
  let sign: T;
  if (largest == 1) sign = signOf<T>(csr) * signOf<T>(csl) * signOf<T>(f);
  else if (largest == 2) sign = signOf<T>(snr) * signOf<T>(csl) * signOf<T>(g);
  else sign = signOf<T>(snr) * signOf<T>(snl) * signOf<T>(h);
  lasv2Max = <f64>(ssMax * sign);
  lasv2Min = <f64>(ssMin * sign * signOf<T>(f) * signOf<T>(h));
  lasv2CosLeft = <f64>csl;
  lasv2SinLeft = <f64>snl;
  lasv2CosRight = <f64>csr;
  lasv2SinRight = <f64>snr;
}
