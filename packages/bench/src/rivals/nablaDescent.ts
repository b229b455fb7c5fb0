import { minimize, type Objective } from '@nablajs/optim';
import type { Descender } from '../cases/minimize.js';

/** The method that a function with a gradient gets by default; f and ∇f come together, as SciPy gets them. */
export const nablaDescent: Descender = ({ start, valueAndGradient }) => {
  const unread = new Float64Array(start.length);
  const objective: Objective = { value: (x) => valueAndGradient(x, unread), valueAndGradient };
  return () => minimize(objective, start, { tolerance: { gradient: 1e-5 } }).x;
};
