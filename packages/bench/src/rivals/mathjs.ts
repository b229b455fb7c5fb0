import { derivative, type EvalFunction, type MathNode, parse } from 'mathjs';
import type { Prepare } from '../case.js';
import type { Derivation } from '../cases/derive.js';
import type { Evaluation } from '../cases/evaluate.js';
import { pointByPoint } from './pointByPoint.js';

/** Without its simplification, which takes a hundred times as long, or does not end. */
const derive = (node: MathNode, name: string): MathNode => derivative(node, name, { simplify: false });

export const mathjsDerivation: Derivation = (text, names) => {
  const f = parse(text);
  const gradient = names.map((name) => derive(f, name));
  return (at) => gradient.map((part) => part.evaluate(at));
};

export const mathjsEvaluation: Prepare<Evaluation> = (task) => {
  const { formula, quantity, columns } = task;
  const names = columns.map((_, i) => `x${i}`);
  const f = parse(formula.text((i) => names[i]));
  const gradient = quantity === 'value' ? [] : names.map((name) => derive(f, name));
  const nodes: Record<Evaluation['quantity'], () => MathNode[]> = {
    value: () => [f],
    gradient: () => gradient,
    hessian: () => gradient.flatMap((part) => names.map((name) => derive(part, name))),
  };
  const compiled: EvalFunction[] = nodes[quantity]().map((node) => node.compile());
  const parts = compiled.map(
    (part) =>
      (scope: Record<string, number>): number =>
        part.evaluate(scope),
  );
  return pointByPoint(task, names, parts);
};
