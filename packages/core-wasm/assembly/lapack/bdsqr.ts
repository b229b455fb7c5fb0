// B = U·Σ·Vᵀ for upper bidiagonal B, every singular value to high relative accuracy (LAPACK dbdsqr; Demmel & Kahan,
// SIAM J. Sci. Stat. Comput. 11 (1990) 873–912): implicit QR with a shift, without one where a shift would spoil small
// singular values, chasing the bulge towards the end with the smaller diagonal entry. Rotations are queued.

import { swap } from '../blas/axpy';
import { at, put } from './element';
import { las2, lasv2, lasv2CosLeft, lasv2CosRight, lasv2Max, lasv2Min, lasv2SinLeft, lasv2SinRight } from './lasv2';
import { eps, safeMin } from './lamch';
import { lartg, lasr, queueClear, queueHasRoom, queueRotation, queueSweep, radius, sine } from './rotations';

/** Passes over the matrix that a singular value may take on average before the iteration counts as failed. */
const MAX_PASSES: i32 = 6;

/**
 * d ← singular values, descending; U ← U·(left rotations), V ← V·(right rotations) when U ≠ 0, their columns along with
 * the values. e is destroyed. uRows, vRows: rows of U and V, padded to 64 bytes. Two queues of queueBytes(n).
 * Returns 0, or the number of superdiagonal entries that did not converge.
 */
export function bdsqr<T>(
  n: i32, d: usize, e: usize, uRows: i32, U: usize, ucs: i32, vRows: i32, V: usize, vcs: i32, left: usize, right: usize,
): i32 {
  const epsilon = eps<T>();
  // max(10, min(100, ε^(−1/8)))·ε: 98.7·ε in double, 10·ε in single precision.
  const tolerance = epsilon * (sizeof<T>() == 8 ? <T>98.7 : <T>10);
  if (U) {
    queueClear(left);
    queueClear(right);
  }

  // A lower bound on the smallest singular value sets the absolute threshold.
  let bound = n > 0 ? abs<T>(at<T>(d, 0)) : <T>0;
  let mu = bound;
  for (let i = 1; i < n && bound != 0; i++) {
    mu = abs<T>(at<T>(d, i)) * (mu / (mu + abs<T>(at<T>(e, i - 1))));
    bound = min<T>(bound, mu);
  }
  bound /= sqrt<T>(<T>max<i32>(n, 1));
  const threshold = max<T>(tolerance * bound, <T>(MAX_PASSES * n) * <T>n * safeMin<T>());

  let budget = <i64>MAX_PASSES * <i64>n * <i64>n;
  let oldFirst = -1;
  let oldLast = -1;
  let down = true;
  let last = n - 1;
  while (last > 0) {
    let largest = abs<T>(at<T>(d, last));
    let first = last - 1;
    for (; first >= 0; first--) {
      const size = abs<T>(at<T>(e, first));
      if (size <= threshold) {
        put<T>(e, first, <T>0);
        break;
      }
      largest = max<T>(largest, max<T>(abs<T>(at<T>(d, first)), size));
    }
    first += 1;
    if (first == last) {
      last -= 1;
      continue;
    }
    if (budget < 0) break;
    if (U && !queueHasRoom(left, n, last - first)) {
      lasr<T>(uRows, U, ucs, left);
      lasr<T>(vRows, V, vcs, right);
    }
    if (first == last - 1) {
      lasv2<T>(at<T>(d, first), at<T>(e, first), at<T>(d, last));
      put<T>(d, first, <T>lasv2Max);
      put<T>(e, first, <T>0);
      put<T>(d, last, <T>lasv2Min);
      if (U) {
        queueSweep(left, first, 1, false);
        queueRotation<T>(left, <T>lasv2CosLeft, <T>lasv2SinLeft);
        queueSweep(right, first, 1, false);
        queueRotation<T>(right, <T>lasv2CosRight, <T>lasv2SinRight);
      }
      last -= 2;
      continue;
    }

    if (first > oldLast || last < oldFirst) down = abs<T>(at<T>(d, first)) >= abs<T>(at<T>(d, last));
    oldFirst = first;
    oldLast = last;

    // Relative convergence, and a lower bound on the block's smallest singular value.
    let smallest: T;
    let split = false;
    if (down) {
      split = abs<T>(at<T>(e, last - 1)) <= tolerance * abs<T>(at<T>(d, last));
      if (split) put<T>(e, last - 1, <T>0);
      mu = abs<T>(at<T>(d, first));
      smallest = mu;
      for (let i = first; i < last && !split; i++) {
        const size = abs<T>(at<T>(e, i));
        split = size <= tolerance * mu;
        if (split) put<T>(e, i, <T>0);
        mu = abs<T>(at<T>(d, i + 1)) * (mu / (mu + size));
        smallest = min<T>(smallest, mu);
      }
    } else {
      split = abs<T>(at<T>(e, first)) <= tolerance * abs<T>(at<T>(d, first));
      if (split) put<T>(e, first, <T>0);
      mu = abs<T>(at<T>(d, last));
      smallest = mu;
      for (let i = last - 1; i >= first && !split; i--) {
        const size = abs<T>(at<T>(e, i));
        split = size <= tolerance * mu;
        if (split) put<T>(e, i, <T>0);
        mu = abs<T>(at<T>(d, i)) * (mu / (mu + size));
        smallest = min<T>(smallest, mu);
      }
    }
    if (split) continue;

    let shift: T = 0;
    if (<T>n * tolerance * (smallest / largest) > max<T>(epsilon, <T>0.01 * tolerance)) {
      const end = abs<T>(at<T>(d, down ? first : last));
      const pair = down ? last - 1 : first;
      shift = las2<T>(at<T>(d, pair), at<T>(e, pair), at<T>(d, pair + 1));
      const ratio = shift / end;
      if (end > 0 && ratio * ratio < epsilon) shift = 0;
    }
    const length = last - first;
    budget -= length;
    // Chasing up, the roles of the two sides are exchanged.
    const outer = down ? right : left;
    const inner = down ? left : right;
    if (U) {
      queueSweep(outer, first, length, !down);
      queueSweep(inner, first, length, !down);
    }
    const step = down ? 1 : -1;
    const between = down ? 0 : -1;
    const begin = down ? first : last;
    const end = down ? last : first;
    if (shift == 0) {
      let c: T = 1;
      let oldC: T = 1;
      let oldS: T = 0;
      for (let i = begin; i != end; i += step) {
        c = lartg<T>(at<T>(d, i) * c, at<T>(e, i + between));
        const s = sine<T>();
        const r = radius<T>();
        if (i != begin) put<T>(e, i - step + between, oldS * r);
        oldC = lartg<T>(oldC * r, at<T>(d, i + step) * s);
        oldS = sine<T>();
        put<T>(d, i, radius<T>());
        if (U) {
          queueRotation<T>(outer, c, s);
          queueRotation<T>(inner, oldC, oldS);
        }
      }
      const h = at<T>(d, end) * c;
      put<T>(d, end, h * oldC);
      put<T>(e, end - step + between, h * oldS);
    } else {
      const d0 = at<T>(d, begin);
      let f = (abs<T>(d0) - shift) * ((d0 < 0 ? <T>-1 : <T>1) + shift / d0);
      let g = at<T>(e, begin + between);
      for (let i = begin; i != end; i += step) {
        const c = lartg<T>(f, g);
        const s = sine<T>();
        if (i != begin) put<T>(e, i - step + between, radius<T>());
        const di = at<T>(d, i);
        const ei = at<T>(e, i + between);
        const dn = at<T>(d, i + step);
        f = c * di + s * ei;
        const en = c * ei - s * di;
        const cl = lartg<T>(f, s * dn);
        const sl = sine<T>();
        put<T>(d, i, radius<T>());
        f = cl * en + sl * (c * dn);
        put<T>(d, i + step, cl * (c * dn) - sl * en);
        if (i + step != end) {
          const after = at<T>(e, i + step + between);
          g = sl * after;
          put<T>(e, i + step + between, cl * after);
        }
        if (U) {
          queueRotation<T>(outer, c, s);
          queueRotation<T>(inner, cl, sl);
        }
      }
      put<T>(e, end - step + between, f);
    }
    if (abs<T>(at<T>(e, end - step + between)) <= threshold) put<T>(e, end - step + between, <T>0);
  }
  if (U) {
    lasr<T>(uRows, U, ucs, left);
    lasr<T>(vRows, V, vcs, right);
  }
  if (last > 0) {
    let unconverged = 0;
    for (let i = 0; i < n - 1; i++) unconverged += <i32>(at<T>(e, i) != 0);
    return unconverged;
  }
  descend<T>(n, d, uRows, U, ucs, vRows, V, vcs);
  return 0;
}

/** d non-negative and descending, the columns of U and V along with it. */
function descend<T>(n: i32, d: usize, uRows: i32, U: usize, ucs: i32, vRows: i32, V: usize, vcs: i32): void {
  for (let i = 0; i < n; i++) {
    const x = at<T>(d, i);
    if (x > 0) continue;
    put<T>(d, i, abs<T>(x));
    if (!U || x == 0) continue;
    const column = V + <usize>(i * vcs) * sizeof<T>();
    for (let r = 0; r < vRows; r++) put<T>(column, r, -at<T>(column, r));
  }
  for (let i = 0; i < n - 1; i++) {
    let k = i;
    for (let j = i + 1; j < n; j++) if (at<T>(d, j) > at<T>(d, k)) k = j;
    if (k == i) continue;
    const x = at<T>(d, i);
    put<T>(d, i, at<T>(d, k));
    put<T>(d, k, x);
    if (U) {
      swap<T>(uRows, U + <usize>(i * ucs) * sizeof<T>(), 1, U + <usize>(k * ucs) * sizeof<T>(), 1);
      swap<T>(vRows, V + <usize>(i * vcs) * sizeof<T>(), 1, V + <usize>(k * vcs) * sizeof<T>(), 1);
    }
  }
}
