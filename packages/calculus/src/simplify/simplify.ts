import { requireExpr } from '../derive/variables.js';
import { type Expr, enter } from '../expr/node.js';
import { postorder, rebuild } from '../expr/walk.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import { simplifyMatrix } from '../matrix/simplifyMatrix.js';
import { add, apply, minusOne, mul, oneExpr, power, product } from '../ops/index.js';
import { canonical } from './canonical.js';
import { expandOnce } from './expand.js';
import { factorSum } from './factor.js';
import { treeSize } from './size.js';
import { joinFractions, tidy } from './tidy.js';

/** Nodes up to which alternatives are tried. */
const SEARCH_LIMIT = 600;
const EXPAND_TERMS = 200;
/** How often what became shorter is looked at again. */
const ROUNDS = 3;

/**
 * An equal formula that is as short as Nabla can make it. Canonical form and the rewrites of `tidy` first; then, for
 * formulas of moderate size, sums multiplied out and quotients cancelled, whichever is shortest.
 *
 * Values never change, and where `f` has a value the result has it too: (x²)^½ becomes |x|, log(x²) stays. The
 * result may be defined where `f` is not, as x/x → 1.
 *
 * @example
 * ```ts
 * import { parse, simplify } from '@nablajs/calculus';
 *
 * console.log(simplify(parse('(x^2 - 1)/(x - 1)')).toString(), simplify(parse('(x^2)^(1/2)')).toString());
 * ```
 */
export function simplify(f: Expr): Expr {
  const [entered] = enter([requireExpr('simplify', f)]) as [Expr];
  if (isMatrixFormula(entered, entered)) return simplifyMatrix(entered);
  let best = tidy(canonical(entered));
  if (tooLarge(best)) return best;
  for (let round = 0; round < ROUNDS; round++) {
    const start = best;
    for (const candidate of [cancelled(start), multipliedOut(start)]) {
      const tidied = tidy(candidate);
      if (treeSize(tidied) < treeSize(best)) best = tidied;
    }
    if (best === start) break;
  }
  return best;
}

function tooLarge(f: Expr): boolean {
  return treeSize(f) > 20 * SEARCH_LIMIT || f.depth > SEARCH_LIMIT || postorder([f]).length > SEARCH_LIMIT;
}

/** Sums multiplied out, inner ones first, wherever that makes them shorter. */
function multipliedOut(f: Expr): Expr {
  return rebuild(f, (original, args) => {
    const made = args === original.args ? original : apply(original.op, args);
    if (made.op !== add && made.op !== mul) return made;
    const expanded = expandOnce(made, EXPAND_TERMS);
    if (expanded === undefined) return made;
    const shorter = expanded === made || tooLarge(expanded) ? expanded : tidy(expanded);
    const best = treeSize(shorter) < treeSize(made) ? shorter : made;
    return best.op === mul ? (denominatorMultipliedOut(best) ?? best) : best;
  });
}

/** 1/((x + 1)·(1 − x)) = 1/(1 − x²), where that is shorter. */
function denominatorMultipliedOut(node: Expr): Expr | undefined {
  const below = node.args.filter((factor) => {
    const [base, e] = factor.op.asPower?.(factor) ?? [factor, oneExpr];
    return base.op === add && e === minusOne;
  });
  if (below.length < 2) return undefined;
  const expanded = expandOnce(product(below.map((factor) => power(factor, minusOne))), EXPAND_TERMS);
  if (expanded === undefined) return undefined;
  const result = product([...node.args.filter((factor) => !below.includes(factor)), power(expanded, minusOne)]);
  return treeSize(result) < treeSize(node) ? result : undefined;
}

/** Products with sums in the denominator, with both sides factored so that common factors cancel. */
function cancelled(f: Expr): Expr {
  return rebuild(f, (original, args) => {
    const made = args === original.args ? original : apply(original.op, args);
    if (made.op !== mul) return made;
    const parts = made.args.map((factor) => factor.op.asPower?.(factor) ?? ([factor, undefined] as const));
    const below = parts.some(([base, e]) => base.op === add && e?.value !== undefined && e.toNumber() < 0);
    const above = parts.some(([base, e]) => base.op === add && (e === undefined || e.toNumber() > 0));
    if (!below || !above) return made;
    const factored = product(
      made.args.flatMap((factor, i) => {
        const [base, e] = parts[i]!;
        if (base.op !== add || (e !== undefined && !Number.isInteger(e.toNumber()))) return [factor];
        const joined = e === undefined ? joinFractions(base, true) : undefined;
        if (joined !== undefined) return [joined];
        return e === undefined ? factorSum(base) : factorSum(base).map((each) => power(each, e));
      }),
    );
    return treeSize(factored) < treeSize(made) ? factored : made;
  });
}
