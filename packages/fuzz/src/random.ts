/** Draws a number of 0, 1, …, n − 1. */
export type Random = (n: number) => number;

/** Marsaglia's xorshift32: small, seeded, good enough to choose mutations (Journal of Statistical Software 8, 2003). */
export function seededRandom(seed: number): Random {
  let state = seed | 0 || 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}
