import { type Direction, unitVector } from '../derive/directional.js';
import { gradientOf } from '../derive/gradient.js';
import { replaceSymbols } from '../derive/substitute.js';
import { resolveVariables, type Variable } from '../derive/variables.js';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import { constant, type Expr } from '../expr/node.js';
import { freeSymbols } from '../expr/walk.js';
import { half, power, product, quotient, sum } from '../ops/index.js';
import { toLatex } from '../print/latex.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import type { Teller } from './explanation.js';
import { canonicalEntry, guarded, number, operator, type PointOf, pointText, vector } from './notation.js';
import { sentences } from './sentences.js';

/** The gradient: one partial derivative a step, then all of them, then their values. */
export function explainGradient(teller: Teller, f: Expr, vars: readonly Variable[], at?: PointOf): readonly Expr[] {
  const root = canonicalEntry(f);
  const variables = resolveVariables('explain', vars, [root]);
  const components = gradientOf(root, variables).map(tidy);
  components.forEach((component, i) => {
    const variable = variables[i]!;
    const others = freeSymbols(root).filter((name) => name !== variable.name);
    teller.say(
      'partial',
      others.length > 0 ? sentences.partial : sentences.only,
      { variable: variable.name!, others: others.join(', ') },
      `${operator('f', variable, root)} = ${toLatex(component)}`,
    );
  });
  teller.say('gradient', sentences.gradient, {}, `\\nabla f = ${vector(components.map(toLatex))}`);
  if (at !== undefined) {
    const values = components.map((each) => valueAt(each, at).text);
    teller.say('at', sentences.at, { point: pointText(at) }, `\\nabla f = ${vector(values)}`);
  }
  return components;
}

/** The directional derivative; at a point also the directions of fastest and of no change. */
export function explainDirectional(
  teller: Teller,
  f: Expr,
  vars: readonly Variable[],
  direction: Direction,
  at?: PointOf,
): Expr | number {
  const components = explainGradient(teller, f, vars, at);
  const unit = unitVector(direction, components.length);
  const known = exactUnit(direction);
  const exact = known ?? unit.map((each) => constant(each));
  const shown = known?.map(toLatex) ?? unit.map(number);
  teller.say('unit', sentences.unit, {}, `e_l = ${vector(shown)}`);
  if (at === undefined) {
    const rate = tidy(sum(components.map((each, i) => product([exact[i]!, each]))));
    const formula = `\\frac{\\partial f}{\\partial l} = \\nabla f \\cdot e_l = ${toLatex(rate)}`;
    teller.say('directional', sentences.directional, {}, formula);
    return tidy(sum(components.map((each, i) => product([constant(unit[i]!), each]))));
  }
  const values = components.map((each) => valueAt(each, at));
  const value = values.reduce((total, each, i) => total + each.value * unit[i]!, 0);
  const terms = values.map(({ text }, i) => `${guarded(text)} \\cdot ${guarded(shown[i]!)}`);
  const isExact = known !== undefined && values.every(({ node }) => node !== undefined);
  const total = isExact
    ? toLatex(canonical(sum(values.map(({ node }, i) => product([node!, exact[i]!])))))
    : number(value);
  const formula = `\\frac{\\partial f}{\\partial l} = \\nabla f \\cdot e_l = ${terms.join(' + ')} = ${total}`;
  teller.say('directional', sentences.directional, {}, formula);
  explainSteepest(teller, values);
  return value;
}

/** |∇f| is the greatest rate, along ∇f; −|∇f| the least; no change across it. */
function explainSteepest(teller: Teller, values: readonly Value[]): void {
  const length = Math.hypot(...values.map(({ value }) => value));
  if (length === 0) {
    teller.say('steepest', sentences.level, {}, '\\nabla f = 0');
    return;
  }
  const known = values.every(({ node }) => node?.value !== undefined);
  const norm = known
    ? toLatex(canonical(power(sum(values.map(({ node }) => product([node!, node!]))), half)))
    : number(length);
  const squares = values.map(({ text }) => `${guarded(text)}^{2}`).join(' + ');
  teller.say('steepest', sentences.steepest, {}, `\\left|\\nabla f\\right| = \\sqrt{${squares}} = ${norm}`);
}

interface Value {
  readonly value: number;
  /** The exact value, where it is a short one. */
  readonly node: Expr | undefined;
  readonly text: string;
}

function valueAt(f: Expr, at: PointOf): Value {
  const value = evaluateScalar(f, at);
  const point = new Map(Object.entries(at).map(([name, x]) => [name, constant(x)]));
  const there = canonical(replaceSymbols(f, point));
  const short = freeSymbols(there).length === 0 && there.depth <= 4 && typeof there.value !== 'number';
  return { value, node: short ? there : undefined, text: short ? toLatex(there) : number(value) };
}

/** l/|l| for whole numbers, with the square root standing. */
function exactUnit(direction: Direction): Expr[] | undefined {
  if ('angles' in direction || !direction.every((each) => Number.isSafeInteger(each) && Math.abs(each) < 1e6)) {
    return undefined;
  }
  const square = direction.reduce((total, each) => total + each * each, 0);
  return direction.map((each) => canonical(quotient(constant(each), power(constant(square), half))));
}
