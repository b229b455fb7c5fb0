// Largest entry and largest column sum of a matrix (LAPACK dlange). NaN in gives NaN out.

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
