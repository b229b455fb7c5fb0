// Inverted dropout: mask = keep ? 1/(1 − p) : 0, Y = X ∘ mask, with one draw for each element from a counter-based generator,
// so the masks of a step depend on its key and nothing else: a resumed training draws them again.
//
// Generator: squares32, five rounds of x ← rotate(x² + y, 32) over 64-bit words. B. Widynski, "Squares: a fast
// counter-based RNG", arXiv:2004.06278 (2020).

// @ts-ignore: decorator
@inline
function squares32(counter: u64, key: u64): u32 {
  let x = counter * key;
  const y = x;
  const z = y + key;
  x = rotr<u64>(x * x + y, 32);
  x = rotr<u64>(x * x + z, 32);
  x = rotr<u64>(x * x + y, 32);
  return <u32>((x * x + z) >> 32);
}

/** Draws the mask and applies it. keyHigh, keyLow: halves of the key; counterHigh: the step, above the element's index. */
// @ts-ignore: decorator
@inline
function dropout<T>(n: i32, probability: f64, keyHigh: i32, keyLow: i32, counterHigh: i32, x: usize, mask: usize, y: usize): void {
  // squares32 wants an odd key with digits that differ; a multiplication by an odd constant spreads those of the seed.
  const key = ((<u64>(<u32>keyHigh) << 32) | <u64>(<u32>keyLow)) * 0x9e3779b97f4a7c15 | 1;
  const threshold = <u32>min<f64>(probability * 4294967296.0, 4294967295.0);
  const scale = <T>(1 / (1 - probability));
  const base = <u64>(<u32>counterHigh) << 32;
  for (let i = 0; i < n; i++) {
    const at = <usize>i * sizeof<T>();
    const factor = squares32(base | <u64>i, key) >= threshold ? scale : <T>0;
    store<T>(mask + at, factor);
    store<T>(y + at, load<T>(x + at) * factor);
  }
}

export function sdropout(n: i32, probability: f64, keyHigh: i32, keyLow: i32, counterHigh: i32, x: usize, mask: usize, y: usize): void { dropout<f32>(n, probability, keyHigh, keyLow, counterHigh, x, mask, y); }
export function ddropout(n: i32, probability: f64, keyHigh: i32, keyLow: i32, counterHigh: i32, x: usize, mask: usize, y: usize): void { dropout<f64>(n, probability, keyHigh, keyLow, counterHigh, x, mask, y); }
