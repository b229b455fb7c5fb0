import { diff, evaluate, parse } from '@nablajs/calculus';
import { type Tensor, tensor } from '@nablajs/core-wasm';
import type { Prepare } from '../case.js';
import type { HessianTask } from '../cases/hessian.js';

const TEXTS = { logistic: 'sum(log(1 + exp(-y.*(X*w))))', quadratic: "w'*X*w" };

/** Evaluates the derived formula; it is a matrix of closed form. */
export const nablaHessian: Prepare<HessianTask> = ({ formula, m, n, X, y, w }) => {
  const f = parse(TEXTS[formula], { shapes: { X: [m, n], y: [m], w: [n] } });
  const H = diff(f, 'w', 'w');
  const values = { X: tensor(X, { shape: [m, n] }), y: tensor(y), w: tensor(w) };
  const evaluated = (): Tensor => evaluate(H, values) as Tensor;
  return { run: () => void evaluated(), answer: () => evaluated().toTypedArray() };
};
