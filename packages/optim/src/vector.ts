/**
 * x·y, ‖x‖ and y ← αx + y on typed arrays: the level-1 BLAS of the iterations whose vectors the objective sees.
 *
 * Plain loops on purpose. The arrays handed to an objective cannot live in the core's memory (a tensor operation inside
 * the objective may grow that memory and detach them), and at n = 2 one call into WebAssembly costs more than a whole
 * iteration. Four partial sums hide the latency of the addition.
 */

/** Σ xᵢyᵢ. */
export function dot(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  let a = 0;
  let i = 0;
  if (n >= 8) {
    let b = 0;
    let c = 0;
    let d = 0;
    for (; i + 3 < n; i += 4) {
      a += x[i]! * y[i]!;
      b += x[i + 1]! * y[i + 1]!;
      c += x[i + 2]! * y[i + 2]!;
      d += x[i + 3]! * y[i + 3]!;
    }
    a = a + b + (c + d);
  }
  for (; i < n; i++) a += x[i]! * y[i]!;
  return a;
}

/** ‖x‖₂ = √Σ xᵢ², rescaled by the largest entry when the squares leave the range of a double. */
export function norm(x: Float64Array): number {
  const squares = dot(x, x);
  if (squares > 1e-280 && squares < 1e300) return Math.sqrt(squares);
  const largest = maxAbs(x);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** max |xᵢ|, NaN when any entry is NaN. */
export function maxAbs(x: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(x[i]!);
    if (!(size <= largest)) largest = size;
    if (Number.isNaN(largest)) return largest;
  }
  return largest;
}

/** y ← αx + y. */
export function axpy(alpha: number, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) y[i]! += alpha * x[i]!;
}

/** y ← −x. */
export function negate(x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) y[i] = -x[i]!;
}
