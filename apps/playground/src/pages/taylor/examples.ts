import type { Example } from '../../kit/Examples.js';
import type { TaylorInputs } from './Taylor.js';

/** The course's examples of chapter D, and the degenerate cases that the second order does not decide. */
export const examples: readonly Example<TaylorInputs>[] = [
  {
    number: 'D28',
    latex: 'e^{xy}\\cos(x+y)',
    inputs: { f: 'exp(x*y)*cos(x + y)', at: { x: 0, y: 0 }, order: 2, window: [-2, 2, -2, 2] },
  },
  {
    number: 'D34',
    latex: 'x^3-3x+y^2',
    inputs: { f: 'x^3 - 3x + y^2', at: { x: 1, y: 0 }, order: 2, window: [-3, 3, -3, 3] },
  },
  {
    number: 'A4',
    latex: 'x^2+3xy+y^2',
    inputs: { f: 'x^2 + 3x*y + y^2', at: { x: 0, y: 0 }, order: 2, window: [-3, 3, -3, 3] },
  },
  {
    number: 'A7',
    latex: 'x^3y^2-3xy^3-xy+1',
    inputs: { f: 'x^3*y^2 - 3x*y^3 - x*y + 1', at: { x: 0, y: 0 }, order: 2, window: [-2, 2, -2, 2] },
  },
  {
    number: '',
    latex: 'x^3-y^3+3x^2+3y^2-9x',
    inputs: { f: 'x^3 - y^3 + 3x^2 + 3y^2 - 9x', at: { x: -3, y: 2 }, order: 2, window: [-5, 3, -2, 4] },
  },
  {
    number: '3.2',
    latex: 'x^4+y^4',
    inputs: { f: 'x^4 + y^4', at: { x: 0, y: 0 }, order: 2, window: [-2, 2, -2, 2] },
  },
  {
    number: '3.2',
    latex: '(y-x^2)(y-2x^2)',
    inputs: { f: '(y - x^2)*(y - 2x^2)', at: { x: 0, y: 0 }, order: 4, window: [-2, 2, -2, 2] },
  },
  {
    number: '3.2',
    latex: 'x^3-3xy^2',
    inputs: { f: 'x^3 - 3x*y^2', at: { x: 0, y: 0 }, order: 2, window: [-2, 2, -2, 2] },
  },
];
