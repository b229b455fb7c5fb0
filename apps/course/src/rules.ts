// Every derivative rule of the operation table, used once and compared with difference quotients: the worked examples do
// not reach all of them, and a wrong rule must not pass.
import { diff, type Expr, evaluate, type Operation, operations, parse } from '@nablajs/calculus';
import { differences } from './differences.js';
import { derivativeQuotients, type Shapes, sampleValues } from './matrices.js';
import type { Report } from './report.js';
import { deviation } from './verify.js';

const TOLERANCE = 1e-6;

/** What the grammar writes without a function's name. */
const SIGNS: Readonly<Record<string, string>> = { add: ' + ', mul: '*', pow: '^' };

const SHAPES: Shapes = { A: ['n', 'n'], B: ['n', 'n'], C: ['n', 'm'], x: ['n'], y: ['n'], z: ['m'] };

/** Formulas that between them use every operation on vectors and matrices: formula, and what it is differentiated by. */
const FORMULAS: readonly (readonly [text: string, wrt: string])[] = [
  ['A*B*C', 'B'],
  ["x'*A*y", 'A'],
  ["A'", 'A'],
  ['A.*B', 'A'],
  ['exp(A)./(1 + B.^2)', 'B'],
  ['inv(A + 4*eye(n))', 'A'],
  ['det(A)', 'A'],
  ['logdet(A + 4*eye(n))', 'A'],
  ['adj(A)', 'A'],
  ['tr(A*B)', 'A'],
  ['diag(x)', 'x'],
  ['diag(A)', 'A'],
  ['vec(C)', 'C'],
  ['outer(x, z)', 'x'],
  ['kron(C, A)', 'C'],
  ['norm2(x)', 'x'],
  ['normF(C)', 'C'],
  ['norm1(x)', 'x'],
  ['sum(C)', 'C'],
  ['mean(C)', 'C'],
  ['softmax(x)', 'x'],
  ['logsumexp(x)', 'x'],
  ['relu(C)', 'C'],
  ['max(x)', 'x'],
];

/** Formulas whose derivative is itself differentiated, for operations that only derivatives are made of. */
const TWICE: readonly (readonly [text: string, wrt: string])[] = [
  ['det(A)', 'A'],
  ['max(x)', 'x'],
];

/** The rule of the second cofactors is a typed refusal: a determinant is differentiated at most twice. */
const REFUSING: ReadonlySet<string> = new Set(['cof2']);

/** The operation applied to u0, u1, …, as the grammar writes it. */
function textOf(operation: Operation, count: number): string {
  const names = Array.from({ length: count }, (_, index) => `u${index}`);
  const sign = SIGNS[operation.name];
  return sign === undefined ? `${operation.name}(${names.join(', ')})` : names.join(sign);
}

/** The worst deviation of a scalar operation's rule at its samples. */
function scalarDeviation(operation: Operation): number {
  let worst = 0;
  for (const sample of operation.samples ?? []) {
    const f = parse(textOf(operation, sample.length));
    const at = Object.fromEntries(sample.map((value, index) => [`u${index}`, value]));
    sample.forEach((_, index) => {
      const [quotient] = differences((x) => [operation.value?.(...x) ?? Number.NaN], sample, [index]);
      worst = Math.max(worst, deviation(evaluate(diff(f, `u${index}`), at) as number, quotient));
    });
  }
  return worst;
}

/** The operations of a formula, each once. */
function operationsOf(root: Expr): Set<Operation> {
  const seen = new Set<Expr>([root]);
  for (const node of seen) for (const argument of node.args) seen.add(argument);
  return new Set([...seen].map((node) => node.op));
}

/** Whether the table holds a derivative rule for the operation: of numbers, or of vectors and matrices. */
function hasRule(operation: Operation): boolean {
  return ['partial', 'differential', 'jvp', 'pull'].some((rule) => rule in operation);
}

/** Checks every rule and reports what does not hold; true when all do and none was left out. */
export function checkRules(report: Report): boolean {
  report.heading({ en: 'Every derivative rule, once', zh: '每条求导法则各验一次' });
  const wrong: string[] = [];
  let count = 0;
  const attempt = (name: string, measure: () => number): void => {
    count++;
    try {
      const worst = measure();
      if (!(worst < TOLERANCE)) wrong.push(`${name}: ${worst.toExponential(0)}`);
    } catch (error) {
      wrong.push(`${name}: ${(error as Error).message.split('\n')[0]}`);
    }
  };

  const scalar = operations().filter((operation) => (operation.samples?.length ?? 0) > 0);
  for (const operation of scalar) attempt(operation.name, () => scalarDeviation(operation));
  const reached = new Set<Operation>(scalar);
  const compare = (f: Expr, wrt: string): number => {
    for (const operation of operationsOf(f)) reached.add(operation);
    return derivativeQuotients(diff(f, wrt), f, wrt, sampleValues(SHAPES, [])).worst;
  };
  for (const [formula, wrt] of FORMULAS) {
    attempt(formula, () => compare(parse(formula, { shapes: SHAPES }), wrt));
  }
  for (const [formula, wrt] of TWICE) {
    attempt(`the derivative of ${formula}`, () => compare(diff(parse(formula, { shapes: SHAPES }), wrt), wrt));
  }
  for (const operation of operations()) {
    if (hasRule(operation) && !reached.has(operation) && !REFUSING.has(operation.name))
      wrong.push(`${operation.name}: no formula here uses its rule`);
  }
  report.verdict(
    wrong.length === 0,
    `${count - wrong.length}/${count} ${report.say({ en: 'rules agree with difference quotients', zh: '条法则与差商一致' })}`,
  );
  for (const line of wrong) report.line(`      ${line}`);
  return wrong.length === 0;
}
