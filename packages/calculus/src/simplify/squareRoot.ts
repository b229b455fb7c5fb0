import { Rational } from '../expr/rational.js';
import type { Tools } from './definitions.js';
import { addLaurent, constantLaurent, fromTerms, type Laurent, scaleLaurent, type Term } from './laurent.js';

/** The arithmetic of a normal form that a square root is drawn with. */
type RootTools = Pick<Tools, 'multiply' | 'power' | 'isPositive'>;

const half = Rational.of(1n, 2n);
const minusOne = Rational.of(-1n);
const STEPS = 12;

/**
 * q > 0 with q² = p, for nested radicals: x + 2√x + 1 = (√x + 1)², 3 + 2√2 = (1 + √2)²; undefined when none is found.
 */
export function squareRoot(p: Laurent, tools: RootTools): Laurent | undefined {
  if (p.size < 2) return undefined;
  return p.size === 2 ? (rootOfSurd(p, tools) ?? rootByTerms(p, tools)) : rootByTerms(p, tools);
}

/** √(a ± √b) = √((a+d)/2) ± √((a−d)/2) when d = √(a² − b) is rational. */
function rootOfSurd(p: Laurent, { multiply, power }: RootTools): Laurent | undefined {
  const terms = [...p.values()];
  const rational = terms.find(({ monomial }) => monomial.length === 0);
  const surd = terms.find(({ monomial }) => monomial.length > 0)!;
  if (rational === undefined || rational.coefficient.isNegative) return undefined;
  const b = rationalOf(multiply(fromTerms([surd]), fromTerms([surd])));
  const a = rational.coefficient;
  const square = b === undefined ? undefined : a.times(a).plus(b.times(minusOne));
  if (square === undefined || square.isNegative || square.isZero) return undefined;
  const d = rationalOf(power(constantLaurent(square), half));
  if (d === undefined) return undefined;
  const part = (sign: Rational): Laurent => power(constantLaurent(a.plus(d.times(sign)).times(half)), half);
  return addLaurent([
    part(Rational.one),
    scaleLaurent(part(minusOne), surd.coefficient.isNegative ? minusOne : Rational.one),
  ]);
}

/** Long division for roots: each further term of q is the leading term of p − q² over twice the leading term of q. */
function rootByTerms(p: Laurent, tools: RootTools): Laurent | undefined {
  const first = leading(p);
  if (first.coefficient.isNegative) return undefined;
  const lead = tools.power(fromTerms([first]), half);
  const divisor = scaleLaurent(tools.power(lead, minusOne), half);
  let q = lead;
  for (let step = 0; step < STEPS; step++) {
    const rest = addLaurent([p, scaleLaurent(tools.multiply(q, q), minusOne)]);
    if (rest.size === 0) return tools.isPositive(q) ? q : undefined;
    q = addLaurent([q, tools.multiply(fromTerms([leading(rest)]), divisor)]);
    if (q.size > p.size) return undefined;
  }
  return undefined;
}

function rationalOf(p: Laurent): Rational | undefined {
  const [only, ...others] = [...p.values()];
  return only !== undefined && others.length === 0 && only.monomial.length === 0 ? only.coefficient : undefined;
}

/** The greatest term in the lexicographic order of exponents. */
function leading(p: Laurent): Term {
  return [...p.values()].reduce((best, each) => (isGreater(each, best) ? each : best));
}

function isGreater(a: Term, b: Term): boolean {
  const [left, right] = [new Map(a.monomial), new Map(b.monomial)];
  for (const id of [...new Set([...left.keys(), ...right.keys()])].sort((i, j) => j - i)) {
    const difference = (left.get(id) ?? 0) - (right.get(id) ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
