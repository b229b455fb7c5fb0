// P·A·Pᵀ = L·D·Lᵀ for symmetric A, L unit lower triangular, D with blocks of order 1 and 2 (LAPACK dsytf2): J. Bunch,
// L. Kaufman, Math. Comp. 31 (1977) 163–179. Only the lower triangle of A (by columns) is read and written.

import { axpy, swap } from '../blas/axpy';
import { iamax } from '../blas/nrm2';

// @ts-ignore: decorator
@inline
function ref<T>(A: usize, acs: i32, i: i32, j: i32): usize {
  return A + <usize>(i + j * acs) * sizeof<T>();
}

// @ts-ignore: decorator
@inline
function modulus<T>(A: usize, acs: i32, i: i32, j: i32): T {
  return abs<T>(load<T>(ref<T>(A, acs, i, j)));
}

/** Exchanges rows and columns k < p of the matrix that is left, and rows k and p of L's first `done` columns. */
function exchange<T>(n: i32, A: usize, acs: i32, k: i32, p: i32, done: i32): void {
  swap<T>(n - p - 1, ref<T>(A, acs, p + 1, k), 1, ref<T>(A, acs, p + 1, p), 1);
  swap<T>(p - k - 1, ref<T>(A, acs, k + 1, k), 1, ref<T>(A, acs, p, k + 1), acs);
  swap<T>(1, ref<T>(A, acs, k, k), 1, ref<T>(A, acs, p, p), 1);
  swap<T>(done, ref<T>(A, acs, k, 0), acs, ref<T>(A, acs, p, 0), acs);
}

/**
 * A's lower triangle ← L below D's blocks, which stay on and next to the diagonal. order (n i32): 1, or 2 and 0 at a
 * block of order 2; permutation (n i32): the row of A that came to each place. A pivot may be exactly 0, its column
 * of L then too.
 */
export function sytrf<T>(n: i32, A: usize, acs: i32, order: usize, permutation: usize): void {
  // (1 + √17)/8 minimises the growth over a step of either kind.
  const alpha: T = <T>0.6403882032022076;
  for (let i = 0; i < n; i++) store<i32>(permutation + <usize>i * 4, i);
  let k = 0;
  while (k < n) {
    const rest = n - k - 1;
    const below = ref<T>(A, acs, k + 1, k);
    const diagonal = modulus<T>(A, acs, k, k);
    let pivot = k;
    let steps = 1;
    let columnMax: T = 0;
    if (rest > 0) {
      const r = k + 1 + iamax<T>(rest, below, 1);
      columnMax = modulus<T>(A, acs, r, k);
      if (diagonal < alpha * columnMax) {
        let rowMax = columnMax;
        for (let j = k + 1; j < r; j++) rowMax = max<T>(rowMax, modulus<T>(A, acs, r, j));
        for (let i = r + 1; i < n; i++) rowMax = max<T>(rowMax, modulus<T>(A, acs, i, r));
        if (diagonal < alpha * columnMax * (columnMax / rowMax)) {
          pivot = r;
          if (modulus<T>(A, acs, r, r) < alpha * rowMax) steps = 2;
        }
      }
    }
    store<i32>(order + <usize>k * 4, steps);
    const place = k + steps - 1;
    if (pivot != place) {
      exchange<T>(n, A, acs, place, pivot, k);
      if (steps == 2) swap<T>(1, ref<T>(A, acs, k + 1, k), 1, ref<T>(A, acs, pivot, k), 1);
      const a = permutation + <usize>place * 4;
      const b = permutation + <usize>pivot * 4;
      const kept = load<i32>(a);
      store<i32>(a, load<i32>(b));
      store<i32>(b, kept);
    }
    if (steps == 1) {
      const d = load<T>(ref<T>(A, acs, k, k));
      if (d != 0) eliminateOne<T>(n, A, acs, k, d);
    } else {
      store<i32>(order + <usize>(k + 1) * 4, 0);
      if (k + 2 < n) eliminateTwo<T>(n, A, acs, k);
    }
    k += steps;
  }
}

/** A ← A − (1/d)·x·xᵀ for what is left, x ← x/d. */
function eliminateOne<T>(n: i32, A: usize, acs: i32, k: i32, d: T): void {
  for (let j = k + 1; j < n; j++) {
    const from = ref<T>(A, acs, j, k);
    axpy<T>(n - j, -(load<T>(from) / d), from, 1, ref<T>(A, acs, j, j), 1);
  }
  for (let i = k + 1; i < n; i++) {
    const p = ref<T>(A, acs, i, k);
    store<T>(p, load<T>(p) / d);
  }
}

/** A ← A − (x y)·D⁻¹·(x y)ᵀ for what is left, (x y) ← (x y)·D⁻¹, with D divided by its off-diagonal entry. */
function eliminateTwo<T>(n: i32, A: usize, acs: i32, k: i32): void {
  const off = load<T>(ref<T>(A, acs, k + 1, k));
  const d11 = load<T>(ref<T>(A, acs, k + 1, k + 1)) / off;
  const d22 = load<T>(ref<T>(A, acs, k, k)) / off;
  const factor = <T>1 / (d11 * d22 - <T>1) / off;
  for (let j = k + 2; j < n; j++) {
    const px = ref<T>(A, acs, j, k);
    const py = ref<T>(A, acs, j, k + 1);
    const x = factor * (d11 * load<T>(px) - load<T>(py));
    const y = factor * (d22 * load<T>(py) - load<T>(px));
    const to = ref<T>(A, acs, j, j);
    axpy<T>(n - j, -x, px, 1, to, 1);
    axpy<T>(n - j, -y, py, 1, to, 1);
    store<T>(px, x);
    store<T>(py, y);
  }
}
