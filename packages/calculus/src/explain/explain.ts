import { ArgumentError, type Tensor } from '@nablajs/core-wasm';
import { classifyPoint } from '../analyze/classifyPoint.js';
import { type CriticalPoints, criticalPoints } from '../analyze/criticalPoints.js';
import type { Values } from '../compile/evaluate.js';
import type { Wrt } from '../derive/diff.js';
import { type Direction, unitVector } from '../derive/directional.js';
import { gradientOf, hessianOf } from '../derive/gradient.js';
import { taylor } from '../derive/taylor.js';
import { requireExpr, resolveVariables, type Variable } from '../derive/variables.js';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import { constant, type Expr, enter } from '../expr/node.js';
import type { Layout } from '../matrix/matrixDerivative.js';
import { product, sum } from '../ops/index.js';
import { toLatex } from '../print/latex.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import { explainChain } from './chain.js';
import { explainDerivative } from './derivative.js';
import { type ExplainLanguage, type Explanation, Teller } from './explanation.js';
import { operator } from './notation.js';
import { sentences } from './sentences.js';

/** What is to be explained. */
export type ExplainTask =
  | {
      readonly kind: 'derivative';
      readonly f: Expr;
      readonly wrt: Wrt | readonly Wrt[];
      /** Where to evaluate the result; vectors and matrices as tensors or nested numbers. */
      readonly at?: Values;
      /** Of derivatives of or by vectors and matrices, as in `diff`. */
      readonly layout?: Layout;
      readonly assume?: 'invertible';
    }
  | { readonly kind: 'gradient'; readonly f: Expr; readonly vars: readonly Variable[]; readonly at?: PointOf }
  | {
      readonly kind: 'chain';
      readonly f: Expr;
      readonly variable: Variable;
      readonly inner: Readonly<Record<string, Expr>>;
    }
  | {
      readonly kind: 'directional';
      readonly f: Expr;
      readonly vars: readonly Variable[];
      readonly direction: Direction;
      readonly at?: PointOf;
    }
  | { readonly kind: 'taylor'; readonly f: Expr; readonly at: PointOf; readonly order: number }
  | { readonly kind: 'hessian-test'; readonly f: Expr; readonly vars: readonly string[]; readonly at: PointOf }
  | {
      readonly kind: 'critical-points';
      readonly f: Expr;
      readonly vars: readonly string[];
      readonly box: Readonly<Record<string, readonly [number, number]>>;
    };

type PointOf = Readonly<Record<string, number>>;

/** What each task's explanation ends with. */
export type ExplainResult<K extends ExplainTask['kind']> = K extends 'gradient'
  ? readonly Expr[]
  : K extends 'hessian-test'
    ? ReturnType<typeof classifyPoint>
    : K extends 'critical-points'
      ? CriticalPoints
      : K extends 'derivative'
        ? Expr | number | Tensor
        : Expr | number;

/**
 * Tells how a result is derived, step by step, in English or Chinese. The steps are recorded by the derivation that
 * computes the result; no second algorithm runs.
 *
 * @throws ArgumentError for an unknown task or language; whatever the computation itself throws.
 *
 * @example
 * ```ts
 * import { explain, parse } from '@nablajs/calculus';
 *
 * const told = explain({ kind: 'derivative', f: parse('x^2*sin(2y)'), wrt: 'y' }, { language: 'zh' });
 * console.log(told.toMarkdown(), String(told.result));
 * ```
 */
export function explain<T extends ExplainTask>(
  task: T,
  opts: { language?: ExplainLanguage } = {},
): Explanation<ExplainResult<T['kind']>> {
  const { language = 'en' } = opts;
  if (language !== 'en' && language !== 'zh') {
    throw new ArgumentError({ where: 'explain: language', expected: "'en' or 'zh'", got: String(language) });
  }
  const teller = new Teller(language);
  const result = tell(task, teller);
  return teller.done(result as ExplainResult<T['kind']>);
}

function tell(task: ExplainTask, teller: Teller): unknown {
  switch (task?.kind) {
    case 'derivative':
      return explainDerivative(teller, task.f, task.wrt, task.at, { layout: task.layout, assume: task.assume });
    case 'gradient':
      return explainGradient(teller, task.f, task.vars, task.at);
    case 'chain':
      return explainChain(teller, task.f, task.variable, task.inner);
    case 'directional':
      return explainDirectional(teller, task.f, task.vars, task.direction, task.at);
    case 'taylor':
      return explainTaylor(teller, task.f, task.at, task.order);
    case 'hessian-test':
      return explainHessianTest(teller, task.f, task.vars, task.at);
    case 'critical-points':
      return explainCriticalPoints(teller, task.f, task.vars, task.box);
    default: {
      const kinds = 'derivative, gradient, chain, directional, taylor, hessian-test or critical-points';
      throw new ArgumentError({
        where: 'explain: task',
        expected: kinds,
        got: String((task as { kind?: unknown })?.kind),
      });
    }
  }
}

function entered(f: Expr): Expr {
  return canonical((enter([requireExpr('explain', f)]) as [Expr])[0]);
}

function number(x: number): string {
  return toLatex(constant(Number(x.toPrecision(10))));
}

function vector(parts: readonly string[]): string {
  return `\\left(${parts.join(',\\; ')}\\right)`;
}

function pointText(at: PointOf): string {
  return `(${Object.entries(at)
    .map(([name, x]) => `${name} = ${x}`)
    .join(', ')})`;
}

function explainGradient(teller: Teller, f: Expr, vars: readonly Variable[], at?: PointOf): readonly Expr[] {
  const root = entered(f);
  const variables = resolveVariables('explain', vars, [root]);
  const components = gradientOf(root, variables).map(tidy);
  components.forEach((component, i) => {
    const variable = variables[i]!;
    teller.say(
      'partial',
      sentences.partial,
      { variable: variable.name! },
      `${operator('f', variable, root)} = ${toLatex(component)}`,
    );
  });
  teller.say('gradient', sentences.gradient, {}, `\\nabla f = ${vector(components.map(toLatex))}`);
  if (at !== undefined) {
    const values = components.map((each) => number(evaluateScalar(each, at)));
    teller.say('at', sentences.at, { point: pointText(at) }, `\\nabla f = ${vector(values)}`);
  }
  return components;
}

function explainDirectional(
  teller: Teller,
  f: Expr,
  vars: readonly Variable[],
  direction: Direction,
  at?: PointOf,
): Expr | number {
  const components = explainGradient(teller, f, vars, at);
  const unit = unitVector(direction, components.length);
  teller.say('unit', sentences.unit, {}, `e_l = ${vector(unit.map(number))}`);
  const rate = tidy(sum(components.map((each, i) => product([constant(unit[i]!), each]))));
  if (at === undefined) {
    teller.say(
      'directional',
      sentences.directional,
      {},
      `\\frac{\\partial f}{\\partial l} = \\nabla f \\cdot e_l = ${toLatex(rate)}`,
    );
    return rate;
  }
  const values = components.map((each) => evaluateScalar(each, at));
  const terms = values.map((value, i) => `${number(value)} \\cdot ${number(unit[i]!)}`).join(' + ');
  const value = values.reduce((total, each, i) => total + each * unit[i]!, 0);
  teller.say(
    'directional',
    sentences.directional,
    {},
    `\\frac{\\partial f}{\\partial l} = ${terms.replace(/\+ -/g, '- ')} = ${number(value)}`,
  );
  return value;
}

function explainTaylor(teller: Teller, f: Expr, at: PointOf, order: number): Expr {
  const root = entered(f);
  const result = taylor(root, at, order);
  const variables = resolveVariables('explain', Object.keys(at), [root]);
  teller.say('value', sentences.value, {}, `f = ${number(evaluateScalar(root, at))}`);
  let level: { name: string; derivative: Expr; last: number }[] = [{ name: '', derivative: root, last: 0 }];
  for (let m = 1; m <= Math.min(order, 4); m++) {
    level = level.flatMap(({ name, derivative, last }) =>
      gradientOf(derivative, variables.slice(last)).map((each, i) => ({
        name: name + toLatex(variables[last + i]!),
        derivative: each,
        last: last + i,
      })),
    );
    const values = level.map(({ name, derivative }) => `f_{${name}} = ${number(evaluateScalar(derivative, at))}`);
    teller.say('order', sentences.order, { order: String(m) }, values.join(',\\quad '));
  }
  teller.say('taylor', sentences.taylor, {}, `T_{${order}} = ${toLatex(result)}`);
  return result;
}

function explainHessianTest(teller: Teller, f: Expr, vars: readonly string[], at: PointOf): unknown {
  const root = entered(f);
  const variables = resolveVariables('explain', vars, [root]);
  const gradient = gradientOf(root, variables);
  const hessian = hessianOf(root, variables);
  const x = vars.map((name) => evaluateScalar(variables[vars.indexOf(name)]!, at));
  const slopes = gradient.map((each) => evaluateScalar(each, at));
  teller.say('stationary', sentences.stationary, {}, `\\nabla f = ${vector(slopes.map(number))}`);
  const point = classifyPoint(root, vars, gradient, hessian, x, true);
  if (Math.hypot(...slopes) > 1e-8 * Math.max(1, ...point.hessian.flat().map(Math.abs))) {
    teller.say('not-stationary', sentences.notStationary, {}, '');
    return point;
  }
  const rows = point.hessian.map((row) => row.map(number).join(' & '));
  teller.say('hessian', sentences.hessian, {}, `H = \\begin{pmatrix} ${rows.join(' \\\\ ')} \\end{pmatrix}`);
  if (x.length === 2) {
    const [[A, B], [, C]] = point.hessian as [[number, number], [number, number]];
    teller.say(
      'discriminant',
      sentences.discriminant,
      {},
      `A C - B^{2} = ${number(A * C - B * B)},\\quad A = ${number(A)}`,
    );
  }
  teller.say(
    'eigenvalues',
    sentences.eigenvalues,
    {},
    point.eigenvalues.map((each, i) => `\\lambda_{${i + 1}} = ${number(each)}`).join(',\\quad '),
  );
  teller.say(point.kind, sentences[point.kind], { reason: point.reason }, '');
  return point;
}

function explainCriticalPoints(
  teller: Teller,
  f: Expr,
  vars: readonly string[],
  box: Readonly<Record<string, readonly [number, number]>>,
): CriticalPoints {
  const root = entered(f);
  const result = criticalPoints(root, vars, box);
  const equations = gradientOf(root, resolveVariables('explain', vars, [root])).map(
    (each) => `${toLatex(tidy(each))} = 0`,
  );
  teller.say('system', sentences.system, {}, equations.join(',\\quad '));
  const certificates = {
    en: result.complete ? 'proved to be all' : 'not proved to be all',
    zh: result.complete ? '已证明无遗漏' : '未能证明无遗漏',
  };
  const listed = result.points.map(({ at }) => vector(vars.map((name) => number(at[name]!))));
  teller.say('found', sentences.found, { certificate: certificates[teller.language] }, listed.join(',\\quad '));
  for (const { at, kind, reason, eigenvalues } of result.points) {
    const lambdas = eigenvalues.map((each, i) => `\\lambda_{${i + 1}} = ${number(each)}`).join(',\\; ');
    teller.say(kind, sentences[kind], { reason }, `${vector(vars.map((name) => number(at[name]!)))}:\\; ${lambdas}`);
  }
  return result;
}
