import { type Tensor, tensor } from '@nablajs/core-wasm';
import { evaluate, type Values } from '../compile/evaluate.js';
import type { Wrt } from '../derive/diff.js';
import { type DerivationStep, Differentiator } from '../derive/differentiator.js';
import { requireExpr, resolveVariable, type Variable } from '../derive/variables.js';
import { constant, type Expr, enter } from '../expr/node.js';
import { freeSymbols } from '../expr/walk.js';
import { explainMatrix } from '../matrix/explainMatrix.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import type { MatrixDerivativeOptions } from '../matrix/matrixDerivative.js';
import { zeroExpr } from '../ops/index.js';
import { toLatex } from '../print/latex.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import type { Teller } from './explanation.js';
import { atPoint, number, operator, type PointOf, pointText } from './notation.js';
import { sentences } from './sentences.js';

/** A partial derivative of any order: every step the derivation took, then the tidied result. */
export function explainDerivative(
  teller: Teller,
  f: Expr,
  wrt: Wrt | readonly Wrt[],
  at?: Values,
  options: MatrixDerivativeOptions = {},
): Expr | number | Tensor {
  let [current] = enter([requireExpr('explain', f)]) as [Expr];
  variablesOf(wrt, current).forEach((variable, index) => {
    if (isMatrixFormula(current, variable)) {
      const { steps, result } = explainMatrix(current, variable, teller.language, options);
      for (const { rule, title, text, latex } of steps)
        teller.steps.push({ rule, text: title, formula: latex, plain: text });
      current = result;
      return;
    }
    current = canonical(current);
    const others = freeSymbols(current).filter((name) => name !== variable.name);
    const opening = index > 0 ? sentences.again : others.length > 0 ? sentences.hold : sentences.start;
    teller.say(index > 0 ? 'again' : 'hold', opening, { variable: variable.name!, others: others.join(', ') }, '');
    current = tellSteps(teller, current, variable);
  });
  if (at === undefined) return current;
  const value = evaluate(current, at);
  const numbers = Object.values(at).every((each) => typeof each === 'number');
  if (typeof value === 'number' && numbers && current.args.length > 0) {
    const there = atPoint(toLatex(current), at as PointOf);
    teller.say('at', sentences.at, { point: pointText(at as PointOf) }, `${there} = ${number(value)}`);
    return value;
  }
  const point = `(${Object.entries(at)
    .map(([name, x]) => `${name} = ${typeof x === 'number' ? x : JSON.stringify(tensor(x as never).toArray())}`)
    .join(', ')})`;
  teller.say('at', sentences.at, { point }, valueLatex(value));
  return value;
}

/** A number, or the entries of a vector or matrix; empty for more indices. */
function valueLatex(value: number | Tensor): string {
  if (typeof value === 'number') return toLatex(constant(value));
  if (value.shape.length > 2) return '';
  const rows = value.toArray() as (number | number[])[];
  const lines = rows.map((row) => (typeof row === 'number' ? [row] : row).map((x) => toLatex(constant(x))).join(' & '));
  return `\\begin{pmatrix} ${lines.join(' \\\\ ')} \\end{pmatrix}`;
}

/** `'x'`, `['x', 3]`, `['x', 'y']` or a list of these, as single differentiations. */
function variablesOf(wrt: Wrt | readonly Wrt[], f: Expr): Expr[] {
  const single = !Array.isArray(wrt) || (wrt.length === 2 && typeof wrt[1] === 'number');
  const list = (single ? [wrt] : wrt) as readonly Wrt[];
  return list.flatMap((each) => {
    const [variable, order] = Array.isArray(each) ? (each as readonly [Variable, number]) : [each as Variable, 1];
    return new Array<Expr>(order).fill(resolveVariable('explain', variable, [f]));
  });
}

function tellSteps(teller: Teller, f: Expr, variable: Expr): Expr {
  const steps: DerivationStep[] = [];
  const result = new Differentiator(f).by(variable, (step) => steps.push(step));
  if (result === undefined) {
    teller.say(
      'absent',
      sentences.absent,
      { variable: variable.name! },
      `${operator('', variable, f)} ${parenthesized(f)} = 0`,
    );
    return zeroExpr;
  }
  for (const { node, differentials, result: derived } of steps) {
    const single = differentials.length > 1 && differentials.filter((each) => each !== undefined).length === 1;
    if (single && derived.value !== undefined && node !== f) continue;
    const named = (single ? node.op.explainSingle : undefined) ?? node.op.explain;
    const rule = named?.[teller.language] ?? node.op.name;
    const inside = node.args.some((arg, i) => differentials[i] !== undefined && arg !== variable) && !isLinear(node);
    teller.say(
      node.op.name,
      inside ? sentences.ruleInside : sentences.rule,
      { rule },
      `${operator('', variable, f)} ${parenthesized(node)} = ${toLatex(derived)}`,
    );
  }
  const tidied = tidy(result);
  if (tidied !== result) {
    teller.say(
      'collected',
      sentences.collected,
      {},
      `${operator('', variable, f)} ${parenthesized(f)} = ${toLatex(tidied)}`,
    );
  }
  return tidied;
}

/** Sums and products differentiate their parts and name no inner function. */
function isLinear(node: Expr): boolean {
  return node.op.differential !== undefined;
}

function parenthesized(f: Expr): string {
  const text = toLatex(f);
  return f.args.length === 0 ? text : `\\left[${text}\\right]`;
}
