import type { Example } from '../../kit/Examples.js';
import { type Declaration, declare } from './declaration.js';
import type { MatrixInputs } from './Matrix.js';

function example(
  number: string,
  latex: string,
  f: string,
  by: string,
  declared: readonly Declaration[],
): Example<MatrixInputs> {
  return { number, latex, inputs: { f, by, declared, layout: 'mixed', invertible: false } };
}

const A = declare('A', 'matrix');
const x = declare('x', 'vector');
const y = declare('y', 'vector');
const X = declare('X', 'matrix', 'm', 'n');
const a = declare('a', 'vector');
const response = declare('y', 'vector', 'm');

/** The course's examples of chapter E, by its numbers, and what machine learning adds. */
export const examples: readonly Example<MatrixInputs>[] = [
  example('E38', 'x^\\top Ax', "x'*A*x", 'x', [x, A]),
  example('E37', 'Ax', 'A*x', 'x', [declare('A', 'matrix', 'm', 'n'), x]),
  example('E39', 'x^\\top Sx', "x'*S*x", 'x', [x, declare('S', 'symmetric')]),
  example('E40', 'a^\\top x', "a'*x", 'x', [a, x]),
  example('E41', 'a^\\top X^\\top Xa', "a'*X'*X*a", 'a', [a, X]),
  example('E43', '\\|Xa-y\\|^2', 'norm2(X*a - y)^2', 'a', [X, a, response]),
  example('E42', 'y^\\top Xa', "y'*X*a", 'a', [response, X, a]),
  example('E44', 'x^\\top Ay', "x'*A*y", 'A', [declare('x', 'vector', 'm'), declare('A', 'matrix', 'm', 'n'), y]),
  example('E45', '\\operatorname{tr}(ZZ^\\top)', "tr(Z*Z')", 'Z', [declare('Z', 'matrix', 'm', 'n')]),
  example('E46', '\\operatorname{tr}(A)', 'tr(A)', 'A', [A]),
  example('E47', '\\operatorname{tr}(AB)', 'tr(A*B)', 'A', [
    declare('A', 'matrix', 'm', 'n'),
    declare('B', 'matrix', 'n', 'm'),
  ]),
  example('E49', '\\det Z', 'det(Z)', 'Z', [declare('Z', 'matrix')]),
  example('', '\\log\\det S', 'logdet(S)', 'S', [declare('S', 'symmetric')]),
  example('', '\\sin(Ax)', 'sin(A*x)', 'x', [declare('A', 'matrix', 'm', 'n'), x]),
  example('', '\\operatorname{tr}(AX^\\top B)', "tr(A*X'*B)", 'X', [
    declare('A', 'matrix', 'p', 'n'),
    X,
    declare('B', 'matrix', 'm', 'p'),
  ]),
  example('', '\\textstyle\\sum\\ln(1+e^{-y\\odot Xw})', 'sum(log(1 + exp(-y .* (X*w))))', 'w', [
    response,
    X,
    declare('w', 'vector'),
  ]),
];
