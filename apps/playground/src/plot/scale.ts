// Distances between numbers and the screen.

/** From the least to the greatest value shown. */
export type Range = readonly [least: number, greatest: number];

/** Round values inside a range, about `count` of them: multiples of 1, 2 or 5 times a power of ten. */
export function ticks([least, greatest]: Range, count: number): number[] {
  const span = greatest - least;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(greatest / step + 1e-9);
  // Multiples of a power of ten, freed of rounding but not of digits that the range needs.
  const decimals = Math.max(0, Math.min(20, -Math.floor(Math.log10(step))));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(decimals)));
}

/** x in the range, or its nearer end. */
export function clamp(x: number, [least, greatest]: Range): number {
  return Math.min(greatest, Math.max(least, x));
}
