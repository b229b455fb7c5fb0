import { postorder } from '../src/expr/walk.js';
import type { Expr } from '../src/index.js';

/** A linear congruential generator, so that every run draws the same formulas. */
export function drawer(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * n);
  };
}

const LEAVES = ['x', 'y', 'x', 'y', '2', '3', '1/2', '0.1', '-1', '0', 'pi', '1'];
const FUNCTIONS = [
  'sin',
  'cos',
  'tan',
  'exp',
  'log',
  'sqrt',
  'abs',
  'tanh',
  'sinh',
  'cosh',
  'atan',
  'asin',
  'asinh',
  'sigmoid',
  'softplus',
  'relu',
  'cbrt',
  'erf',
  'log1p',
  'expm1',
  'sign',
  'log2',
  'acosh',
  'atanh',
];

/** The text of a random formula in x and y, nested `depth` deep. */
export function randomFormula(draw: (n: number) => number, depth: number): string {
  const part = (): string => randomFormula(draw, depth - 1);
  if (depth === 0) return LEAVES[draw(LEAVES.length)]!;
  switch (draw(9)) {
    case 0:
    case 1:
      return `(${part()} + ${part()})`;
    case 2:
      return `(${part()} - ${part()})`;
    case 3:
    case 4:
      return `(${part()})*(${part()})`;
    case 5:
      return `(${part()})/(${part()})`;
    case 6:
      return `(${part()})^${['2', '3', '(1/2)', '-1', '(2/3)', '-2', '(-1/2)', '4', 'x'][draw(9)]}`;
    case 7:
      return `${['max', 'min', 'atan2'][draw(3)]}(${part()}, ${part()})`;
    default:
      return `${FUNCTIONS[draw(FUNCTIONS.length)]}(${part()})`;
  }
}

/**
 * Whether every part of the formula has a finite value at the point, and no angle is taken on its cut: then the value is
 * one of real numbers, and not what IEEE 754 makes of 1/0 and of signed zeros.
 */
export function regular(f: Expr, x: number, y: number): boolean {
  const values = new Map<Expr, number>();
  return postorder([f]).every((node) => {
    const args = node.args.map((arg) => values.get(arg)!);
    const value =
      node.name === 'x'
        ? x
        : node.name === 'y'
          ? y
          : node.value === undefined
            ? node.op.value!(...args)
            : node.toNumber();
    values.set(node, value);
    return Number.isFinite(value) && !(node.op.name === 'atan2' && args[0] === 0);
  });
}
