import type { Expr } from '../expr/node.js';
import { asRational } from '../expr/number.js';
import { bitLength, Rational } from '../expr/rational.js';
import { postorder } from '../expr/walk.js';
import * as ops from '../ops/index.js';
import { canonical } from './canonical.js';
import { Precise } from './precise.js';
import { preciseValue } from './preciseValue.js';

/** Bits that the separation bound of a number may ask for. */
const BITS = 8000;

/**
 * Whether an algebraic number, written with rationals, roots and the sines and cosines of rational multiples of π, is
 * zero; undefined for other numbers, and where the bound is out of reach.
 *
 * Every such number is a quotient of algebraic integers whose conjugates are bounded by U and L, of degree at most D:
 * unless it is zero, |E| ≥ 1/(U^{D−1}·L) (Burnikel, Funke, Mehlhorn, Schirra, Schmitt 2001). A ball round E that is
 * smaller than that and holds 0 proves that E = 0.
 */
export function isAlgebraicZero(f: Expr): boolean | undefined {
  const bound = separation(f);
  if (bound === undefined || bound > BITS) return undefined;
  const t = new Precise(Math.ceil(bound) + 64);
  const value = preciseValue(f, new Map(), t);
  if (value === undefined) return undefined;
  const size = value.middle < 0n ? -value.middle : value.middle;
  if (size > value.radius) return false;
  return size + value.radius < 1n << 63n ? true : undefined;
}

/** log₂ of bounds for the conjugates of numerator and denominator. */
interface Size {
  readonly upper: number;
  readonly lower: number;
}

/** −log₂ of the least absolute value the number can have unless it is zero. */
function separation(f: Expr): number | undefined {
  const sizes = new Map<Expr, Size>();
  let degree = 1;
  let turn = 1n;
  for (const node of postorder([f])) {
    const args = node.args.map((arg) => sizes.get(arg)!);
    const angle = angleOf(node);
    if (angle !== undefined) {
      // 2·sin and 2·cos are algebraic integers of a cyclotomic field, with conjugates up to 2; tan is their quotient.
      turn = (turn * 4n * angle.den) / gcd(turn, 4n * angle.den);
      sizes.set(node, { upper: 1, lower: 1 });
      continue;
    }
    if (node.op === ops.piOperation || (node.op === ops.mul && node.args.some((arg) => arg.op === ops.piOperation))) {
      sizes.set(node, { upper: Number.NaN, lower: Number.NaN });
      continue;
    }
    const root = rootOrder(node);
    if (root !== undefined && root.den > 1n) degree *= Number(root.den);
    const size = sizeOf(node, args, root);
    if (size === undefined) return undefined;
    sizes.set(node, size);
  }
  if (turn > 240n) return undefined;
  const { upper, lower } = sizes.get(f)!;
  const bits = (degree * totient(Number(turn)) - 1) * Math.max(0, upper) + Math.max(0, lower);
  return Number.isFinite(bits) ? bits + 2 : undefined;
}

function sizeOf(node: Expr, args: readonly Size[], root: Rational | undefined): Size | undefined {
  if (node.value !== undefined) {
    const value = asRational(node);
    return value === undefined ? undefined : { upper: logarithm(value.num), lower: logarithm(value.den) };
  }
  if (node.op === ops.add) {
    return args.reduce((a, b) => ({
      upper: Math.max(a.upper + b.lower, a.lower + b.upper) + 1,
      lower: a.lower + b.lower,
    }));
  }
  if (node.op === ops.mul) return args.reduce((a, b) => ({ upper: a.upper + b.upper, lower: a.lower + b.lower }));
  if (root === undefined) return undefined;
  const inside = args[0]!;
  const k = Number(root.den);
  const taken =
    inside.upper >= inside.lower
      ? { upper: (inside.upper + (k - 1) * inside.lower) / k, lower: inside.lower }
      : { upper: inside.upper, lower: ((k - 1) * inside.upper + inside.lower) / k };
  const n = Math.abs(Number(root.num));
  return root.isNegative
    ? { upper: taken.lower * n, lower: taken.upper * n }
    : { upper: taken.upper * n, lower: taken.lower * n };
}

/** ⌈log₂ |n|⌉, 0 for 0. */
function logarithm(n: bigint): number {
  const size = n < 0n ? -n : n;
  return size <= 1n ? 0 : (size - 1n).toString(2).length;
}

/** The rational exponent of a power; that of a cube root. */
function rootOrder(node: Expr): Rational | undefined {
  if (node.op === ops.cbrt) return Rational.of(1n, 3n);
  const exponent = node.op === ops.pow ? asRational(node.args[1]!) : undefined;
  return exponent === undefined || exponent.den > 64n || bitLength(exponent.num) > 16 ? undefined : exponent;
}

/** r for sin, cos and tan of r·π. */
function angleOf(node: Expr): Rational | undefined {
  if (node.op !== ops.sin && node.op !== ops.cos && node.op !== ops.tan) return undefined;
  return turnsOf(node.args[0]!);
}

/** r when the number is r·π. */
export function turnsOf(u: Expr): Rational | undefined {
  if (u.op === ops.piOperation) return Rational.one;
  const ratio = canonical(ops.quotient(u, ops.pi));
  return u.op === ops.mul ? asRational(ratio) : undefined;
}

function totient(n: number): number {
  let count = 0;
  for (let k = 1; k <= n; k++) if (gcd(BigInt(k), BigInt(n)) === 1n) count++;
  return count;
}

function gcd(a: bigint, b: bigint): bigint {
  let [u, v] = [a, b];
  while (v > 0n) [u, v] = [v, u % v];
  return u;
}
