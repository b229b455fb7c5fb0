import { compile, evaluate, gradient, parse } from '@nablajs/calculus';
import type { Prepare } from '../case.js';
import type { Derivation } from '../cases/derive.js';
import type { Evaluation } from '../cases/evaluate.js';
import { width } from '../cases/formulas.js';

export const nablaDerivation: Derivation = (text, names) => {
  const parts = gradient(parse(text), names);
  return (at) => parts.map((part) => Number(evaluate(part, at)));
};

/** Values and gradients in batches; Hessians point by point, since there is no batch of them. */
export const nablaEvaluation: Prepare<Evaluation> = (task) => {
  const { formula, quantity, count, columns } = task;
  const names = columns.map((_, i) => `x${i}`);
  const compiled = compile(parse(formula.text((i) => names[i])), names);
  const size = width(formula, quantity);
  const out = new Float64Array(size * count);
  const x = new Float64Array(names.length);
  const hessians = Array.from({ length: quantity === 'hessian' ? count : 0 }, (_, p) =>
    out.subarray(p * size, (p + 1) * size),
  );
  const run = {
    value: () => void compiled.batch(columns, count, out),
    gradient: () => void compiled.batchGradient?.(columns, count, out),
    hessian() {
      for (let p = 0; p < count; p++) {
        for (let i = 0; i < x.length; i++) x[i] = columns[i][p];
        compiled.hessian?.(x, hessians[p]);
      }
    },
  }[quantity];
  return {
    run,
    answer() {
      run();
      return out;
    },
  };
};
