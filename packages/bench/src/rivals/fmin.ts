// In Node its one bundle finds neither a module system nor a window, and leaves its functions in a global.
import 'fmin';
import type { Descender } from '../cases/minimize.js';

interface Fmin {
  conjugateGradient(
    f: (x: number[], gradient: number[]) => number,
    start: number[],
    options: { maxIterations: number },
  ): { x: number[] };
}

/** Polak–Ribière conjugate gradients; stops by itself at |∇f| ≤ 10⁻⁵. */
export const fminDescent: Descender =
  ({ start, valueAndGradient }) =>
  () =>
    (globalThis as unknown as { fmin: Fmin }).fmin.conjugateGradient(valueAndGradient, [...start], {
      maxIterations: 10_000,
    }).x;
