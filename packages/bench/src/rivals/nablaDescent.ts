import { minimize, type Objective } from '@nablajs/optim';
import type { Descender } from '../cases/minimize.js';

/** The method that a function with a gradient gets by default; f and ∇f at one point are evaluated together. */
export const nablaDescent: Descender = ({ start, valueAndGradient }) => {
  const at = new Float64Array(start.length).fill(Number.NaN);
  const latest = new Float64Array(start.length);
  let value = Number.NaN;
  const visit = (x: ArrayLike<number>): void => {
    let same = true;
    for (let i = 0; i < at.length; i++) same &&= at[i] === x[i];
    if (same) return;
    at.set(x);
    value = valueAndGradient(at, latest);
  };
  const objective: Objective = {
    value(x) {
      visit(x);
      return value;
    },
    gradient(x, out = new Float64Array(start.length)) {
      visit(x);
      out.set(latest);
      return out;
    },
  };
  return () => {
    at.fill(Number.NaN);
    return minimize(objective, start, { tolerance: { gradient: 1e-5 } }).x;
  };
};
