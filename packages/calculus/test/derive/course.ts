/** The course's worked derivatives, by its numbers: formula, variables, and the answer as it is printed. */
export const partialDerivatives: readonly (readonly [
  number: number,
  f: string,
  wrt: readonly string[],
  printed: string,
])[] = [
  [4, 'x^2 + 3x*y + y^2', ['x'], '2*x + 3*y'],
  [4, 'x^2 + 3x*y + y^2', ['y'], '3*x + 2*y'],
  [5, 'x^2*sin(2y)', ['x'], '2*x*sin(2*y)'],
  [5, 'x^2*sin(2y)', ['y'], '2*x^2*cos(2*y)'],
  [7, 'x^3*y^2 - 3x*y^3 - x*y + 1', ['x'], '3*x^2*y^2 - 3*y^3 - y'],
  [7, 'x^3*y^2 - 3x*y^3 - x*y + 1', ['y'], '2*x^3*y - 9*x*y^2 - x'],
  [7, 'x^3*y^2 - 3x*y^3 - x*y + 1', ['x', 'x'], '6*x*y^2'],
  [7, 'x^3*y^2 - 3x*y^3 - x*y + 1', ['x', 'y'], '6*x^2*y - 9*y^2 - 1'],
  [7, 'x^3*y^2 - 3x*y^3 - x*y + 1', ['y', 'x'], '6*x^2*y - 9*y^2 - 1'],
  [7, 'x^3*y^2 - 3x*y^3 - x*y + 1', ['y', 'y'], '2*x^3 - 18*x*y'],
  [7, 'x^3*y^2 - 3x*y^3 - x*y + 1', ['x', 'x', 'x'], '6*y^2'],
  [20, 'x^2*y + sin(x*y)', ['x'], '2*x*y + y*cos(x*y)'],
];

/** Total derivatives: the outer function, the intermediate variables, the variable, and the printed answer. */
export const totalDerivatives: readonly (readonly [
  number: number,
  f: string,
  inner: Readonly<Record<string, string>>,
  variable: string,
  printed: string,
])[] = [
  [10, 'u*v', { u: 'exp(t)', v: 'cos(t)' }, 't', 'exp(t)*(cos(t) - sin(t))'],
  [12, 'exp(u)*sin(v)', { u: 'x*y', v: 'x + y' }, 'x', 'exp(x*y)*(y*sin(x + y) + cos(x + y))'],
  [12, 'exp(u)*sin(v)', { u: 'x*y', v: 'x + y' }, 'y', 'exp(x*y)*(x*sin(x + y) + cos(x + y))'],
  [13, 'exp(x^2 + y^2 + z^2)', { z: 'x^2*sin(y)' }, 'x', '2*x*exp(x^4*sin(y)^2 + x^2 + y^2)*(2*x^2*sin(y)^2 + 1)'],
  [13, 'exp(x^2 + y^2 + z^2)', { z: 'x^2*sin(y)' }, 'y', '2*exp(x^4*sin(y)^2 + x^2 + y^2)*(x^4*sin(y)*cos(y) + y)'],
  [14, 'u*v + sin(t)', { u: 'exp(t)', v: 'cos(t)' }, 't', 'exp(t)*(cos(t) - sin(t)) + cos(t)'],
];
