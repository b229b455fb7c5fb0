import type { Expr } from '../expr/node.js';
import { numberNode } from '../expr/number.js';
import { Rational } from '../expr/rational.js';
import { isScalar } from '../expr/shape.js';
import { postorder, remembered } from '../expr/walk.js';
import { add, apply, exp, minusOne, mul, pow, power, product, sum } from '../ops/index.js';
import { canonical } from './canonical.js';
import { commonFactors, takeOut, termParts } from './commonFactors.js';
import { expandOnce } from './expand.js';
import { productRules, sumRules } from './rules.js';
import { treeSize } from './size.js';

/** Nodes above which a result is left in canonical form. */
const TIDY_LIMIT = 1500;

/**
 * The form a textbook prints, reached by a few rewrites that never make a formula longer:
 *
 *   eᵗcos t − eᵗsin t → eᵗ(cos t − sin t)      a factor that is no polynomial comes out of a sum
 *   (2x + 4x³s²)·e^… → 2x(1 + 2x²s²)·e^…       inside a product, everything common comes out
 *   1/(x+1) − x/(x+1)² → 1/(x+1)²              fractions over powers of one denominator are joined
 *   sin²u + cos²u → 1, …                       the table in rules.ts
 *
 * Polynomials are not multiplied out and not factored. Bottom-up, each node once.
 */
export function tidy(f: Expr): Expr {
  if (f.args.length === 0) return f;
  const start = canonical(f);
  if (tooLarge(start)) return start;
  return remembered(start, 'tidied', (original, args) => {
    let made = args === original.args ? original : apply(original.op, args);
    if (!isScalar(made.shape)) return made;
    if (made.op === add) made = tidySum(made);
    if (made.op === mul) made = tidyProduct(made);
    return made;
  });
}

function tooLarge(f: Expr): boolean {
  if (f.depth > TIDY_LIMIT) return true;
  if (f.size <= TIDY_LIMIT) return false;
  try {
    postorder([f], TIDY_LIMIT);
    return false;
  } catch {
    return true;
  }
}

function tidySum(node: Expr): Expr {
  let result = node;
  for (const rule of node.args.some(hasSquare) ? sumRules : []) {
    const next = result.op === add ? rule.apply(result) : undefined;
    if (next !== undefined && treeSize(next) <= treeSize(result)) result = next;
  }
  if (result.op !== add) return result;
  result = joinFractions(result) ?? result;
  if (result.op !== add || result.args.length > 64) return result;
  if (!factorsOf(result.args[0]!).some(mayComeOut)) return grouped(result);
  const common = commonFactors(
    result.args,
    (base, e) => base.value === undefined && (base.degree === 0 || e.isNegative),
  );
  if (common.exponents.size === 0) return grouped(result);
  const { outside, inside } = takeOut(result.args, { ...common, content: Rational.one });
  const factored = product([outside, inside.op === add ? (tidyInside(inside) ?? inside) : inside]);
  return treeSize(factored) <= treeSize(result) ? factored : result;
}

/** Functions, and denominators: what is taken out of a sum that is no polynomial. */
function mayComeOut(factor: Expr): boolean {
  if (factor.value !== undefined) return false;
  const exponent = factor.op.asPower?.(factor)[1].value;
  return factor.degree === 0 || (exponent instanceof Rational && exponent.isNegative);
}

function factorsOf(term: Expr): readonly Expr[] {
  return term.op === mul ? term.args : [term];
}

/** Whether a term has a power of a function, which is what the rules for sums look for. */
function hasSquare(term: Expr): boolean {
  return factorsOf(term).some(
    (each) => each.op === pow && each.args[0]!.degree === 0 && each.args[0]!.args.length === 1,
  );
}

/** eᵗcos t − eᵗsin t + cos t → eᵗ(cos t − sin t) + cos t: an exponential that some terms share. */
function grouped(node: Expr): Expr {
  if (node.args.length < 3 || node.args.length > 8) return node;
  const bases = new Map<Expr, Expr[]>();
  for (const term of node.args) {
    for (const each of factorsOf(term)) {
      if (each.op.rank !== exp.rank) continue;
      const sharing = bases.get(each);
      if (sharing === undefined) bases.set(each, [term]);
      else sharing.push(term);
    }
  }
  for (const [shared, terms] of bases) {
    if (terms.length < 2) continue;
    const inverse = power(shared, minusOne);
    const inside = sum(terms.map((term) => product([term, inverse])));
    const others = node.args.filter((term) => !terms.includes(term));
    const result = sum([product([shared, inside.op === add ? (tidyInside(inside) ?? inside) : inside]), ...others]);
    if (treeSize(result) < treeSize(node)) return result;
  }
  return node;
}

function tidyProduct(node: Expr): Expr {
  let changed = false;
  const factors = node.args.map((factor) => {
    const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, undefined];
    if (base.op !== add || base.args.length > 64) return factor;
    const whole = exponent === undefined || (exponent.value instanceof Rational && exponent.value.isInteger);
    const inner = whole ? (withoutFractions(base) ?? tidyInside(base)) : undefined;
    if (inner === undefined) return factor;
    changed = true;
    return exponent === undefined ? inner : power(inner, exponent);
  });
  let result = changed ? product(factors) : node;
  if (treeSize(result) > treeSize(node)) result = node;
  for (const rule of productRules) {
    const next = result.op === mul ? rule.apply(result) : undefined;
    if (next !== undefined && treeSize(next) <= treeSize(result)) result = next;
  }
  return result;
}

/** y²/x² + 1 = (y² + x²)/x², for a sum that stands in a product. */
function withoutFractions(node: Expr): Expr | undefined {
  const greatest = new Map<Expr, Rational>();
  for (const term of node.args) {
    for (const [base, e] of termParts(term).exponents) {
      const known = greatest.get(base);
      if (e.isNegative && e.isInteger && base.op !== add && (known === undefined || e.compare(known) < 0))
        greatest.set(base, e);
    }
  }
  if (greatest.size === 0) return undefined;
  const raise = [...greatest].map(([base, e]) => power(base, numberNode(e.negated())));
  const lower = [...greatest].map(([base, e]) => power(base, numberNode(e)));
  return product([sum(node.args.map((term) => product([term, ...raise]))), ...lower]);
}

/** A sum that stands in a product, with all its terms' common factors before it. */
function tidyInside(node: Expr): Expr | undefined {
  const common = commonFactors(node.args, () => true);
  if (common.exponents.size === 0 && common.content.isOne) return undefined;
  const { outside, inside } = takeOut(node.args, common);
  return product([outside, inside]);
}

/** Σ nᵢ/Dᵢ = N/D when the terms share sums in their denominators and the result is shorter, or `always`. */
export function joinFractions(node: Expr, always: boolean = false): Expr | undefined {
  if (node.args.length > 16) return undefined;
  const greatest = new Map<Expr, Rational>();
  let fractions = 0;
  for (const term of node.args) {
    let has = false;
    for (const factor of factorsOf(term)) {
      const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, undefined];
      const e = exponent?.value;
      if (base.value !== undefined || !(e instanceof Rational) || !e.isNegative) continue;
      const known = greatest.get(base);
      if (known === undefined || e.compare(known) < 0) greatest.set(base, e);
      has = has || base.op === add;
    }
    if (has) fractions++;
  }
  if (fractions === 0 || (fractions === 1 && node.args.length > 3)) return undefined;
  const denominators = [...greatest].filter(([base]) => base.op === add);
  const raise = denominators.map(([base, e]) => power(base, numberNode(e.negated())));
  const numerator = expandOnce(sum(node.args.map((term) => product([term, ...raise]))), 64);
  if (numerator === undefined) return undefined;
  const common = numerator.op === add ? (tidyInside(numerator) ?? numerator) : numerator;
  const joined = product([common, ...denominators.map(([base, e]) => power(base, numberNode(e)))]);
  return always || treeSize(joined) < treeSize(node) ? joined : undefined;
}
