// Philox4x32-10: 128 random bits as a function of a counter (c₀, c₁, c₂, c₃) and a key (k₀, k₁), by ten rounds of
//
//     c₀, c₁, c₂, c₃ := hi(B·c₂) ⊕ c₁ ⊕ k₀,  lo(B·c₂),  hi(A·c₀) ⊕ c₃ ⊕ k₁,  lo(A·c₀)
//
// with the key raised by (W₀, W₁) after each. Integer arithmetic only, so the bits are the same everywhere; four blocks are
// computed at once, one for each lane.
//
// Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11.

const A: i32 = 0xd2511f53;
const B: i32 = 0xcd9e8d57;
const W0: i32 = 0x9e3779b9;
const W1: i32 = 0xbb67ae85;

/** High halves of the 64-bit products of unsigned lanes. */
// @ts-ignore: decorator
@inline
function multiplyHigh(a: v128, b: v128): v128 {
  return v128.shuffle<u32>(v128.extmul_low<u32>(a, b), v128.extmul_high<u32>(a, b), 1, 3, 5, 7);
}

/**
 * Writes 4·n words of 32 bits at y: the n blocks of counters (c, c₂, c₃), (c + 1, c₂, c₃), … where c = c₀ + 2³²·c₁.
 * y has room for a multiple of 4 blocks, all of which are written.
 */
export function philox(n: i32, k0: i32, k1: i32, c0: i32, c1: i32, c2: i32, c3: i32, y: usize): void {
  let counter = (<u64>(<u32>c1) << 32) | <u64>(<u32>c0);
  const a = i32x4.splat(A);
  const b = i32x4.splat(B);
  for (let i = 0; i < n; i += 4) {
    let x0 = i32x4(<i32>counter, <i32>(counter + 1), <i32>(counter + 2), <i32>(counter + 3));
    let x1 = i32x4(
      <i32>(counter >> 32), <i32>((counter + 1) >> 32), <i32>((counter + 2) >> 32), <i32>((counter + 3) >> 32),
    );
    let x2 = i32x4.splat(c2);
    let x3 = i32x4.splat(c3);
    let r0 = k0;
    let r1 = k1;
    for (let round = 0; round < 10; round++) {
      const high0 = multiplyHigh(x0, a);
      const high2 = multiplyHigh(x2, b);
      const low0 = i32x4.mul(x0, a);
      const low2 = i32x4.mul(x2, b);
      x0 = v128.xor(v128.xor(high2, x1), i32x4.splat(r0));
      x1 = low2;
      x2 = v128.xor(v128.xor(high0, x3), i32x4.splat(r1));
      x3 = low0;
      r0 += W0;
      r1 += W1;
    }
    // Lane j of x₀…x₃ is block j.
    const p = v128.shuffle<u32>(x0, x1, 0, 4, 1, 5);
    const q = v128.shuffle<u32>(x2, x3, 0, 4, 1, 5);
    const r = v128.shuffle<u32>(x0, x1, 2, 6, 3, 7);
    const s = v128.shuffle<u32>(x2, x3, 2, 6, 3, 7);
    v128.store(y, v128.shuffle<u64>(p, q, 0, 2));
    v128.store(y, v128.shuffle<u64>(p, q, 1, 3), 16);
    v128.store(y, v128.shuffle<u64>(r, s, 0, 2), 32);
    v128.store(y, v128.shuffle<u64>(r, s, 1, 3), 48);
    counter += 4;
    y += 64;
  }
}
