import type { Example } from '../../kit/Examples.js';
import type { DirectionInputs } from './Direction.js';

/** The course's examples of chapter C, and the function on which its theorem fails: every line to the origin is smooth. */
export const examples: readonly Example<DirectionInputs>[] = [
  {
    number: 'C25',
    latex: '\\tfrac{1}{2}(x^2+y^2)',
    inputs: { f: '(x^2 + y^2)/2', at: { x: 1, y: 1 }, toward: { x: 1, y: 1 }, window: [-2, 3, -2, 3] },
  },
  {
    number: 'C26',
    latex: 'x^3-xy^2-z',
    inputs: { f: 'x^3 - x*y^2 - z', at: { x: 1, y: 1, z: 0 }, toward: { x: 2, y: -2, z: -1 } },
  },
  {
    number: 'C21',
    latex: 'x^2-y^2',
    inputs: { f: 'x^2 - y^2', at: { x: 1, y: 0.5 }, toward: { x: 0, y: 1 }, window: [-3, 3, -3, 3] },
  },
  {
    number: 'A5',
    latex: 'x^2\\sin 2y',
    inputs: { f: 'x^2*sin(2y)', at: { x: 1, y: 0.5 }, toward: { x: 1, y: 2 }, window: [-3, 3, -3, 3] },
  },
  {
    number: '3.3',
    latex: '\\frac{x^2y}{x^4+y^2}',
    inputs: {
      f: 'x^2*y/(x^4 + y^2)',
      at: { x: 0.2, y: 0.1 },
      toward: { x: -2, y: -1 },
      window: [-0.5, 0.5, -0.25, 0.25],
    },
  },
];
