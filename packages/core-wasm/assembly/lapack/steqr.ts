// T = Z·diag(λ)·Zᵀ for symmetric tridiagonal T: implicit QL or QR with Wilkinson's shift (LAPACK dsteqr, dlaev2;
// Parlett, The Symmetric Eigenvalue Problem, §8.14). The end of the larger diagonal entry decides between QL and QR,
// which keeps the small eigenvalues of graded matrices. Rotations are queued and applied in batches.

import { at, put } from './element';
import { eps, lapy2, safeMin, safeScale } from './lamch';
import { lartg, lasr, queueClear, queueHasRoom, queueRotation, queueSweep, radius, sine } from './rotations';

/** Steps that an eigenvalue may take on average before the iteration counts as failed. */
const MAX_STEPS: i32 = 30;

/** Eigenvalues of ((a, b), (b, c)), the larger in modulus first: kept for laev2's caller. */
let laev2First: f64 = 0;
let laev2Second: f64 = 0;
let laev2S: f64 = 0;

/** cos of the rotation that diagonalises ((a, b), (b, c)) (LAPACK dlaev2). */
function laev2<T>(a: T, b: T, c: T): T {
  const sum = a + c;
  const diff = a - c;
  const adf = abs<T>(diff);
  const tb = b + b;
  const ab = abs<T>(tb);
  const larger = abs<T>(a) > abs<T>(c) ? a : c;
  const smaller = abs<T>(a) > abs<T>(c) ? c : a;
  const root = lapy2<T>(adf, ab);
  let first: T;
  let second: T;
  let sign1: i32 = 1;
  if (sum == 0) {
    first = root * <T>0.5;
    second = -first;
  } else {
    sign1 = sum < 0 ? -1 : 1;
    first = (sum + <T>sign1 * root) * <T>0.5;
    second = (larger / first) * smaller - (b / first) * b;
  }
  const sign2 = diff >= 0 ? 1 : -1;
  const cs = diff + <T>sign2 * root;
  let c1: T;
  let s1: T;
  if (abs<T>(cs) > ab) {
    const ct = -tb / cs;
    s1 = <T>1 / sqrt<T>(<T>1 + ct * ct);
    c1 = ct * s1;
  } else if (ab == 0) {
    c1 = <T>1;
    s1 = <T>0;
  } else {
    const tn = -cs / tb;
    c1 = <T>1 / sqrt<T>(<T>1 + tn * tn);
    s1 = tn * c1;
  }
  if (sign1 == sign2) {
    const tn = c1;
    c1 = -s1;
    s1 = tn;
  }
  laev2First = <f64>first;
  laev2Second = <f64>second;
  laev2S = <f64>s1;
  return c1;
}

/**
 * Eigenvalues of the tridiagonal matrix (d, e) into d, unordered; Z ← Z·rotations when Z ≠ 0, its `rows` rows padded
 * to 64 bytes. Returns 0, or the number of off-diagonal entries that did not converge.
 */
export function steqr<T>(n: i32, d: usize, e: usize, rows: i32, Z: usize, zcs: i32, queue: usize): i32 {
  const epsilon = eps<T>();
  const eps2 = epsilon * epsilon;
  let steps = MAX_STEPS * n;
  if (Z) queueClear(queue);
  let next = 0;
  while (next < n) {
    if (next > 0) put<T>(e, next - 1, <T>0);
    let m = next;
    for (; m < n - 1; m++) {
      const size = abs<T>(at<T>(e, m));
      if (size == 0) break;
      if (size <= sqrt<T>(abs<T>(at<T>(d, m))) * sqrt<T>(abs<T>(at<T>(d, m + 1))) * epsilon) {
        put<T>(e, m, <T>0);
        break;
      }
    }
    const blockFirst = next;
    const blockLast = m;
    next = m + 1;
    if (blockFirst == blockLast) continue;

    let largest: T = 0;
    for (let i = blockFirst; i <= blockLast; i++) {
      largest = max<T>(largest, abs<T>(at<T>(d, i)));
      if (i < blockLast) largest = max<T>(largest, abs<T>(at<T>(e, i)));
    }
    const factor = safeScale<T>(largest);
    if (factor != 1) {
      for (let i = blockFirst; i <= blockLast; i++) {
        put<T>(d, i, at<T>(d, i) * factor);
        if (i < blockLast) put<T>(e, i, at<T>(e, i) * factor);
      }
    }

    let l = blockFirst;
    let end = blockLast;
    const ql = abs<T>(at<T>(d, blockLast)) >= abs<T>(at<T>(d, blockFirst));
    if (!ql) {
      l = blockLast;
      end = blockFirst;
    }
    // The step from an index to its neighbour towards `end`, and e's index between the two.
    const step = ql ? 1 : -1;
    const between = ql ? 0 : -1;
    while (ql ? l <= end : l >= end) {
      let split = l;
      for (; split != end; split += step) {
        const size = abs<T>(at<T>(e, split + between));
        if (size * size <= eps2 * abs<T>(at<T>(d, split)) * abs<T>(at<T>(d, split + step)) + safeMin<T>()) {
          put<T>(e, split + between, <T>0);
          break;
        }
      }
      if (split == l) {
        l += step;
        continue;
      }
      const low = min<i32>(l, split);
      const length = abs<i32>(split - l);
      if (Z && !queueHasRoom(queue, n, length)) lasr<T>(rows, Z, zcs, queue);
      if (length == 1) {
        const c = laev2<T>(at<T>(d, low), at<T>(e, low), at<T>(d, low + 1));
        if (Z) {
          queueSweep(queue, low, 1, false);
          queueRotation<T>(queue, c, <T>laev2S);
        }
        put<T>(d, low, <T>laev2First);
        put<T>(d, low + 1, <T>laev2Second);
        put<T>(e, low, <T>0);
        l += 2 * step;
        continue;
      }
      if (steps == 0) {
        if (Z) lasr<T>(rows, Z, zcs, queue);
        let left = 0;
        for (let i = 0; i < n - 1; i++) left += <i32>(at<T>(e, i) != 0);
        return left;
      }
      steps -= 1;
      if (Z) queueSweep(queue, low, length, ql);

      let p = at<T>(d, l);
      const el = at<T>(e, l + between);
      let g = (at<T>(d, l + step) - p) / (el + el);
      let r = lapy2<T>(g, <T>1);
      g = at<T>(d, split) - p + el / (g + (g < 0 ? -r : r));
      let s: T = 1;
      let c: T = 1;
      p = 0;
      for (let k = 0; k < length; k++) {
        const i = split - (k + 1) * step;
        const f = s * at<T>(e, i + between);
        const b = c * at<T>(e, i + between);
        c = lartg<T>(g, f);
        s = sine<T>();
        if (k > 0) put<T>(e, i + step + between, radius<T>());
        g = at<T>(d, i + step) - p;
        r = (at<T>(d, i) - g) * s + <T>2 * c * b;
        p = s * r;
        put<T>(d, i + step, g + p);
        g = c * r - b;
        if (Z) queueRotation<T>(queue, c, s);
      }
      put<T>(d, l, at<T>(d, l) - p);
      put<T>(e, l + between, g);
    }
    if (factor != 1) {
      for (let i = blockFirst; i <= blockLast; i++) put<T>(d, i, at<T>(d, i) / factor);
    }
  }
  if (Z) lasr<T>(rows, Z, zcs, queue);
  return 0;
}
