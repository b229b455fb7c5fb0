// log x = k·ln 2 + log c + log(1 + r) with x = 2^k·z, 11/16 ≤ z < 11/8 and z = c·(1 + r), as the unevaluated sum of two
// doubles with relative error near 2^-66: what log and its relatives share.
//
// A table of 64 triples gives 1/c, which has 9 fractional bits, and log c in two parts. z rounded to 21 bits, times
// 1/c, is exact, and so is their square; log(1 + r) − r + r²/2 is a minimax polynomial (Remez, 250 bits). c = 1 on both
// sides of 1, so that log x keeps its relative accuracy there.
// Method: P. T. P. Tang, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic", ACM
// TOMS 16 (1990).
import { polynomial4, polynomial7 } from './polynomial';

const TABLE = memory.data<u64>([
  0x3ff7280000000000, 0xbfd7a8c586cdf000, 0xbd35107d6a24fe80, 0x3ff6e00000000000, 0xbfd6e08eaa2ba000, 0xbd1e38c139318d71,
  0x3ff6a00000000000, 0xbfd62c82f2b9c000, 0xbd3e54bdbd7c8a98, 0x3ff6600000000000, 0xbfd5767717456000, 0x3d364ead9524d7ca,
  0x3ff6200000000000, 0xbfd4be5f95778000, 0x3d3d7c92cd9ad824, 0x3ff5e80000000000, 0xbfd41b941cce1000, 0x3d30469013e43fc9,
  0x3ff5b00000000000, 0xbfd3772662bfe000, 0x3d3e9436ac53b023, 0x3ff5700000000000, 0xbfd2b9303ab8a000, 0x3d26db12d6bfb0a5,
  0x3ff5380000000000, 0xbfd2112559861000, 0xbd382e78ba2950c4, 0x3ff5000000000000, 0xbfd1675cababa000, 0xbd38380e731f55c4,
  0x3ff4c80000000000, 0xbfd0bbccdb0d2000, 0xbd32f32ccc5dcdfb, 0x3ff4980000000000, 0xbfd0274dc16c2000, 0xbd2979e89cf835c2,
  0x3ff4600000000000, 0xbfcef0adcbdc6000, 0x3d2b26b79c86af24, 0x3ff4300000000000, 0xbfcdc1bca0abe000, 0xbd38fac1a628ccc6,
  0x3ff3f80000000000, 0xbfcc5cba543ae000, 0xbd20929decb454fc, 0x3ff3c80000000000, 0xbfcb2797ee464000, 0x3d3be88a906d00a9,
  0x3ff3980000000000, 0xbfc9ef83d276a000, 0x3d2730b7b3f9ce00, 0x3ff3680000000000, 0xbfc8b46f82236000, 0xbd12d9f2102dd7c9,
  0x3ff3380000000000, 0xbfc7764c128f2000, 0xbd0274903479e3d1, 0x3ff3100000000000, 0xbfc66acd4272a000, 0xbd3aa1bdbfc6c785,
  0x3ff2e00000000000, 0xbfc526e5e3a1c000, 0x3d3790ba37fc5238, 0x3ff2b80000000000, 0xbfc41682bf728000, 0x3d210047081f849d,
  0x3ff2880000000000, 0xbfc2cca0f5f60000, 0x3d3b5ef191aff120, 0x3ff2600000000000, 0xbfc1b72ad52f6000, 0xbd2e80a41811a396,
  0x3ff2380000000000, 0xbfc09f561ee72000, 0x3d28f3057157d1a8, 0x3ff2080000000000, 0xbfbe98b549670000, 0xbd34677489c50e97,
  0x3ff1e00000000000, 0xbfbc5e548f5bc000, 0xbd1d0c57585fbe06, 0x3ff1b80000000000, 0xbfba1ef1d8060000, 0xbd3cd4176df97bcb,
  0x3ff1980000000000, 0xbfb84ef898e84000, 0x3d37d5cd246977c9, 0x3ff1700000000000, 0xbfb60658a9374000, 0xbd30c3b1dee9c4f8,
  0x3ff1480000000000, 0xbfb3b87598b1c000, 0x3d22241594aca313, 0x3ff1200000000000, 0xbfb16536eea38000, 0x3d147c5e768fa309,
  0x3ff1000000000000, 0xbfaf0a30c0118000, 0x3d2d599e83368e91, 0x3ff0d80000000000, 0xbfaa4fe9ffa40000, 0x3d36e584a0402925,
  0x3ff0b80000000000, 0xbfa67f94f0948000, 0xbd3ecc1f3e7e4ed7, 0x3ff0980000000000, 0xbfa2a7ec22150000, 0x3d278ce77a9163fe,
  0x3ff0700000000000, 0xbf9b9fc027b00000, 0x3d3b9a010ae6922a, 0x3ff0500000000000, 0xbf93cea443470000, 0x3d36a2c432d6a40b,
  0x3ff0300000000000, 0xbf87dc475f820000, 0x3d3eb1245b5da1f5, 0x3ff0000000000000, 0x0000000000000000, 0x0000000000000000,
  0x3ff0000000000000, 0x0000000000000000, 0x0000000000000000, 0x3fef400000000000, 0x3f98492528c90000, 0xbd2aa0ba325a0c34,
  0x3feed00000000000, 0x3fa35c8bfaa10000, 0x3d38357d5ef9eb35, 0x3fee500000000000, 0x3fabbcebfc690000, 0xbd17bf868c317c2a,
  0x3fede00000000000, 0x3fb1973bd1464000, 0x3d3566d154f930b3, 0x3fed700000000000, 0x3fb55e10050e0000, 0x3d0c1d740c53c72e,
  0x3fed100000000000, 0x3fb8a6477a91c000, 0x3d3c28c0af9bd6df, 0x3feca00000000000, 0x3fbc885801bc4000, 0x3d2646d1c65aacd3,
  0x3fec400000000000, 0x3fbfe89139dbc000, 0x3d356594d82f7a82, 0x3febe00000000000, 0x3fc1aa2b7e240000, 0xbd31ac38dde3b366,
  0x3feb800000000000, 0x3fc365fcb015a000, 0xbd3fd3a0afb9691b, 0x3feb200000000000, 0x3fc527e5e4a1c000, 0xbd34e60b8d4b411d,
  0x3feac00000000000, 0x3fc6f0128b756000, 0x3d3577390d31ef0f, 0x3fea700000000000, 0x3fc871213750e000, 0x3d3328eb42f9af75,
  0x3fea100000000000, 0x3fca454082e6a000, 0x3d360a77c81f7171, 0x3fe9c00000000000, 0x3fcbd087383be000, 0xbd2d4bc4595412b6,
  0x3fe9700000000000, 0x3fcd60a17f904000, 0xbd35d6e06fc20d39, 0x3fe9200000000000, 0x3fcef5ade4dd0000, 0xbcca211565bb8e11,
  0x3fe8d00000000000, 0x3fd047e60cde8000, 0x3d2dbdf10d397f3c, 0x3fe8800000000000, 0x3fd1178e8227e000, 0x3d31ef78ce2d07f2,
  0x3fe8400000000000, 0x3fd1bf99635a7000, 0xbd31ac89575c2125, 0x3fe7f00000000000, 0x3fd2941afb187000, 0xbd3210c2b730e28b,
  0x3fe7b00000000000, 0x3fd3401e12aed000, 0xbd317c73556e291d, 0x3fe7600000000000, 0x3fd419b423d5f000, 0xbd3ce379226de3ec,
]);

/** (log(1 + r) − r + r²/2)/r³. */
const COEFFICIENTS = memory.data<f64>([
  0.3333333333333334, -0.24999999999995037, 0.19999999998896073, -0.16666666851964815, 0.14285747336331475,
  -0.12499054342557875, 0.1082240372381683,
]);

/** Bits of 11/16, where z begins. */
const BEGIN: u64 = 0x3fe6000000000000;
/** ln 2 in two parts; the first, like the table's log c, is a multiple of 2^-42, so that k·ln 2 + log c is exact. */
const LN2: f64 = 0.6931471805598903;
const LN2_REST: f64 = 5.497923018708371e-14;

/** The smaller part of the logarithm that `logarithm` returned last. */
let low: v128 = f64x2.splat(0);

/** The smaller part of the logarithm that `logarithm` returned last. */
// @ts-ignore: decorator
@inline
export function logarithmRest(): v128 {
  return low;
}

/** x's distance from where z begins, in bits: k is its exponent field. */
// @ts-ignore: decorator
@inline
function offsetOf(x: v128): v128 {
  return i64x2.sub(x, i64x2.splat(BEGIN));
}

/** k. */
// @ts-ignore: decorator
@inline
function exponentOf(offset: v128): v128 {
  const exponent = i32x4.shr_s(offset, 20);
  return f64x2.convert_low_i32x4_s(i32x4.shuffle(exponent, exponent, 1, 3, 1, 3));
}

/** z. */
// @ts-ignore: decorator
@inline
function significandOf(x: v128, offset: v128): v128 {
  return i64x2.sub(x, v128.and(offset, i64x2.splat(0xfff0000000000000)));
}

/** (log z − 2s)/s³ in s², |s| ≤ 5/27. */
const BRIEF = memory.data<f64>([0.6666666645522391, 0.4000019586761058, 0.2854312069721621, 0.2352329922433354]);

/** log x to 2^-34, for rounding to f32, by s = (z − 1)/(z + 1) = tanh(log z/2). x is positive, normal and finite. */
// @ts-ignore: decorator
@inline
export function briefLogarithm(x: v128): v128 {
  const one = f64x2.splat(1);
  const offset = offsetOf(x);
  const z = significandOf(x, offset);
  const s = f64x2.div(f64x2.sub(z, one), f64x2.add(z, one));
  const w = f64x2.mul(s, s);
  const more = f64x2.mul(f64x2.mul(s, w), polynomial4(BRIEF, w));
  return f64x2.add(f64x2.mul(exponentOf(offset), f64x2.splat(0.6931471805599453)), f64x2.add(f64x2.add(s, s), more));
}

/** log x + shift·ln 2, rounded; `logarithmRest` is what it lacks. x is positive, normal and finite. */
// @ts-ignore: decorator
@inline
export function logarithm(x: v128, shift: v128): v128 {
  const offset = offsetOf(x);
  const k = f64x2.add(exponentOf(offset), shift);
  const z = significandOf(x, offset);
  const entry0 = TABLE + <usize>(((i32x4.extract_lane(offset, 1) >> 14) & 63) * 24);
  const entry1 = TABLE + <usize>(((i32x4.extract_lane(offset, 3) >> 14) & 63) * 24);
  const pair0 = v128.load(entry0);
  const pair1 = v128.load(entry1);
  const inverse = i64x2.shuffle(pair0, pair1, 0, 2);
  const logC = i64x2.shuffle(pair0, pair1, 1, 3);
  const logCRest = v128.load64_lane(entry1, v128.load64_zero(entry0, 16), 1, 16);

  const upper = v128.and(i64x2.add(z, i64x2.splat(0x80000000)), i64x2.splat(0xffffffff00000000));
  const rUpper = f64x2.sub(f64x2.mul(upper, inverse), f64x2.splat(1));
  const rLower = f64x2.mul(f64x2.sub(z, upper), inverse);
  const r = f64x2.add(rUpper, rLower);
  const rRest = f64x2.add(f64x2.sub(rUpper, r), rLower);

  const base = f64x2.add(f64x2.mul(k, f64x2.splat(LN2)), logC);
  const linear = f64x2.add(base, r);
  const linearRest = f64x2.add(f64x2.sub(base, linear), r);
  const half = f64x2.splat(-0.5);
  const square = f64x2.mul(f64x2.mul(half, rUpper), rUpper);
  const squareRest = f64x2.mul(f64x2.mul(half, rLower), f64x2.add(rUpper, r));
  const sum = f64x2.add(linear, square);
  const sumRest = f64x2.add(f64x2.sub(linear, sum), square);

  const cubic = f64x2.mul(f64x2.mul(r, f64x2.mul(r, r)), polynomial7(COEFFICIENTS, r));
  const constant = f64x2.add(f64x2.mul(k, f64x2.splat(LN2_REST)), logCRest);
  const rests = f64x2.add(f64x2.add(f64x2.add(linearRest, rRest), f64x2.add(sumRest, squareRest)), f64x2.add(constant, cubic));

  const result = f64x2.add(sum, rests);
  low = f64x2.add(f64x2.sub(sum, result), rests);
  return result;
}
