// Every derivative rule of the operation table, used once and compared with difference quotients: the worked examples do
// not reach all of them, and a wrong rule must not pass.
import {
  compile,
  compose,
  diff,
  type Expr,
  evaluate,
  type Operation,
  operations,
  parse,
  symbol,
} from '@nablajs/calculus';
import { differences } from './differences.js';
import { derivativeQuotients, type Shapes, sampleValues } from './matrices.js';
import type { Report } from './report.js';
import { deviation } from './verify.js';

const TOLERANCE = 1e-6;

/** Variables that do not occur, so that a compiled gradient has enough of them to go backwards. */
const UNUSED = ['v0', 'v1', 'v2', 'v3', 'v4', 'v5'];

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
  ['max(A, B)', 'A'],
  ['min(A, B)', 'B'],
  ['where(A, B, A.*B)', 'B'],
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

/**
 * The worst deviation of a scalar operation's rules at its samples: the derivative as `diff` takes it, the partial of the
 * table by itself, and the compiled gradient, which beyond five variables goes backwards through the adjoints.
 */
function scalarDeviation(operation: Operation): number {
  let worst = 0;
  for (const sample of operation.samples ?? []) {
    const names = sample.map((_, index) => `u${index}`);
    const f = parse(textOf(operation, sample.length));
    const at = Object.fromEntries(names.map((name, index) => [name, sample[index]]));
    // Inside an arctangent the operation is handed an adjoint other than 1, which a rule must carry along.
    const inside = compose(parse('atan(w)'), { w: f });
    const { gradient } = compile(inside, [...names, ...UNUSED], { derivatives: 1 });
    const backwards = gradient?.(Float64Array.of(...sample, ...UNUSED.map(() => 1))) ?? [];
    const outside = 1 + (evaluate(f, at) as number) ** 2;
    sample.forEach((_, index) => {
      const [quotient] = differences((x) => [operation.value?.(...x) ?? Number.NaN], sample, [index]);
      const found = [evaluate(diff(f, names[index]), at) as number, backwards[index] * outside];
      if (operation.partial)
        found.push(
          evaluate(
            operation.partial(
              names.map((name) => symbol(name)),
              index,
              f,
            ),
            at,
          ) as number,
        );
      for (const slope of found) worst = Math.max(worst, deviation(slope, quotient));
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
  return ['partial', 'differential', 'pull'].some((rule) => rule in operation);
}

/** Checks every rule, reports what does not hold, and counts. */
export function checkRules(report: Report): { readonly held: number; readonly total: number } {
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
  return { held: count - wrong.length, total: count };
}
