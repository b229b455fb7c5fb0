// Norms of a matrix that neither overflow nor underflow where the result is a number (LAPACK dlange). NaN in gives NaN out.

/** max |aᵢⱼ|, 0 of an empty matrix. */
export function langeMax<T>(m: i32, n: i32, A: usize, ars: i32, acs: i32): T {
  let largest: T = 0;
  for (let i = 0; i < m; i++) {
    let p = A + <usize>(i * ars) * sizeof<T>();
    for (let j = 0; j < n; j++) {
      largest = max<T>(largest, abs<T>(load<T>(p)));
      p += <usize>acs * sizeof<T>();
    }
  }
  return largest;
}

/** maxⱼ Σᵢ |aᵢⱼ|; with the strides swapped, the norm for ∞. */
export function lange1<T>(m: i32, n: i32, A: usize, ars: i32, acs: i32): T {
  let largest: T = 0;
  for (let j = 0; j < n; j++) {
    let p = A + <usize>(j * acs) * sizeof<T>();
    let sum: T = 0;
    for (let i = 0; i < m; i++) {
      sum += abs<T>(load<T>(p));
      p += <usize>ars * sizeof<T>();
    }
    largest = max<T>(largest, sum);
  }
  return largest;
}

/** √Σ aᵢⱼ² through sums of squares of entries over the largest. */
export function langeFrobenius<T>(m: i32, n: i32, A: usize, ars: i32, acs: i32): T {
  const largest = langeMax<T>(m, n, A, ars, acs);
  // Zero, infinite and NaN are their own norms.
  if (!(largest > 0) || largest - largest != 0) return largest;
  let sum: T = 0;
  for (let i = 0; i < m; i++) {
    let p = A + <usize>(i * ars) * sizeof<T>();
    for (let j = 0; j < n; j++) {
      const x = load<T>(p) / largest;
      sum += x * x;
      p += <usize>acs * sizeof<T>();
    }
  }
  return largest * sqrt<T>(sum);
}
