import { ComputeEngine } from '@cortex-js/compute-engine';
import { type MathNode, parse } from 'mathjs';
import type { Prepare } from '../case.js';
import type { Derivation } from '../cases/derive.js';
import type { Evaluation } from '../cases/evaluate.js';
import { pointByPoint } from './pointByPoint.js';

type BoxedExpression = ReturnType<ComputeEngine['box']>;
type Boxable = Parameters<ComputeEngine['box']>[0];
type MathJson = number | string | MathJson[];

const OPERATORS: Readonly<Record<string, string>> = {
  ...{ add: 'Add', subtract: 'Subtract', multiply: 'Multiply', divide: 'Divide', pow: 'Power', unaryMinus: 'Negate' },
  ...{ exp: 'Exp', log: 'Ln', sin: 'Sin', cos: 'Cos', tanh: 'Tanh', sqrt: 'Sqrt' },
};

/** Its own notation is LaTeX or this tree, so mathjs reads the text; that is not part of what is timed. */
function mathJson(node: MathNode): MathJson {
  const { content, name, value, fn, args } = node as MathNode & {
    readonly content?: MathNode;
    readonly name?: string;
    readonly value?: number;
    readonly fn?: string | { readonly name: string };
    readonly args?: MathNode[];
  };
  if (content) return mathJson(content);
  if (args) {
    const called = typeof fn === 'string' ? fn : (fn?.name ?? '');
    return [OPERATORS[called] ?? called, ...args.map(mathJson)];
  }
  return value ?? name ?? Number.NaN;
}

const derivative = (f: BoxedExpression, name: string): BoxedExpression => f.engine.box(['D', f.json, name]).evaluate();

/** `D` evaluated, from trees whose making is not part of a run: each run derives the same function anew. */
export const computeEngineDerivation: Derivation = (text, names) => {
  const engine = new ComputeEngine();
  const f = engine.box(mathJson(parse(text)) as Boxable);
  const gradient = names.map((name) => derivative(f, name));
  return (at) => gradient.map((part) => Number(part.compile()?.(at)));
};

export const computeEngineEvaluation: Prepare<Evaluation> = (task) => {
  const { formula, quantity, columns } = task;
  const names = columns.map((_, i) => `x${i}`);
  const engine = new ComputeEngine();
  const f = engine.box(mathJson(parse(formula.text((i) => names[i]))) as Boxable);
  const gradient = (): BoxedExpression[] => names.map((name) => derivative(f, name));
  const expressions = {
    value: () => [f],
    gradient,
    hessian: () => gradient().flatMap((part) => names.map((name) => derivative(part, name))),
  }[quantity]();
  const parts = expressions.map((part) => part.compile() as (scope: Record<string, number>) => number);
  return pointByPoint(task, names, parts);
};
