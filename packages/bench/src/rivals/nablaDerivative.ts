import { diff, evaluate, parse } from '@nablajs/calculus';
import { type Tensor, tensor } from '@nablajs/core-wasm';
import type { Prepare } from '../case.js';
import type { MatrixFormula, MatrixTask } from '../cases/hessian.js';

const TEXTS: Readonly<Record<MatrixFormula, string>> = {
  quadratic: "w'*X*w",
  logistic: 'sum(log(1 + exp(-y.*(X*w))))',
  logsumexp: 'logsumexp(X*w)',
  factorization: "normF(T - U*V')^2",
  network: 'sum((relu(X*W)*V - T).^2)/2',
};

/** Evaluates the derived formula, which has a closed form in matrix or index notation. */
export const nablaDerivative: Prepare<MatrixTask> = ({ formula, order, variable, shapes, arrays }) => {
  const derived = diff(parse(TEXTS[formula], { shapes }), [variable, order]);
  const values = Object.fromEntries(
    Object.entries(arrays).map(([name, data]) => [name, tensor(data, { shape: shapes[name] })]),
  );
  const evaluated = (): Tensor => evaluate(derived, values) as Tensor;
  return { run: () => void evaluated(), answer: () => evaluated().toTypedArray() };
};
