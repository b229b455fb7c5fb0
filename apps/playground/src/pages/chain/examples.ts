import type { Example } from '../../kit/Examples.js';
import type { ChainInputs } from './Chain.js';

const u = (formula: string): { name: string; formula: string } => ({ name: 'u', formula });
const v = (formula: string): { name: string; formula: string } => ({ name: 'v', formula });

/** The course's examples of chapter B, by its numbers. */
export const examples: readonly Example<ChainInputs>[] = [
  {
    number: 'B10',
    latex: 'uv,\\; u=e^t,\\; v=\\cos t',
    inputs: { f: 'u*v', inner: [u('exp(t)'), v('cos(t)')], by: 't', at: { t: 0 } },
  },
  {
    number: 'B12',
    latex: 'e^u\\sin v,\\; u=xy,\\; v=x+y',
    inputs: { f: 'exp(u)*sin(v)', inner: [u('x*y'), v('x + y')], by: 'x', at: { x: 0, y: 1 } },
  },
  {
    number: 'B13',
    latex: 'e^{x^2+y^2+z^2},\\; z=x^2\\sin y',
    inputs: {
      f: 'exp(x^2 + y^2 + z^2)',
      inner: [{ name: 'z', formula: 'x^2*sin(y)' }],
      by: 'x',
      at: { x: 0.5, y: 1 },
    },
  },
  {
    number: 'B14',
    latex: 'uv+\\sin t,\\; u=e^t,\\; v=\\cos t',
    inputs: { f: 'u*v + sin(t)', inner: [u('exp(t)'), v('cos(t)')], by: 't', at: { t: 0 } },
  },
];
