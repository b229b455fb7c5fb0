// B ← α·A between any two layouts (LAPACK dlacpy, dlascl), and the symmetric part of a matrix.

/** Rows and columns of a tile: its reads and writes both stay in the first-level cache when one side is transposed. */
const TILE: i32 = 32;

/** B (m×n) ← α·A. Row and column strides of both are in elements. */
export function lacpy<T>(m: i32, n: i32, alpha: T, A: usize, ars: i32, acs: i32, B: usize, brs: i32, bcs: i32): void {
  if (ars == 1 && brs == 1 && alpha == 1) {
    for (let j = 0; j < n; j++) {
      memory.copy(B + <usize>(j * bcs) * sizeof<T>(), A + <usize>(j * acs) * sizeof<T>(), <usize>m * sizeof<T>());
    }
    return;
  }
  for (let i0 = 0; i0 < m; i0 += TILE) {
    const rows = min<i32>(TILE, m - i0);
    for (let j0 = 0; j0 < n; j0 += TILE) {
      const columns = min<i32>(TILE, n - j0);
      for (let i = i0; i < i0 + rows; i++) {
        let from = A + <usize>(i * ars + j0 * acs) * sizeof<T>();
        let to = B + <usize>(i * brs + j0 * bcs) * sizeof<T>();
        for (let j = 0; j < columns; j++) {
          store<T>(to, alpha * load<T>(from));
          from += <usize>acs * sizeof<T>();
          to += <usize>bcs * sizeof<T>();
        }
      }
    }
  }
}

/** A ← (A + Aᵀ)/2 (n×n). Returns the largest |aᵢⱼ − aⱼᵢ| there was and leaves its i and j at `where` (two i32). */
export function symmetrize<T>(n: i32, A: usize, acs: i32, where: usize): T {
  let worst: T = 0;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < j; i++) {
      const upper = A + <usize>(i + j * acs) * sizeof<T>();
      const lower = A + <usize>(j + i * acs) * sizeof<T>();
      const a = load<T>(upper);
      const b = load<T>(lower);
      if (a == b) continue;
      const gap = abs<T>(a - b);
      if (gap > worst) {
        worst = gap;
        store<i32>(where, i);
        store<i32>(where, j, 4);
      }
      const mean = a * <T>0.5 + b * <T>0.5;
      store<T>(upper, mean);
      store<T>(lower, mean);
    }
  }
  return worst;
}
