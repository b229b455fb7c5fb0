/**
 * H + E = LDLᵀ, positive definite with a small diagonal E, E = 0 when H is safely positive definite already.
 *
 * dⱼ = max(|cⱼⱼ|, (θⱼ/β)², δ), where θⱼ is the largest entry of the column to come: L√D stays below β, whose choice
 * β² = max(γ, ξ/√(n²−1), ε) minimizes the bound on ‖E‖ (γ, ξ the largest diagonal and off-diagonal entries of H).
 *
 * Source: P. Gill, W. Murray, M. Wright, Practical Optimization (1981), section 4.4.2.2.
 */

/** Overwrites `h` (n×n row-major, lower triangle read) by L below and D on the diagonal; true when E ≠ 0. */
export function modifiedCholesky(h: Float64Array, n: number): boolean {
  let gamma = 0;
  let xi = 0;
  for (let i = 0; i < n; i++) {
    gamma = Math.max(gamma, Math.abs(h[i * n + i]!));
    for (let j = 0; j < i; j++) xi = Math.max(xi, Math.abs(h[i * n + j]!));
  }
  const delta = Number.EPSILON * Math.max(gamma + xi, 1e-290);
  const beta2 = Math.max(gamma, xi / Math.sqrt(Math.max(1, n * n - 1)), Number.EPSILON);
  let modified = false;
  // Column j of the lower triangle holds cᵢⱼ = lᵢⱼdⱼ until it is divided by dⱼ.
  for (let j = 0; j < n; j++) {
    let theta = 0;
    for (let i = j + 1; i < n; i++) {
      let c = h[i * n + j]!;
      for (let s = 0; s < j; s++) c -= h[j * n + s]! * h[s * n + s]! * h[i * n + s]!;
      h[i * n + j] = c;
      theta = Math.max(theta, Math.abs(c));
    }
    let pivot = h[j * n + j]!;
    for (let s = 0; s < j; s++) pivot -= h[j * n + s]! ** 2 * h[s * n + s]!;
    const d = Math.max(Math.abs(pivot), theta ** 2 / beta2, delta);
    if (d !== pivot) modified = true;
    h[j * n + j] = d;
    for (let i = j + 1; i < n; i++) h[i * n + j]! /= d;
  }
  return modified;
}

/** x ← (LDLᵀ)⁻¹x with the factors of {@link modifiedCholesky}. */
export function solveFactored(ldl: Float64Array, n: number, x: Float64Array): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= ldl[i * n + k]! * x[k]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    x[i]! /= ldl[i * n + i]!;
    for (let k = i + 1; k < n; k++) x[i]! -= ldl[k * n + i]! * x[k]!;
  }
}
