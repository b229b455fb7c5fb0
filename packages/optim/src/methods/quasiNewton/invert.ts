/** A ← A⁻¹ by Gauss–Jordan elimination with row exchanges, for the 2m×2m matrices of a limited memory. */

/** Inverts the size×size row-major matrix in place; false, with `a` spoiled, when a pivot vanishes. */
export function invert(a: Float64Array, size: number): boolean {
  const order = Int32Array.from({ length: size }, (_, i) => i);
  for (let k = 0; k < size; k++) {
    let best = k;
    for (let i = k + 1; i < size; i++) if (Math.abs(a[i * size + k]!) > Math.abs(a[best * size + k]!)) best = i;
    const pivot = a[best * size + k]!;
    if (pivot === 0 || !Number.isFinite(pivot)) return false;
    if (best !== k) {
      for (let j = 0; j < size; j++) {
        const held = a[k * size + j]!;
        a[k * size + j] = a[best * size + j]!;
        a[best * size + j] = held;
      }
      const held = order[k]!;
      order[k] = order[best]!;
      order[best] = held;
    }
    a[k * size + k] = 1;
    for (let j = 0; j < size; j++) a[k * size + j]! /= pivot;
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const factor = a[i * size + k]!;
      a[i * size + k] = 0;
      for (let j = 0; j < size; j++) a[i * size + j]! -= factor * a[k * size + j]!;
    }
  }
  // Exchanged rows of A are exchanged columns of the inverse.
  const row = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) row[order[j]!] = a[i * size + j]!;
    a.set(row, i * size);
  }
  return true;
}
