/** Draws a number of 0, 1, …, n − 1: from a seeded generator, or from the bytes of a fuzzed input. */
export type Draw = (n: number) => number;

/** The minimal standard generator of Park and Miller with their later multiplier: every run draws the same. */
export function seededDraw(seed: number): Draw {
  let state = seed;
  return (n) => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * n);
  };
}

const LEAVES = ['x', 'y', 'x', 'y', '2', '3', '1/2', '0.1', '-1', '0', 'pi', '1'];
const EXPONENTS = ['2', '3', '(1/2)', '-1', '(2/3)', '-2', '(-1/2)', '4', 'x'];
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
export function randomFormula(draw: Draw, depth: number): string {
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
      return `(${part()})^${EXPONENTS[draw(EXPONENTS.length)]}`;
    case 7:
      return `${['max', 'min', 'atan2'][draw(3)]}(${part()}, ${part()})`;
    default:
      return `${FUNCTIONS[draw(FUNCTIONS.length)]}(${part()})`;
  }
}
