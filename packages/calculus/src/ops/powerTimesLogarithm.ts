import type { Expr } from '../expr/node.js';
import type { Lines } from '../expr/operation.js';
import { productRank } from './termOrder.js';

/**
 * The derivative by an exponent, ∂(b^e)/∂e = b^e·log b, at b = 0 with e > 0: the limit there is 0, and so are those of
 * b^e·(log b)ᵏ and b^e·(c + d·log b), while IEEE 754 makes 0·(−∞) = NaN of them.
 *
 * @param factors the factors of a product, with their values; a factor that is infinite because of log b counts as 0
 * where the factor b^e is 0.
 * @returns the values to multiply
 */
export function settleLogarithms(lines: Lines, factors: readonly Expr[], values: readonly number[]): readonly number[] {
  const settled = [...values];
  factors.forEach((power, p) => {
    const [base, exponent] = power.args.length === 2 ? (power.op.asPower?.(power) ?? []) : [];
    if (base === undefined || exponent!.value !== undefined) return;
    factors.forEach((factor, k) => {
      if (isLogarithmic(factor, base)) settled[k] = zeroWhere(lines, values[p]!, settled[k]!);
    });
  });
  return settled;
}

/** Whether a factor is log(base), a power of it, or a sum with it and without powers of the base itself. */
function isLogarithmic(factor: Expr, base: Expr): boolean {
  const parts = factor.op.rank === 90 ? factor.args : [factor];
  let found = false;
  for (const term of parts) {
    for (const each of term.op.rank === productRank ? term.args : [term]) {
      const inner = each.op.asPower?.(each)[0] ?? each;
      if (inner === base) return false;
      found ||= inner.op.name === 'log' && inner.args[0] === base;
    }
  }
  return found;
}

/** The factor, or 0 where it is infinite and the power is 0. */
function zeroWhere(lines: Lines, power: number, factor: number): number {
  const nothing = lines.constant(0);
  const size = lines.abs(factor);
  const atInfinity = lines.select(nothing, power, nothing, factor);
  return lines.select(lines.constant(Number.MAX_VALUE), size, factor, lines.select(size, size, atInfinity, factor));
}
