import type { Example } from '../../kit/Examples.js';
import type { DerivativesInputs } from './Derivatives.js';

/** The course's examples of chapter A, by its numbers, and its case of mixed derivatives that differ. */
export const examples: readonly Example<DerivativesInputs>[] = [
  {
    number: 'A4',
    latex: 'x^2+3xy+y^2',
    inputs: { f: 'x^2 + 3x*y + y^2', by: ['x'], at: { x: 1, y: 2 }, order: 2 },
  },
  { number: 'A5', latex: 'x^2\\sin 2y', inputs: { f: 'x^2*sin(2y)', by: ['x'], at: { x: 1, y: 0 }, order: 3 } },
  {
    number: 'A7',
    latex: 'x^3y^2-3xy^3-xy+1',
    inputs: { f: 'x^3*y^2 - 3x*y^3 - x*y + 1', by: ['x', 'y'], at: { x: 0, y: 0 }, order: 2 },
  },
  {
    number: 'A3',
    latex: 'xy^2z^3+x^2z',
    inputs: { f: 'x*y^2*z^3 + x^2*z', by: ['x'], at: { x: 1, y: 2, z: 3 }, order: 1 },
  },
  {
    number: 'B13',
    latex: 'e^{x^2+y^2+z^2}',
    inputs: { f: 'exp(x^2 + y^2 + z^2)', by: ['x', 'z'], at: { x: 0, y: 0, z: 0 }, order: 4 },
  },
  // Near the origin the mixed derivative is −1 on the axis of y and 1 on that of x: at the origin it is not continuous.
  {
    number: '3.1',
    latex: '\\frac{xy(x^2-y^2)}{x^2+y^2}',
    inputs: { f: 'x*y*(x^2 - y^2)/(x^2 + y^2)', by: ['x', 'y'], at: { x: 0, y: 0.01 }, order: 1 },
  },
];
