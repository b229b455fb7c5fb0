// r = x − k·π/2 with |r| ≤ π/4 for any finite x (Payne and Hanek): only the bits of 2/π that matter are multiplied.
//
// With x = m·2^e, the bits of 2/π above weight 2^(1−e) add multiples of 4 to x·2/π and are left out; the next 192 give
// k mod 4 and 190 bits of the fraction, of which at most 62 vanish near a multiple of π/2.
// Source: M. Payne, R. Hanek, "Radian reduction for trigonometric functions", ACM SIGNUM Newsletter 18 (1983).

/** 64 zero bits, then the binary digits of 2/π. */
const TWO_OVER_PI = memory.data<u64>([
  0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041,
  0xfe5163abdebbc561, 0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e,
  0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b,
  0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
  0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
  0xf0cfbc209af4361d, 0xa9e391615ee61b08,
]);

const HALF_PI: f64 = 1.5707963267948966;
const HALF_PI_UPPER: f64 = 1.5707963109016418;
const HALF_PI_LOWER: f64 = 1.5893254712295857e-8;
const HALF_PI_REST: f64 = 6.123233995736766e-17;

let rest: f64 = 0;
let quadrant: i64 = 0;

/** What the last reduced r lacks. */
export function reducedRest(): f64 {
  return rest;
}

/** k mod 4 of the last reduction. */
export function reducedQuadrant(): i64 {
  return quadrant;
}

/** 64 bits of the table from bit `start`. */
// @ts-ignore: decorator
@inline
function window(start: i32): u64 {
  const word = TWO_OVER_PI + 8 * <usize>(start >> 6);
  const shift = <u64>(start & 63);
  const first = load<u64>(word) << shift;
  return shift == 0 ? first : first | (load<u64>(word, 8) >> (64 - shift));
}

/** Upper half of the 128-bit product. */
// @ts-ignore: decorator
@inline
function upperProduct(a: u64, b: u64): u64 {
  const a0 = a & 0xffffffff, a1 = a >> 32, b0 = b & 0xffffffff, b1 = b >> 32;
  const middle = a1 * b0 + ((a0 * b0) >> 32);
  return a1 * b1 + (middle >> 32) + ((a0 * b1 + (middle & 0xffffffff)) >> 32);
}

/** r of x, |x| ≥ π/4; `reducedRest` and `reducedQuadrant` complete it. NaN for infinities and NaN. */
export function reduce(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  const field = <i32>((bits >> 52) & 2047);
  quadrant = 0;
  rest = 0;
  if (field == 2047) return x - x;
  const m = (bits & 0xfffffffffffff) | (1 << 52);
  const start = field - 1075 + 62;
  const w0 = window(start), w1 = window(start + 64), w2 = window(start + 128);
  // high, middle, low: m·w mod 2^192, the binary point behind the two highest bits
  const low = m * w2;
  const m1 = m * w1;
  const middle = m1 + upperProduct(m, w2);
  let high = m * w0 + upperProduct(m, w1) + <u64>(middle < m1);
  let k = high >> 62;
  high = high << 2 | middle >> 62;
  let next = middle << 2 | low >> 62;
  const negative = <i64>high < 0;
  if (negative) {
    k++;
    high = ~high;
    next = ~next;
  }
  // the fraction's leading bits, at most one half: f = (upper + lower)·2^-64
  const zeros = clz<u64>(high);
  if (zeros > 0 && zeros < 64) {
    high = high << zeros | next >> (64 - zeros);
    next = next << zeros | (negative ? ~(low << 2) : low << 2) >> (64 - zeros);
  } else if (zeros == 64) {
    high = next;
    next = negative ? ~(low << 2) : low << 2;
  }
  const scale = reinterpret<f64>((1023 - 64 - zeros) << 52);
  const upper = <f64>(high & ~0x7ff) * scale;
  const lower = (<f64>(high & 0x7ff) + <f64>next * 5.421010862427522e-20) * scale;
  // r = (upper + lower)·π/2
  const p = upper * HALF_PI;
  const a = reinterpret<f64>(reinterpret<u64>(upper) & 0xfffffffff8000000);
  const b = upper - a;
  const error = ((a * HALF_PI_UPPER - p) + a * HALF_PI_LOWER + b * HALF_PI_UPPER) + b * HALF_PI_LOWER;
  const more = error + (upper * HALF_PI_REST + lower * HALF_PI);
  let r = p + more;
  rest = (p - r) + more;
  if (negative) {
    r = -r;
    rest = -rest;
  }
  if (x < 0) {
    r = -r;
    rest = -rest;
    k = 0 - k;
  }
  quadrant = <i64>(k & 3);
  return r;
}
