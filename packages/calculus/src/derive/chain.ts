import { ArgumentError } from '@nablajs/core-wasm';
import { type Expr, enter } from '../expr/node.js';
import { freeSymbols } from '../expr/walk.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import { matrixDerivative } from '../matrix/matrixDerivative.js';
import { product, sum, zeroExpr } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import { partialDerivative } from './diff.js';
import { asExpr, replaceSymbols, type Substitution } from './substitute.js';
import { requireExpr, resolveVariable, type Variable } from './variables.js';

/**
 * The composed function f(u(…), v(…), …): every name of `inner` replaced by its expression, all at once.
 *
 * @example
 * ```ts
 * import { compose, parse } from '@nablajs/calculus';
 *
 * console.log(compose(parse('exp(u)*sin(v)'), { u: parse('x*y'), v: parse('x + y') }).toString());
 * ```
 */
export function compose(f: Expr, inner: Substitution): Expr {
  const names = Object.keys(inner);
  const [entered, ...parts] = enter([
    requireExpr('compose', f),
    ...names.map((name) => asExpr(`compose: ${name}`, inner[name])),
  ]) as [Expr, ...Expr[]];
  return tidy(canonical(replaceSymbols(entered, new Map(names.map((name, i) => [name, parts[i]!])))));
}

/**
 * The total derivative through intermediate variables, by the chain rule:
 *
 *   df/dt = ∂f/∂t + Σ ∂f/∂u · du/dt
 *
 * where ∂f/∂u holds the other variables fixed (`diff`) and du/dt is itself total: intermediate variables may depend on
 * each other. The result is written in the independent variables alone.
 *
 * @param t the variable; a name that is in `inner` cannot be it.
 * @param inner the intermediate variables, `{ u: exprOfT, … }`.
 * @throws ArgumentError when the intermediate variables depend on each other in a circle.
 *
 * @example
 * ```ts
 * import { parse, totalDerivative } from '@nablajs/calculus';
 *
 * const dz = totalDerivative(parse('u*v + sin(t)'), 't', { u: parse('exp(t)'), v: parse('cos(t)') });
 * console.log(dz.toString());
 * ```
 */
export function totalDerivative(f: Expr, t: Variable, inner: Substitution): Expr {
  const names = Object.keys(inner);
  const [entered, ...parts] = enter([
    requireExpr('totalDerivative', f),
    ...names.map((name) => asExpr(`totalDerivative: ${name}`, inner[name])),
  ]) as [Expr, ...Expr[]];
  const variable = resolveVariable('totalDerivative', t, [entered, ...parts]);
  if (Object.hasOwn(inner, variable.name!)) {
    throw new ArgumentError({
      where: 'totalDerivative',
      expected: 'an independent variable',
      got: `${variable.name}, which depends on others`,
    });
  }
  if ([entered, ...parts].some((each) => isMatrixFormula(each, variable))) {
    return matrixDerivative(compose(entered, inner), variable);
  }
  const outline = chainRule(entered, variable, new Map(names.map((name, i) => [name, canonical(parts[i]!)])));
  return tidy(outline.result);
}

/** One link u → f of the chain: its local derivative and where it leads. */
export interface ChainLink {
  /** The intermediate variable, or the independent variable for the direct part ∂f/∂t. */
  readonly through: string;
  /** ∂f/∂u with everything else fixed, in the intermediate variables. */
  readonly partial: Expr;
  /** du/dt, total, in the independent variables; undefined for the direct part. */
  readonly rate: Expr | undefined;
}

/** What the chain rule did: its links, and the composed result. */
export interface ChainOutline {
  readonly links: readonly ChainLink[];
  readonly result: Expr;
}

/** The chain rule over a dependency graph without circles, innermost variables first. */
export function chainRule(f: Expr, variable: Expr, inner: ReadonlyMap<string, Expr>): ChainOutline {
  const composed = new Map<string, Expr>();
  const rates = new Map<string, Expr>();
  for (const name of dependencyOrder(inner)) {
    const expression = inner.get(name)!;
    composed.set(name, canonical(replaceSymbols(expression, composed)));
    rates.set(name, total(expression, variable, composed, rates).result);
  }
  return total(f, variable, composed, rates);
}

function total(
  f: Expr,
  variable: Expr,
  composed: ReadonlyMap<string, Expr>,
  rates: ReadonlyMap<string, Expr>,
): ChainOutline {
  const links: ChainLink[] = [];
  const terms: Expr[] = [];
  for (const name of freeSymbols(f)) {
    const rate = rates.get(name);
    if (rate === zeroExpr || (rate === undefined && name !== variable.name)) continue;
    const through = rate === undefined ? variable : resolveVariable('totalDerivative', name, [f]);
    const partial = partialDerivative(f, through);
    const outer = canonical(replaceSymbols(partial, composed));
    links.push({ through: name, partial, rate });
    terms.push(rate === undefined ? outer : product([outer, rate]));
  }
  return { links, result: sum(terms) };
}

/** Names so that each comes after those its expression uses. @throws ArgumentError for a circle. */
export function dependencyOrder(inner: ReadonlyMap<string, Expr>): string[] {
  const order: string[] = [];
  const needs = new Map([...inner].map(([name, f]) => [name, freeSymbols(f).filter((each) => inner.has(each))]));
  while (needs.size > 0) {
    const ready = [...needs.keys()].filter((name) => needs.get(name)!.every((each) => !needs.has(each)));
    if (ready.length === 0) {
      throw new ArgumentError({
        where: 'totalDerivative',
        expected: 'variables that do not depend on each other in a circle',
        got: [...needs.keys()].join(' → '),
      });
    }
    for (const name of ready) {
      order.push(name);
      needs.delete(name);
    }
  }
  return order;
}
