import type { Prepare } from '../case.js';
import type { Evaluation } from '../cases/evaluate.js';
import { width } from '../cases/formulas.js';

/** The formula's own code in a loop over the points: the limit of what JavaScript can reach. */
export const straightLineEvaluation: Prepare<Evaluation> = (task) => {
  const { formula, quantity, count, columns } = task;
  const size = width(formula, quantity);
  const out = new Float64Array(size * count);
  const x = new Float64Array(formula.n);
  const part = new Float64Array(size);
  const hessians = Array.from({ length: quantity === 'hessian' ? count : 0 }, (_, p) =>
    out.subarray(p * size, (p + 1) * size),
  );
  const load = (p: number): void => {
    for (let i = 0; i < x.length; i++) x[i] = columns[i][p];
  };
  const run = {
    value() {
      for (let p = 0; p < count; p++) {
        load(p);
        out[p] = formula.value(x);
      }
    },
    gradient() {
      for (let p = 0; p < count; p++) {
        load(p);
        formula.gradient(x, part);
        for (let c = 0; c < size; c++) out[c * count + p] = part[c];
      }
    },
    hessian() {
      for (let p = 0; p < count; p++) {
        load(p);
        formula.hessian?.(x, hessians[p]);
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
