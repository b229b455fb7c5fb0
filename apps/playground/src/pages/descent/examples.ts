import type { Example } from '../../kit/Examples.js';
import type { DescentInputs } from './Descent.js';

/** The course's example of gradient descent, and functions on which methods part ways. */
export const examples: readonly Example<DescentInputs>[] = [
  {
    number: 'C27',
    latex: '\\tfrac{1}{2}(x^2+y^2)',
    inputs: {
      f: '(x^2 + y^2)/2',
      start: { x: 2, y: 1.5 },
      methods: ['gradient-descent'],
      rate: 0.5,
      search: 'none',
      iterations: 30,
      window: [-3, 3, -3, 3],
    },
  },
  {
    number: 'C27, λ > 2',
    latex: '\\tfrac{1}{2}(x^2+y^2)',
    inputs: {
      f: '(x^2 + y^2)/2',
      start: { x: 0.5, y: 0.2 },
      methods: ['gradient-descent'],
      rate: 2.2,
      search: 'none',
      iterations: 300,
      window: [-3, 3, -3, 3],
    },
  },
  {
    number: 'Rosenbrock',
    latex: '(1-x)^2+100(y-x^2)^2',
    inputs: {
      f: '(1 - x)^2 + 100*(y - x^2)^2',
      start: { x: -1.2, y: 1 },
      methods: ['gradient-descent', 'adam', 'bfgs', 'newton'],
      rate: 0.05,
      search: 'own',
      iterations: 300,
      window: [-2, 2, -1, 3],
    },
  },
  {
    number: 'Himmelblau',
    latex: '(x^2+y-11)^2+(x+y^2-7)^2',
    inputs: {
      f: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
      start: { x: 0, y: -0.5 },
      methods: ['gradient-descent', 'momentum', 'bfgs', 'nelder-mead'],
      rate: 0.005,
      search: 'own',
      iterations: 200,
      window: [-6, 6, -6, 6],
    },
  },
  {
    number: '3.7',
    latex: 'x^2-y^2',
    inputs: {
      f: 'x^2 - y^2 + y^4/8',
      start: { x: 1, y: 0 },
      methods: ['gradient-descent', 'trust-region'],
      rate: 0.1,
      search: 'own',
      iterations: 100,
      window: [-3, 3, -3, 3],
    },
  },
];
