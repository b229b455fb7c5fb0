import { bitLength, Rational } from '../expr/rational.js';

/**
 * Laurent polynomials with rational exponents, Σ c·Π aᵢ^eᵢ over numbered atoms aᵢ: the arithmetic of the normal form
 * that `equals` decides by. Exponents are integers in units of 1/720720, which holds every denominator up to 16.
 */
export const UNIT = 720720;

/** atom → exponent in units; ascending by atom. */
export type Monomial = readonly (readonly [atom: number, exponent: number])[];

export interface Term {
  readonly monomial: Monomial;
  readonly coefficient: Rational;
}

/** Monomial key → term; no zero coefficients. */
export type Laurent = ReadonlyMap<string, Term>;

const TERM_LIMIT = 4000;
const BIT_LIMIT = 4096;

/** Thrown inside the normal form when an expression is beyond it; `equals` then knows less, nothing else happens. */
export class Unsupported extends Error {}

function monomialKey(monomial: Monomial): string {
  return monomial.map(([atom, exponent]) => `${atom}^${exponent}`).join('*');
}

export function fromTerms(terms: Iterable<Term>): Laurent {
  const result = new Map<string, Term>();
  for (const { monomial, coefficient } of terms) {
    const key = monomialKey(monomial);
    const known = result.get(key);
    const total = known === undefined ? coefficient : known.coefficient.plus(coefficient);
    if (total.isZero) result.delete(key);
    else result.set(key, { monomial, coefficient: total });
    if (result.size > TERM_LIMIT || bitLength(total.num) > BIT_LIMIT) throw new Unsupported();
  }
  return result;
}

export function constantLaurent(value: Rational): Laurent {
  return fromTerms([{ monomial: [], coefficient: value }]);
}

export function atomLaurent(atom: number, exponent: number = UNIT): Laurent {
  return fromTerms([{ monomial: exponent === 0 ? [] : [[atom, exponent]], coefficient: Rational.one }]);
}

export function addLaurent(parts: readonly Laurent[]): Laurent {
  return fromTerms(parts.flatMap((part) => [...part.values()]));
}

export function scaleLaurent(p: Laurent, factor: Rational): Laurent {
  return fromTerms([...p.values()].map((term) => ({ ...term, coefficient: term.coefficient.times(factor) })));
}

export function multiplyMonomials(a: Monomial, b: Monomial): Monomial {
  const result: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [p, q] = [a[i], b[j]];
    if (q === undefined || (p !== undefined && p[0] < q[0])) {
      result.push(p!);
      i++;
    } else if (p === undefined || q[0] < p[0]) {
      result.push(q);
      j++;
    } else {
      if (p[1] + q[1] !== 0) result.push([p[0], p[1] + q[1]]);
      i++;
      j++;
    }
  }
  return result;
}

/** Exponents all multiplied by a rational; Unsupported when one is then no multiple of the unit. */
export function powerMonomial(monomial: Monomial, exponent: Rational): Monomial {
  if (exponent.isZero) return [];
  return monomial.map(([atom, e]) => {
    const scaled = (e * Number(exponent.num)) / Number(exponent.den);
    if (!Number.isSafeInteger(scaled)) throw new Unsupported();
    return [atom, scaled] as const;
  });
}

/** Products of all pairs of terms; `settle` brings a term to its normal form. */
export function multiplyLaurent(a: Laurent, b: Laurent, settle: (term: Term) => Term): Laurent {
  if (a.size * b.size > 40 * TERM_LIMIT) throw new Unsupported();
  const terms: Term[] = [];
  for (const p of a.values()) {
    for (const q of b.values()) {
      terms.push(
        settle({
          monomial: multiplyMonomials(p.monomial, q.monomial),
          coefficient: p.coefficient.times(q.coefficient),
        }),
      );
    }
  }
  return fromTerms(terms);
}

/** A text that equal polynomials share. */
export function serialize(p: Laurent): string {
  return [...p.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { coefficient }]) => `${coefficient}·${key}`)
    .join('+');
}
