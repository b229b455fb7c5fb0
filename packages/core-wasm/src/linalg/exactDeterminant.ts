/**
 * det A without rounding, by fraction-free elimination on integers:
 *
 *     aᵢⱼ⁽ᵏ⁺¹⁾ = (aₖₖ⁽ᵏ⁾·aᵢⱼ⁽ᵏ⁾ − aᵢₖ⁽ᵏ⁾·aₖⱼ⁽ᵏ⁾) / aₖ₋₁ₖ₋₁⁽ᵏ⁻¹⁾      (every division is exact)
 *
 * Floating-point numbers are integers times a power of two, so this decides whether a small matrix is singular where an
 * elimination with rounding cannot, as with the rows 1 2 3, 4 5 6, 7 8 9.
 *
 * Source: E. Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian elimination", Math. Comp. 22, 1968.
 */

/** Up to this order it takes less than about a millisecond. */
export const EXACT_ORDER = 12;

/** The determinant of finite entries (n×n, row-major), rounded once, to the nearest number or ±∞; 0 only if it is 0. */
export function exactDeterminant(n: number, entries: ArrayLike<number>): number {
  const { integers, exponent } = toIntegers(Array.from(entries));
  const determinant = bareiss(n, integers);
  if (determinant === 0n) return 0;
  const rounded = timesPowerOfTwo(determinant, n * exponent);
  return rounded === 0 ? (determinant < 0n ? -Number.MIN_VALUE : Number.MIN_VALUE) : rounded;
}

function bareiss(n: number, integers: readonly bigint[]): bigint {
  const a = [...integers];
  let previous = 1n;
  let sign = 1n;
  for (let k = 0; k < n - 1; k++) {
    let row = k;
    while (row < n && a[row * n + k] === 0n) row++;
    if (row === n) return 0n;
    if (row !== k) {
      for (let j = 0; j < n; j++) [a[k * n + j], a[row * n + j]] = [a[row * n + j]!, a[k * n + j]!];
      sign = -sign;
    }
    const pivot = a[k * n + k]!;
    for (let i = k + 1; i < n; i++) {
      for (let j = k + 1; j < n; j++) {
        a[i * n + j] = (pivot * a[i * n + j]! - a[i * n + k]! * a[k * n + j]!) / previous;
      }
    }
    previous = pivot;
  }
  return n === 0 ? 1n : sign * a[n * n - 1]!;
}

/** Each entry as integer·2^exponent with one exponent for all. */
function toIntegers(entries: readonly number[]): { integers: bigint[]; exponent: number } {
  const parts = entries.map(decompose);
  const exponent = parts.reduce((least, part) => (part.mantissa === 0n ? least : Math.min(least, part.exponent)), 1024);
  const integers = parts.map(({ mantissa, exponent: own }) =>
    mantissa === 0n ? 0n : mantissa << BigInt(own - exponent),
  );
  return { integers, exponent };
}

/** x = mantissa·2^exponent by the bits of binary64. */
function decompose(x: number): { mantissa: bigint; exponent: number } {
  const bits = new BigInt64Array(Float64Array.of(x).buffer)[0]!;
  const fraction = bits & 0xfffffffffffffn;
  const biased = Number((bits >> 52n) & 0x7ffn);
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits < 0n ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

/** integer·2^exponent as a number; 60 leading bits and one for the rest decide the rounding. */
function timesPowerOfTwo(integer: bigint, exponent: number): number {
  const negative = integer < 0n;
  let size = negative ? -integer : integer;
  const excess = size.toString(2).length - 60;
  if (excess > 0) {
    const low = size & ((1n << BigInt(excess)) - 1n);
    size = ((size >> BigInt(excess)) << 1n) | (low === 0n ? 0n : 1n);
    exponent += excess - 1;
  }
  let value = Number(size);
  for (; exponent > 0 && value < Infinity; exponent -= Math.min(exponent, 900)) value *= 2 ** Math.min(exponent, 900);
  for (; exponent < 0 && value > 0; exponent += Math.min(-exponent, 900)) value /= 2 ** Math.min(-exponent, 900);
  return negative ? -value : value;
}
