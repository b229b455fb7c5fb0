import { ArgumentError, type Tensor } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import type { CriticalPoint } from '../analyze/classifyPoint.js';
import type { CriticalPoints } from '../analyze/criticalPoints.js';
import type { Values } from '../compile/evaluate.js';
import type { Wrt } from '../derive/diff.js';
import type { Direction } from '../derive/directional.js';
import type { Variable } from '../derive/variables.js';
import type { Expr } from '../expr/node.js';
import type { Layout } from '../matrix/matrixDerivative.js';
import { explainChain } from './chain.js';
import { explainDerivative } from './derivative.js';
import { type ExplainLanguage, type Explanation, Teller } from './explanation.js';
import { explainCriticalPoints, explainHessianTest } from './extrema.js';
import { explainDirectional, explainGradient } from './gradient.js';
import type { PointOf } from './notation.js';
import { explainTaylor } from './taylor.js';

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
      readonly entries?: 'independent' | 'free';
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

/** What each task's explanation ends with. */
export type ExplainResult<K extends ExplainTask['kind']> = K extends 'gradient'
  ? readonly Expr[]
  : K extends 'hessian-test'
    ? CriticalPoint
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
  checkOptions('explain', opts, ['language']);
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
      return explainDerivative(teller, task.f, task.wrt, task.at, task);
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
