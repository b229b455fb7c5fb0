import { Rational } from '../expr/rational.js';
import { type Laurent, type Monomial, multiplyMonomials, powerMonomial, type Term, UNIT } from './laurent.js';

/** What the normal form's polynomials are over. */
export type Atom =
  | { readonly kind: 'positive' | 'real' | 'imaginary' | 'prime' }
  /** exp(monomial); `turn` when the monomial is i·π, so that whole and half exponents are powers of i. */
  | { readonly kind: 'exp'; readonly monomial: Monomial; readonly turn: boolean; readonly real: boolean }
  /** A polynomial that stands in a denominator or under a root. */
  | { readonly kind: 'sum'; readonly base: Laurent; readonly positive: boolean }
  | { readonly kind: 'log'; readonly of: number | undefined };

export function isPositiveAtom(atom: Atom): boolean {
  return (
    atom.kind === 'positive' ||
    atom.kind === 'prime' ||
    (atom.kind === 'exp' && atom.real) ||
    (atom.kind === 'sum' && atom.positive)
  );
}

/**
 * Whether a polynomial is certainly positive wherever it is defined: a sum of products of positive atoms, of roots and of
 * even powers with positive coefficients, or a difference such as e^u − e^{−u} for u > 0.
 */
export function isPositiveSum(p: Laurent, atoms: readonly Atom[]): boolean {
  const terms = [...p.values()];
  if (terms.length === 2 && isExcess(terms[0]!, terms[1]!, atoms)) return true;
  const certain = ([id, exponent]: Monomial[number]): boolean =>
    isPositiveAtom(atoms[id]!) || (atoms[id]!.kind === 'sum' && exponent % UNIT !== 0);
  const even = ([id, exponent]: Monomial[number]): boolean =>
    atoms[id]!.kind === 'real' && exponent > 0 && exponent % (2 * UNIT) === 0;
  return (
    terms.every(
      ({ monomial, coefficient }) => !coefficient.isNegative && monomial.every((part) => certain(part) || even(part)),
    ) && terms.some(({ monomial }) => monomial.every(certain))
  );
}

/** a·m·e^u − b·m with a ≥ b > 0, u > 0 and m > 0. */
function isExcess(first: Term, second: Term, atoms: readonly Atom[]): boolean {
  const [more, less] = first.coefficient.isNegative ? [second, first] : [first, second];
  if (more.coefficient.isNegative || !less.coefficient.isNegative) return false;
  if (more.coefficient.compare(less.coefficient.negated()) < 0) return false;
  const quotient = multiplyMonomials(more.monomial, powerMonomial(less.monomial, Rational.of(-1n)));
  return (
    less.monomial.every(([id]) => isPositiveAtom(atoms[id]!)) &&
    quotient.every(([id, exponent]) => exponent > 0 && isAboveOne(atoms[id]!, atoms))
  );
}

function isAboveOne(atom: Atom, atoms: readonly Atom[]): boolean {
  return atom.kind === 'exp' && atom.real && atom.monomial.every(([id]) => isPositiveAtom(atoms[id]!));
}
