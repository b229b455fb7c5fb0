import { integerRoot } from '../expr/number.js';
import type { Rational } from '../expr/rational.js';

/**
 * Interval arithmetic of any precision: a ball holds all numbers within `radius` of `middle`, both multiples of 2⁻ᵇ for the
 * same number b of bits. Every operation contains all values of the real operation on its operands.
 */
export interface Ball {
  readonly middle: bigint;
  readonly radius: bigint;
}

/** Thrown where a function has no value on all of a ball, or none that is small enough to be written down. */
export class NoValue extends Error {}

/** Bits that a value may have before the point. */
const WHOLE_BITS = 4000;

/** Arithmetic and elementary functions on balls of `bits` bits after the point. */
export class Precise {
  readonly bits: bigint;
  readonly one: Ball;
  readonly #unit: bigint;
  #pi: Ball | undefined;
  #logTwo: Ball | undefined;

  constructor(bits: number) {
    this.bits = BigInt(bits);
    this.#unit = 1n << this.bits;
    this.one = { middle: this.#unit, radius: 0n };
  }

  rational(value: Rational): Ball {
    return { middle: (value.num << this.bits) / value.den, radius: value.isInteger ? 0n : 1n };
  }

  toNumber({ middle }: Ball): number {
    return Number(middle) / Number(this.#unit);
  }

  negate(a: Ball): Ball {
    return { middle: -a.middle, radius: a.radius };
  }

  add(a: Ball, b: Ball): Ball {
    return { middle: a.middle + b.middle, radius: a.radius + b.radius };
  }

  subtract(a: Ball, b: Ball): Ball {
    return this.add(a, this.negate(b));
  }

  multiply(a: Ball, b: Ball): Ball {
    const spread = magnitude(a.middle) * b.radius + magnitude(b.middle) * a.radius + a.radius * b.radius;
    return bounded({ middle: (a.middle * b.middle) >> this.bits, radius: (spread >> this.bits) + 2n }, this.bits);
  }

  scale(a: Ball, factor: bigint): Ball {
    return { middle: a.middle * factor, radius: a.radius * magnitude(factor) };
  }

  divide(a: Ball, b: Ball): Ball {
    const size = magnitude(b.middle);
    if (size <= b.radius) throw new NoValue();
    const inverse = {
      middle: (this.#unit * this.#unit) / b.middle,
      radius: (b.radius * this.#unit * this.#unit) / (size * (size - b.radius)) + 2n,
    };
    return this.multiply(a, bounded(inverse, this.bits));
  }

  /** aⁿ for an integer n. */
  power(a: Ball, n: number): Ball {
    if (Math.abs(n) > 10_000) throw new NoValue();
    if (n < 0) return this.divide(this.one, this.power(a, -n));
    let result = this.one;
    let square = a;
    for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = this.multiply(result, square);
      if (rest > 1) square = this.multiply(square, square);
    }
    return result;
  }

  /** The real root; of negative numbers for odd orders. */
  root(a: Ball, order: bigint): Ball {
    if (a.middle + a.radius < 0n) {
      if (order % 2n === 0n) throw new NoValue();
      return this.negate(this.root(this.negate(a), order));
    }
    const least = a.middle - a.radius;
    if (least < 0n && (order % 2n === 1n || a.middle < 0n)) throw new NoValue();
    const shift = this.bits * (order - 1n);
    const low = least <= 0n ? 0n : integerRoot(least << shift, order);
    const high = integerRoot((a.middle + a.radius) << shift, order) + 1n;
    return between(low, high);
  }

  get pi(): Ball {
    // Machin: π = 16·arctan 1/5 − 4·arctan 1/239.
    this.#pi ??= this.subtract(this.scale(this.#series(5n, true), 16n), this.scale(this.#series(239n, true), 4n));
    return this.#pi;
  }

  get #log2(): Ball {
    this.#logTwo ??= this.scale(this.#series(3n, false), 2n);
    return this.#logTwo;
  }

  /** arctan 1/n, or artanh 1/n. */
  #series(n: bigint, alternating: boolean): Ball {
    let term = this.#unit / n;
    let total = 0n;
    let k = 0n;
    for (; term > 0n; k++) {
      total += (alternating && k % 2n === 1n ? -1n : 1n) * (term / (2n * k + 1n));
      term /= n * n;
    }
    return { middle: total, radius: 2n * k + 4n };
  }

  exp(a: Ball): Ball {
    const turns = a.middle / this.#log2.middle;
    if (magnitude(turns) > BigInt(WHOLE_BITS)) {
      if (turns < 0n) return { middle: 0n, radius: 1n };
      throw new NoValue();
    }
    const rest = this.subtract({ middle: a.middle, radius: 0n }, this.scale(this.#log2, turns));
    let term = this.#unit;
    let total = term;
    let k = 1n;
    for (; term !== 0n; k++) {
      term = (term * rest.middle) / (this.#unit * k);
      total += term;
    }
    // |rest| < 1, so e^rest < 4 and its own uncertainty counts fourfold at most.
    const near = { middle: total, radius: 4n * k + 4n + 8n * rest.radius };
    const scaled =
      turns >= 0n
        ? { middle: near.middle << turns, radius: near.radius << turns }
        : { middle: near.middle >> -turns, radius: (near.radius >> -turns) + 2n };
    if (a.radius === 0n) return scaled;
    if (a.radius > this.#unit / 2n) throw new NoValue();
    // e^{m ± r} = e^m·(1 ± 2r) for r ≤ ½.
    return this.multiply(scaled, { middle: this.#unit, radius: 2n * a.radius });
  }

  log(a: Ball): Ball {
    const least = a.middle - a.radius;
    if (least <= 0n) throw new NoValue();
    const shift = BigInt(a.middle.toString(2).length) - this.bits;
    const y = shift >= 0n ? a.middle >> shift : a.middle << -shift;
    // y = a/2^shift in [½, 1): log y = 2·artanh((y − 1)/(y + 1)).
    const t = ((y - this.#unit) << this.bits) / (y + this.#unit);
    const square = (t * t) >> this.bits;
    let power = t;
    let total = 0n;
    let k = 0n;
    for (; power !== 0n && power !== -1n; k++) {
      total += power / (2n * k + 1n);
      power = (power * square) >> this.bits;
    }
    const series = { middle: 2n * total, radius: 8n * k + 16n };
    const spread = a.radius === 0n ? 0n : (a.radius << this.bits) / least + 1n;
    const result = this.add(series, this.scale(this.#log2, shift));
    return { middle: result.middle, radius: result.radius + spread };
  }

  sin(a: Ball): Ball {
    return this.cos(this.subtract(a, this.divide(this.pi, this.scale(this.one, 2n))));
  }

  cos(a: Ball): Ball {
    const turn = this.scale(this.pi, 2n);
    const turns = a.middle / turn.middle;
    if (magnitude(turns) > 1n << 64n) throw new NoValue();
    const rest = this.subtract(a, this.scale(turn, turns));
    // cos x = T₄…(cos(x/2⁸)): halve eight times, double back with cos 2x = 2cos²x − 1.
    const small = rest.middle >> 8n;
    const square = (small * small) >> this.bits;
    let term = this.#unit;
    let total = term;
    let k = 1n;
    for (; term !== 0n && term !== -1n; k += 2n) {
      term = -((term * square) >> this.bits) / (k * (k + 1n));
      total += term;
    }
    let value: Ball = { middle: total, radius: 4n * k + 8n };
    for (let i = 0; i < 8; i++) value = this.subtract(this.scale(this.multiply(value, value), 2n), this.one);
    return { middle: value.middle, radius: value.radius + rest.radius + 257n };
  }

  atan(a: Ball): Ball {
    let small: Ball = { middle: a.middle, radius: 0n };
    // arctan x = 2·arctan(x/(1 + √(1 + x²))), until |x| < 1/8.
    for (let i = 0; i < 4; i++) {
      const root = this.root(this.add(this.one, this.multiply(small, small)), 2n);
      small = this.divide(small, this.add(this.one, root));
    }
    const square = (small.middle * small.middle) >> this.bits;
    let power = small.middle;
    let total = 0n;
    let k = 0n;
    for (; power !== 0n && power !== -1n; k++) {
      total += (k % 2n === 0n ? power : -power) / (2n * k + 1n);
      power = (power * square) >> this.bits;
    }
    return { middle: 16n * total, radius: 16n * (4n * k + 8n + small.radius) + a.radius };
  }
}

/** The ball from low to high. */
export function between(low: bigint, high: bigint): Ball {
  return { middle: (low + high) / 2n, radius: (high - low) / 2n + 1n };
}

function magnitude(a: bigint): bigint {
  return a < 0n ? -a : a;
}

function bounded(a: Ball, bits: bigint): Ball {
  if (magnitude(a.middle) >> (bits + BigInt(WHOLE_BITS)) > 0n) throw new NoValue();
  return a;
}
