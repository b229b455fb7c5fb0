import type { Interval } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import {
  addPolynomials,
  composePolynomial,
  constantPolynomial,
  type IntervalPolynomial,
  polynomialOf,
  rangeOf,
  variablePolynomial,
} from './intervalPolynomial.js';

/** Boxes that one chart may be cut into. */
const CHART_BOXES = 400;
/** A box of a chart as small as this is taken for the neighbourhood of a further singular point. */
const SMALL = 0.02;
/** How far from such a point the next blow-up reaches, and how often blow-ups are nested. */
const REACH = 0.1;
const NESTING = 3;

/**
 * Whether the origin is proved to be the only common zero of some polynomials in |zᵢ| ≤ radius.
 *
 * Weighted blow-ups: every z ≠ 0 is ±ρ^{w_k} in one coordinate and ρ^{w_i}·vᵢ, |vᵢ| ≤ 1, in the others, for one ρ > 0.
 * In each of these 2n charts the polynomials are divided by the power of ρ they all hold, and boxes of (ρ, v) on which
 * one of them keeps away from 0 are discarded. Where that fails round one point of ρ = 0, that point is blown up again.
 *
 * @param positive coordinates whose zeros at 0 are of no concern, since only positive values mean a point
 */
export function isOnlyZero(
  system: readonly IntervalPolynomial[],
  n: number,
  radius: number,
  weights: readonly (readonly number[])[],
  positive?: number,
  nesting: number = 0,
): boolean {
  return weights.some((w) => {
    const reach = Math.max(...w.map((each) => radius ** (1 / each))) * (1 + 1e-12);
    for (let k = 0; k < n; k++) {
      for (const sign of positive === k ? [1] : [1, -1]) {
        const chart = system.map((p) => inChart(p, k, sign, w));
        const start = w.map((_, i): Interval => (i === k ? [0, reach] : i === positive ? [0, 1] : [-1, 1]));
        if (!isEmptyChart(chart, n, k, start, nesting)) return false;
      }
    }
    return true;
  });
}

/** The polynomial in the chart, coordinate k standing for ρ, divided by the greatest power of ρ. */
function inChart(p: IntervalPolynomial, k: number, sign: number, w: readonly number[]): IntervalPolynomial {
  const weigh = (exponents: readonly number[]): number => exponents.reduce((total, e, i) => total + e * w[i]!, 0);
  const least = [...p.values()].reduce((found, { exponents }) => Math.min(found, weigh(exponents)), 1e9);
  return polynomialOf(
    [...p.values()].map(({ exponents, coefficient }) => {
      const flips = sign < 0 && exponents[k]! % 2 === 1;
      const turned = !flips
        ? coefficient
        : coefficient instanceof Rational
          ? coefficient.negated()
          : ([-coefficient[1], -coefficient[0]] as const);
      return { exponents: exponents.map((e, i) => (i === k ? weigh(exponents) - least : e)), coefficient: turned };
    }),
  );
}

function isEmptyChart(
  system: readonly IntervalPolynomial[],
  n: number,
  rho: number,
  start: readonly Interval[],
  nesting: number,
): boolean {
  const waiting: (readonly Interval[])[] = [start];
  const blownUp: (readonly number[])[] = [];
  let examined = 0;
  for (let box = waiting.pop(); box !== undefined; box = waiting.pop()) {
    if (++examined > CHART_BOXES) return false;
    const here = box;
    if (system.some((p) => excludesZero(rangeOf(p, here)))) continue;
    if (blownUp.some((at) => here.every(([low, high], i) => low >= at[i]! - REACH && high <= at[i]! + REACH))) continue;
    const widest = here.reduce((best, [low, high], i) => (high - low > here[best]![1] - here[best]![0] ? i : best), 0);
    const small = here[rho]![0] > 0 ? SMALL / 16 : SMALL;
    if (here[widest]![1] - here[widest]![0] > small) {
      const [low, high] = here[widest]!;
      const middle = low + 0.5137 * (high - low);
      waiting.push(
        here.map((each, i) => (i === widest ? [middle, high] : each)),
        here.map((each, i) => (i === widest ? [low, middle] : each)),
      );
      continue;
    }
    if (here[rho]![0] > 0 || nesting >= NESTING) return false;
    const at = here.map(([low, high], i) => (i === rho ? 0 : Math.round(6 * (low + high)) / 12));
    const origin = at.map((x, i) => addPolynomials(variablePolynomial(n, i), constantPolynomial(n, twelfths(x))));
    const moved = system.map((p) => composePolynomial(p, origin));
    const units = [new Array<number>(n).fill(1)];
    if (!isOnlyZero(moved, n, REACH, units, rho, nesting + 1)) return false;
    blownUp.push(at);
    waiting.push(here);
  }
  return true;
}

function twelfths(x: number): Rational {
  return Rational.of(BigInt(Math.round(12 * x)), 12n);
}

function excludesZero([low, high]: Interval): boolean {
  return low > 0 || high < 0;
}
