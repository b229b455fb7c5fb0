import type { Contender } from '../case.js';
import type { Evaluation } from '../cases/evaluate.js';

/** Evaluates what a library made of each component, `parts`, at one point after the other, variables by name. */
export function pointByPoint(
  { quantity, count, columns }: Evaluation,
  names: readonly string[],
  parts: readonly ((scope: Record<string, number>) => number)[],
): Contender {
  const out = new Float64Array(parts.length * count);
  const scope: Record<string, number> = {};
  const run = (): void => {
    for (let p = 0; p < count; p++) {
      for (let i = 0; i < names.length; i++) scope[names[i]] = columns[i][p];
      for (let c = 0; c < parts.length; c++) {
        out[quantity === 'hessian' ? p * parts.length + c : c * count + p] = parts[c](scope);
      }
    }
  };
  return {
    run,
    answer() {
      run();
      return out;
    },
  };
}
