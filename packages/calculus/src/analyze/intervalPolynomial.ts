import { addInterval, around, mulInterval, powerInterval } from '../expr/interval.js';
import type { Interval } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';

/**
 * Polynomials Σ c_α·z^α whose coefficients are exact rationals or intervals that contain them: Taylor polynomials with
 * their remainders. Terms that cancel exactly are gone, which is what tells orders of vanishing apart.
 */
export interface PolynomialTerm {
  readonly exponents: readonly number[];
  readonly coefficient: Rational | Interval;
}

/** Exponents as text → term; no exact zeros. */
export type IntervalPolynomial = ReadonlyMap<string, PolynomialTerm>;

const TERM_LIMIT = 3000;

/** Σ terms, with like ones collected; undefined coefficients never arise, and too many terms throw `TooManyTerms`. */
export function polynomialOf(terms: Iterable<PolynomialTerm>): IntervalPolynomial {
  const result = new Map<string, PolynomialTerm>();
  for (const { exponents, coefficient } of terms) {
    const key = exponents.join();
    const known = result.get(key);
    const total = known === undefined ? coefficient : plus(known.coefficient, coefficient);
    if (total instanceof Rational && total.isZero) result.delete(key);
    else result.set(key, { exponents, coefficient: total });
    if (result.size > TERM_LIMIT) throw new TooManyTerms();
  }
  return result;
}

/** Thrown when a polynomial outgrows what a certificate may cost; caught where certificates are made. */
export class TooManyTerms extends Error {}

export function constantPolynomial(n: number, c: Rational): IntervalPolynomial {
  return polynomialOf([{ exponents: new Array<number>(n).fill(0), coefficient: c }]);
}

/** The i-th variable of n. */
export function variablePolynomial(n: number, i: number): IntervalPolynomial {
  return polynomialOf([
    { exponents: Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)), coefficient: Rational.one },
  ]);
}

export function addPolynomials(...parts: readonly IntervalPolynomial[]): IntervalPolynomial {
  return polynomialOf(parts.flatMap((part) => [...part.values()]));
}

export function multiplyPolynomials(
  a: IntervalPolynomial,
  b: IntervalPolynomial,
  degree: number = Number.POSITIVE_INFINITY,
): IntervalPolynomial {
  const terms: PolynomialTerm[] = [];
  for (const p of a.values()) {
    for (const q of b.values()) {
      const exponents = p.exponents.map((e, i) => e + q.exponents[i]!);
      if (degreeOf(exponents) > degree) continue;
      terms.push({ exponents, coefficient: times(p.coefficient, q.coefficient) });
    }
  }
  return polynomialOf(terms);
}

export function scalePolynomial(p: IntervalPolynomial, factor: Rational): IntervalPolynomial {
  return polynomialOf([...p.values()].map((each) => ({ ...each, coefficient: times(each.coefficient, factor) })));
}

/** p(q₁, …, qₙ), terms above `degree` dropped. */
export function composePolynomial(
  p: IntervalPolynomial,
  inner: readonly IntervalPolynomial[],
  degree: number = Number.POSITIVE_INFINITY,
): IntervalPolynomial {
  const n = inner.length;
  const powers: IntervalPolynomial[][] = inner.map(() => [constantPolynomial(n, Rational.one)]);
  const power = (i: number, e: number): IntervalPolynomial => {
    const known = powers[i]!;
    while (known.length <= e) known.push(multiplyPolynomials(known[known.length - 1]!, inner[i]!, degree));
    return known[e]!;
  };
  const zero = new Array<number>(n).fill(0);
  const parts = [...p.values()].map(({ exponents, coefficient }) =>
    exponents.reduce(
      (product, e, i) => (e === 0 ? product : multiplyPolynomials(product, power(i, e), degree)),
      polynomialOf([{ exponents: zero, coefficient }]),
    ),
  );
  return addPolynomials(...parts);
}

/** ∂p/∂zᵢ; for exact coefficients. */
export function derivePolynomial(p: IntervalPolynomial, i: number): IntervalPolynomial {
  return polynomialOf(
    [...p.values()]
      .filter(({ exponents }) => exponents[i]! > 0)
      .map(({ exponents, coefficient }) => ({
        exponents: exponents.map((e, j) => (i === j ? e - 1 : e)),
        coefficient: times(coefficient, Rational.of(BigInt(exponents[i]!))),
      })),
  );
}

/** The range over a box, term by term. */
export function rangeOf(p: IntervalPolynomial, box: readonly Interval[]): Interval {
  let total: Interval = [0, 0];
  for (const { exponents, coefficient } of p.values()) {
    let term = interval(coefficient);
    exponents.forEach((e, i) => {
      if (e > 0) term = mulInterval(term, powerInterval(box[i]!, e));
    });
    total = addInterval(total, term);
  }
  return total;
}

export function degreeOf(exponents: readonly number[]): number {
  return exponents.reduce((total, e) => total + e, 0);
}

function interval(c: Rational | Interval): Interval {
  if (!(c instanceof Rational)) return c;
  const x = c.toNumber();
  return around(x, c.isInteger && Number.isSafeInteger(x));
}

function plus(a: Rational | Interval, b: Rational | Interval): Rational | Interval {
  return a instanceof Rational && b instanceof Rational ? a.plus(b) : addInterval(interval(a), interval(b));
}

function times(a: Rational | Interval, b: Rational | Interval): Rational | Interval {
  return a instanceof Rational && b instanceof Rational ? a.times(b) : mulInterval(interval(a), interval(b));
}
