/**
 * erf x = 2/√π ∫₀ˣ e^(−t²) dt: Maclaurin-type series e^(−x²)·Σ 2ⁿx^(2n+1)/(2n+1)!! up to |x| = 2.5 (all terms positive,
 * so nothing cancels), beyond that 1 − erfc by the continued fraction of Laplace (Abramowitz & Stegun 7.1.6, 7.1.14).
 */
export function errorFunction(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < 6)) return Number.isNaN(x) ? x : Math.sign(x);
  const scale = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (magnitude < 2.5) {
    let term = x;
    let total = x;
    for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(total); n++) {
      term *= (2 * x * x) / (2 * n + 1);
      total += term;
    }
    return 2 * scale * total;
  }
  let fraction = magnitude;
  for (let k = 60; k > 0; k--) fraction = magnitude + k / 2 / fraction;
  return Math.sign(x) * (1 - scale / fraction);
}
