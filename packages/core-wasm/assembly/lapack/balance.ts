// A ← D⁻¹·Pᵀ·A·P·D with P a permutation and D powers of two, and back (LAPACK dgebal, dgebak): rows and columns that
// isolate an eigenvalue go to the ends, the rest gets rows and columns of like norm, which sharpens the eigenvalues of
// badly scaled matrices. B. Parlett, C. Reinsch, Numer. Math. 13 (1969) 293–304; the 2-norm as in R. James,
// J. Langou, B. Lowery (2014), "On matrix balancing and eigenvector computation".

import { scal, swap } from '../blas/axpy';
import { nrm2 } from '../blas/nrm2';
import { eps, safeMin } from './lamch';

/** The first and last index of the part that is not triangular already: results of the last gebal. */
export let gebalFirst: i32 = 0;
export let gebalLast: i32 = -1;

// @ts-ignore: decorator
@inline
function entry<T>(A: usize, acs: i32, i: i32, j: i32): usize {
  return A + <usize>(i + j * acs) * sizeof<T>();
}

/** Exchanges index j with `end`, in the columns down to row `last` and in the rows from column `first` on. */
function exchange<T>(n: i32, A: usize, acs: i32, scale: usize, j: i32, end: i32, first: i32, last: i32): void {
  store<T>(scale + <usize>end * sizeof<T>(), <T>j);
  if (j == end) return;
  swap<T>(last + 1, entry<T>(A, acs, 0, j), 1, entry<T>(A, acs, 0, end), 1);
  swap<T>(n - first, entry<T>(A, acs, j, first), acs, entry<T>(A, acs, end, first), acs);
}

/** Whether entry j of row (byRow) or column j is the only nonzero among first…last. */
function isolated<T>(A: usize, acs: i32, j: i32, first: i32, last: i32, byRow: bool): bool {
  for (let i = first; i <= last; i++) {
    if (i != j && load<T>(byRow ? entry<T>(A, acs, j, i) : entry<T>(A, acs, i, j)) != 0) return false;
  }
  return true;
}

function largest<T>(n: i32, x: usize, incx: i32): T {
  let most: T = 0;
  for (let i = 0; i < n; i++) most = max<T>(most, abs<T>(load<T>(x + <usize>(i * incx) * sizeof<T>())));
  return most;
}

/** Balances A (n×n by columns) in place; scale (n): the factors, or at isolated indices the index exchanged with. */
export function gebal<T>(n: i32, A: usize, acs: i32, scale: usize): void {
  let first = 0;
  let last = n - 1;
  for (let j = last; j >= 0; j--) {
    if (!isolated<T>(A, acs, j, 0, last, true)) continue;
    exchange<T>(n, A, acs, scale, j, last, 0, last);
    last -= 1;
    j = last + 1;
  }
  for (let j = first; j <= last; j++) {
    if (!isolated<T>(A, acs, j, first, last, false)) continue;
    exchange<T>(n, A, acs, scale, j, first, first, last);
    first += 1;
    j = first - 1;
  }
  gebalFirst = first;
  gebalLast = last;
  for (let i = first; i <= last; i++) store<T>(scale + <usize>i * sizeof<T>(), <T>1);

  const smallest = safeMin<T>() / eps<T>();
  const small = smallest * <T>2;
  const big = <T>1 / small;
  const count = last - first + 1;
  let again = true;
  while (again) {
    again = false;
    for (let i = first; i <= last; i++) {
      let c = nrm2<T>(count, entry<T>(A, acs, first, i), 1);
      let r = nrm2<T>(count, entry<T>(A, acs, i, first), acs);
      if (c == 0 || r == 0) continue;
      let ca = largest<T>(last + 1, entry<T>(A, acs, 0, i), 1);
      let ra = largest<T>(n - first, entry<T>(A, acs, i, first), acs);
      const before = c + r;
      let f: T = 1;
      let g = r * <T>0.5;
      while (c < g && max<T>(f, max<T>(c, ca)) < big && min<T>(r, min<T>(g, ra)) > small) {
        f *= 2;
        c *= 2;
        ca *= 2;
        r *= <T>0.5;
        g *= <T>0.5;
        ra *= <T>0.5;
      }
      g = c * <T>0.5;
      while (g >= r && max<T>(r, ra) < big && min<T>(min<T>(f, c), min<T>(g, ca)) > small) {
        f *= <T>0.5;
        c *= <T>0.5;
        ca *= <T>0.5;
        g *= <T>0.5;
        r *= 2;
        ra *= 2;
      }
      if (c + r >= <T>0.95 * before) continue;
      const at = scale + <usize>i * sizeof<T>();
      const old = load<T>(at);
      if (f < 1 && old < 1 && f * old <= smallest) continue;
      if (f > 1 && old > 1 && old >= <T>1 / (smallest * f)) continue;
      again = true;
      store<T>(at, old * f);
      scal<T>(n - first, <T>1 / f, entry<T>(A, acs, i, first), acs);
      scal<T>(last + 1, f, entry<T>(A, acs, 0, i), 1);
    }
  }
}

/** V ← P·D·V for the m columns of V (n×m): eigenvectors of the balanced matrix become those of the original. */
export function gebak<T>(n: i32, m: i32, first: i32, last: i32, scale: usize, V: usize, vcs: i32): void {
  for (let i = first; i <= last; i++) {
    scal<T>(m, load<T>(scale + <usize>i * sizeof<T>()), V + <usize>i * sizeof<T>(), vcs);
  }
  // The exchanges in the reverse of the order in which gebal made them.
  for (let i = first - 1; i >= 0; i--) exchangeBack<T>(m, scale, i, V, vcs);
  for (let i = last + 1; i < n; i++) exchangeBack<T>(m, scale, i, V, vcs);
}

function exchangeBack<T>(m: i32, scale: usize, i: i32, V: usize, vcs: i32): void {
  const j = <i32>load<T>(scale + <usize>i * sizeof<T>());
  if (j != i) swap<T>(m, V + <usize>i * sizeof<T>(), vcs, V + <usize>j * sizeof<T>(), vcs);
}
