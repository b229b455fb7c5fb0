// Square matrices by straight loops, row-major: what the answers are checked with.

export function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));
}

export function transposed(n: number, a: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => a[(k % n) * n + Math.floor(k / n)]);
}

/** A·x. */
export function applied(n: number, a: ArrayLike<number>, x: ArrayLike<number>): Float64Array {
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) y[i] += a[i * n + j] * x[j];
  return y;
}

/** C = A·B. */
export function multiply(n: number, a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < n; p++) {
      const left = a[i * n + p];
      for (let j = 0; j < n; j++) c[i * n + j] += left * b[p * n + j];
    }
  }
  return c;
}
