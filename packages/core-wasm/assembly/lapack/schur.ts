// H = Z·T·Zᵀ, T quasi-triangular: Francis's implicit double-shift QR iteration (LAPACK dlahqr; Golub & Van Loan §7.5;
// deflation by M. Ahues, F. Tisseur, LAPACK Working Note 122, 1997).
// Near the diagonal a bulge is chased as it comes, SEGMENT steps at a time; the rows above, the columns right of the
// segment and Z receive its reflectors afterwards as one chain.

import { chainColumns, chainRows, pairUpdate, REFLECTOR } from './chains';
import { eps, lapy2, safeMin } from './lamch';
import { lanv2, lanv2Cos, lanv2Im, lanv2Re1, lanv2Re2, lanv2Sin } from './lanv2';

/** Steps of a bulge between two updates of the rest of the matrix. */
const SEGMENT: i32 = 24;
/** Iterations without deflation after which a shift is made up. */
const EXCEPTIONAL: i32 = 10;

// @ts-ignore: decorator
@inline
function ref<T>(H: usize, hcs: i32, i: i32, j: i32): usize {
  return H + <usize>(i + j * hcs) * sizeof<T>();
}

// @ts-ignore: decorator
@inline
function get<T>(H: usize, hcs: i32, i: i32, j: i32): T {
  return load<T>(ref<T>(H, hcs, i, j));
}

/** Makes the reflector of (x, y, z) at h and returns β. */
// @ts-ignore: decorator
@inline
function reflector<T>(x: T, y: T, z: T, h: usize): T {
  const norm = lapy2<T>(y, z);
  let beta = x;
  let tau: T = 0;
  let v2: T = 0;
  let v3: T = 0;
  if (norm != 0) {
    beta = lapy2<T>(x, norm);
    if (x >= 0) beta = -beta;
    tau = (beta - x) / beta;
    v2 = y / (x - beta);
    v3 = z / (x - beta);
  }
  store<T>(h, v2);
  store<T>(h + sizeof<T>(), v3);
  store<T>(h + 2 * sizeof<T>(), tau);
  store<T>(h + 3 * sizeof<T>(), tau * v2);
  store<T>(h + 4 * sizeof<T>(), tau * v3);
  return beta;
}

/** The row from which the active block that ends in row i is unreduced: its subdiagonal entry above is negligible. */
function activeStart<T>(H: usize, hcs: i32, first: i32, last: i32, from: i32, i: i32, small: T): i32 {
  const ulp = eps<T>() * 2;
  let k = i;
  for (; k > from; k--) {
    const sub = abs<T>(get<T>(H, hcs, k, k - 1));
    if (sub <= small) break;
    const above = get<T>(H, hcs, k - 1, k - 1);
    const here = get<T>(H, hcs, k, k);
    let size = abs<T>(above) + abs<T>(here);
    if (size == 0) {
      if (k - 2 >= first) size += abs<T>(get<T>(H, hcs, k - 1, k - 2));
      if (k + 1 <= last) size += abs<T>(get<T>(H, hcs, k + 1, k));
    }
    if (sub > ulp * size) continue;
    const sup = abs<T>(get<T>(H, hcs, k - 1, k));
    const ab = max<T>(sub, sup);
    const ba = min<T>(sub, sup);
    const aa = max<T>(abs<T>(here), abs<T>(above - here));
    const bb = min<T>(abs<T>(here), abs<T>(above - here));
    const s = aa + ab;
    if (ba * (ab / s) <= max<T>(small, ulp * (bb * (aa / s)))) break;
  }
  return k;
}

/**
 * T ← H's Schur form in place when Z ≠ 0, Z ← Z·(the transformations); else only the eigenvalues are right. H (n×n by
 * columns) is upper triangular outside first…last. re, im: n eigenvalues, pairs with the positive imaginary part first.
 * chain: 5·n elements. Returns 0, or 1 + the index up to which eigenvalues did not converge.
 */
export function hqr<T>(
  n: i32, first: i32, last: i32, H: usize, hcs: i32, re: usize, im: usize, Z: usize, zcs: i32, chain: usize,
): i32 {
  for (let i = 0; i < n; i++) {
    if (i >= first && i <= last) continue;
    store<T>(re + <usize>i * sizeof<T>(), get<T>(H, hcs, i, i));
    store<T>(im + <usize>i * sizeof<T>(), <T>0);
  }
  const order = last - first + 1;
  const small = safeMin<T>() * (<T>order / (eps<T>() * 2));
  const limit = 30 * max<i32>(10, order);
  const wantT = Z != 0;
  let i = last;
  let iterations = 0;
  let withoutDeflation = 0;
  while (i >= first) {
    const l = activeStart<T>(H, hcs, first, last, first, i, small);
    if (l > first) store<T>(ref<T>(H, hcs, l, l - 1), <T>0);
    if (l >= i - 1) {
      const at = <usize>i * sizeof<T>();
      if (l == i) {
        store<T>(re + at, get<T>(H, hcs, i, i));
        store<T>(im + at, <T>0);
      } else {
        splitPair<T>(n, H, hcs, i, re + at, im + at, Z, zcs);
      }
      i = l - 1;
      iterations = 0;
      withoutDeflation = 0;
      continue;
    }
    if (iterations == limit) return i + 1;
    iterations += 1;
    withoutDeflation += 1;
    const top = wantT ? 0 : l;
    const right = wantT ? n - 1 : i;
    const m = chooseStart<T>(H, hcs, l, i, withoutDeflation, chain);
    sweep<T>(n, H, hcs, l, m, i, top, right, Z, zcs, chain);
  }
  return 0;
}

/** A block of order 2 at rows i − 1, i: standard form, eigenvalues, and its rotation on the rest of T and on Z. */
function splitPair<T>(n: i32, H: usize, hcs: i32, i: i32, re: usize, im: usize, Z: usize, zcs: i32): void {
  const k = i - 1;
  lanv2<T>(ref<T>(H, hcs, k, k), ref<T>(H, hcs, k, i), ref<T>(H, hcs, i, k), ref<T>(H, hcs, i, i));
  store<T>(re - sizeof<T>(), <T>lanv2Re1);
  store<T>(re, <T>lanv2Re2);
  store<T>(im - sizeof<T>(), <T>lanv2Im);
  store<T>(im, -<T>lanv2Im);
  if (!Z) return;
  const c = <T>lanv2Cos;
  const s = <T>lanv2Sin;
  pairUpdate<T>(n - 1 - i, ref<T>(H, hcs, k, i + 1), ref<T>(H, hcs, i, i + 1), hcs, c, s, -s, c);
  pairUpdate<T>(k, ref<T>(H, hcs, 0, k), ref<T>(H, hcs, 0, i), 1, c, s, -s, c);
  pairUpdate<T>(n, ref<T>(Z, zcs, 0, k), ref<T>(Z, zcs, 0, i), 1, c, s, -s, c);
}

/** The row where the bulge of the double shift can start, l or below two small subdiagonals; its vector at `chain`. */
function chooseStart<T>(H: usize, hcs: i32, l: i32, i: i32, count: i32, chain: usize): i32 {
  let h11: T;
  let h21: T;
  let h12: T;
  let h22: T;
  if (count % (2 * EXCEPTIONAL) == 0) {
    const s = abs<T>(get<T>(H, hcs, i, i - 1)) + abs<T>(get<T>(H, hcs, i - 1, i - 2));
    h11 = <T>0.75 * s + get<T>(H, hcs, i, i);
    h12 = <T>-0.4375 * s;
    h21 = s;
    h22 = h11;
  } else if (count % EXCEPTIONAL == 0) {
    const s = abs<T>(get<T>(H, hcs, l + 1, l)) + abs<T>(get<T>(H, hcs, l + 2, l + 1));
    h11 = <T>0.75 * s + get<T>(H, hcs, l, l);
    h12 = <T>-0.4375 * s;
    h21 = s;
    h22 = h11;
  } else {
    h11 = get<T>(H, hcs, i - 1, i - 1);
    h21 = get<T>(H, hcs, i, i - 1);
    h12 = get<T>(H, hcs, i - 1, i);
    h22 = get<T>(H, hcs, i, i);
  }
  let re1: T = 0;
  let re2: T = 0;
  let im: T = 0;
  const s = abs<T>(h11) + abs<T>(h12) + abs<T>(h21) + abs<T>(h22);
  if (s != 0) {
    h11 /= s;
    h21 /= s;
    h12 /= s;
    h22 /= s;
    const mean = (h11 + h22) * <T>0.5;
    const det = (h11 - mean) * (h22 - mean) - h12 * h21;
    const root = sqrt<T>(abs<T>(det));
    if (det >= 0) {
      re1 = mean * s;
      re2 = re1;
      im = root * s;
    } else {
      // Two real shifts: the one nearer to the last entry, twice.
      const a = mean + root;
      const b = mean - root;
      re1 = (abs<T>(a - h22) <= abs<T>(b - h22) ? a : b) * s;
      re2 = re1;
    }
  }
  let m = i - 2;
  for (;; m--) {
    const diagonal = get<T>(H, hcs, m, m);
    const below = get<T>(H, hcs, m + 1, m);
    const size = abs<T>(diagonal - re2) + abs<T>(im) + abs<T>(below);
    const h21s = below / size;
    let v1 = h21s * get<T>(H, hcs, m, m + 1) + (diagonal - re1) * ((diagonal - re2) / size) + im * (im / size);
    let v2 = h21s * (diagonal + get<T>(H, hcs, m + 1, m + 1) - re1 - re2);
    let v3 = h21s * get<T>(H, hcs, m + 2, m + 1);
    const sum = abs<T>(v1) + abs<T>(v2) + abs<T>(v3);
    v1 /= sum;
    v2 /= sum;
    v3 /= sum;
    store<T>(chain, v1);
    store<T>(chain + sizeof<T>(), v2);
    store<T>(chain + 2 * sizeof<T>(), v3);
    if (m == l) break;
    const around = abs<T>(get<T>(H, hcs, m - 1, m - 1)) + abs<T>(diagonal) + abs<T>(get<T>(H, hcs, m + 1, m + 1));
    const left = abs<T>(get<T>(H, hcs, m, m - 1)) * (abs<T>(v2) + abs<T>(v3));
    if (left <= <T>2 * eps<T>() * abs<T>(v1) * around) break;
  }
  return m;
}

/** One bulge from row m to row i, its first vector at `chain`; rows from `top` and columns to `right` take part. */
function sweep<T>(
  n: i32, H: usize, hcs: i32, l: i32, m: i32, i: i32, top: i32, right: i32, Z: usize, zcs: i32, chain: usize,
): void {
  let x = load<T>(chain);
  let y = load<T>(chain + sizeof<T>());
  let z = load<T>(chain + 2 * sizeof<T>());
  const bytes = <usize>REFLECTOR * sizeof<T>();
  for (let start = m; start <= i - 2; start += SEGMENT) {
    const end = min<i32>(start + SEGMENT, i - 1);
    const edge = min<i32>(end + 2, i);
    const reflectors = chain + <usize>(start - m) * bytes;
    let h = reflectors;
    for (let k = start; k < end; k++) {
      if (k > m) {
        x = get<T>(H, hcs, k, k - 1);
        y = get<T>(H, hcs, k + 1, k - 1);
        z = get<T>(H, hcs, k + 2, k - 1);
      }
      const beta = reflector<T>(x, y, z, h);
      if (k > m) {
        store<T>(ref<T>(H, hcs, k, k - 1), beta);
        store<T>(ref<T>(H, hcs, k + 1, k - 1), <T>0);
        store<T>(ref<T>(H, hcs, k + 2, k - 1), <T>0);
      } else if (m > l) {
        // A negligible entry above the bulge: all that happens to it is the factor 1 − τ.
        const p = ref<T>(H, hcs, k, k - 1);
        store<T>(p, load<T>(p) * (<T>1 - load<T>(h + 2 * sizeof<T>())));
      }
      const v2 = load<T>(h);
      const v3 = load<T>(h + sizeof<T>());
      const t1 = load<T>(h + 2 * sizeof<T>());
      const t2 = load<T>(h + 3 * sizeof<T>());
      const t3 = load<T>(h + 4 * sizeof<T>());
      let p = ref<T>(H, hcs, k, k);
      for (let j = k; j <= edge; j++) {
        const a = load<T>(p);
        const b = load<T>(p + sizeof<T>());
        const c = load<T>(p + 2 * sizeof<T>());
        const sum = a + (v2 * b + v3 * c);
        store<T>(p, a - sum * t1);
        store<T>(p + sizeof<T>(), b - sum * t2);
        store<T>(p + 2 * sizeof<T>(), c - sum * t3);
        p += <usize>hcs * sizeof<T>();
      }
      p = ref<T>(H, hcs, start, k);
      const column = <usize>hcs * sizeof<T>();
      const bottom = min<i32>(k + 3, i);
      for (let r = start; r <= bottom; r++) {
        const a = load<T>(p);
        const b = load<T>(p + column);
        const c = load<T>(p + 2 * column);
        const sum = a + (v2 * b + v3 * c);
        store<T>(p, a - sum * t1);
        store<T>(p + column, b - sum * t2);
        store<T>(p + 2 * column, c - sum * t3);
        p += sizeof<T>();
      }
      h += bytes;
    }
    chainRows<T>(right - edge, ref<T>(H, hcs, start, edge + 1), hcs, end - start, reflectors);
    chainColumns<T>(start - top, ref<T>(H, hcs, top, start), hcs, end - start, reflectors);
  }
  if (Z) chainColumns<T>(n, ref<T>(Z, zcs, 0, m), zcs, i - 1 - m, chain);

  // The last reflector has order 2.
  const k = i - 1;
  const p = ref<T>(H, hcs, k, k - 1);
  const beta = reflector<T>(load<T>(p), load<T>(p + sizeof<T>()), <T>0, chain);
  store<T>(p, beta);
  store<T>(p + sizeof<T>(), <T>0);
  const v2 = load<T>(chain);
  const t1 = load<T>(chain + 2 * sizeof<T>());
  const t2 = load<T>(chain + 3 * sizeof<T>());
  const a = <T>1 - t1;
  const b = -t1 * v2;
  const d = <T>1 - t2 * v2;
  pairUpdate<T>(right - k + 1, ref<T>(H, hcs, k, k), ref<T>(H, hcs, i, k), hcs, a, b, -t2, d);
  pairUpdate<T>(i - top + 1, ref<T>(H, hcs, top, k), ref<T>(H, hcs, top, i), 1, a, b, -t2, d);
  if (Z) pairUpdate<T>(n, ref<T>(Z, zcs, 0, k), ref<T>(Z, zcs, 0, i), 1, a, b, -t2, d);
}
