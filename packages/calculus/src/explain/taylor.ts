import { gradientOf } from '../derive/gradient.js';
import { taylor } from '../derive/taylor.js';
import { resolveVariables } from '../derive/variables.js';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import { constant, type Expr } from '../expr/node.js';
import { subtract } from '../ops/index.js';
import { toLatex } from '../print/latex.js';
import type { Teller } from './explanation.js';
import { canonicalEntry, joined, number, type PointOf, pointText } from './notation.js';
import { sentences } from './sentences.js';

/** Orders that are written out one by one. */
const SHOWN = 4;
const LETTERS = ['h', 'k', 'l', 'm'];

/** Taylor's formula with the operator (h ∂/∂x + k ∂/∂y)ᵐ: the derivatives of each order, the polynomial, the remainder. */
export function explainTaylor(teller: Teller, f: Expr, at: PointOf, order: number): Expr {
  const root = canonicalEntry(f);
  const result = taylor(root, at, order);
  const variables = resolveVariables('explain', Object.keys(at), [root]);
  const letters = variables.map((_, i) => LETTERS[i] ?? `h_{${i + 1}}`);
  const taken = variables.some(({ name }) => LETTERS.includes(name!));
  const steps = taken ? variables.map((_, i) => `h_{${i + 1}}`) : letters;
  const increments = variables.map((each, i) => `${steps[i]} = ${toLatex(subtract(each, constant(at[each.name!]!)))}`);
  teller.say('increments', sentences.increments, { point: pointText(at) }, increments.join(',\\quad '));
  const centre = `\\left(${variables.map((each) => number(at[each.name!]!)).join(', ')}\\right)`;
  teller.say('value', sentences.value, {}, `f${centre} = ${number(evaluateScalar(root, at))}`);
  const alone = variables.length === 1;
  const d = alone ? '\\mathrm{d}' : '\\partial';
  const operator = joined(variables.map((each, i) => `${steps[i]} \\frac{${d}}{${d} ${toLatex(each)}}`));
  const power = (m: number): string => `\\left(${operator}\\right)${m === 1 ? '' : `^{${m}}`} f`;
  let level: Derivative[] = [{ orders: variables.map(() => 0), derivative: root }];
  for (let m = 1; m <= Math.min(order, SHOWN); m++) {
    level = nextLevel(level, variables);
    const values = level.map(({ orders, derivative }) => ({ orders, value: evaluateScalar(derivative, at) }));
    const name = (orders: readonly number[]): string =>
      `f_{${orders.map((n, i) => toLatex(variables[i]!).repeat(n)).join('')}}`;
    const listed = values.map(({ orders, value }) => `${name(orders)} = ${number(value)}`);
    teller.say('order', sentences.order, { order: String(m) }, listed.join(',\\quad '));
    const terms = values.map(({ orders }) => {
      const count = multinomial(orders);
      return `${count === 1 ? '' : `${count} `}${monomial(orders, steps)} ${name(orders)}`;
    });
    const filled = values
      .filter(({ value }) => value !== 0)
      .map(({ orders, value }) => {
        const coefficient = number(value * multinomial(orders));
        const own = monomial(orders, steps);
        return coefficient === '1' ? own : coefficient === '-1' ? `-${own}` : `${coefficient} ${own}`;
      });
    teller.say(
      'operator',
      sentences.operator,
      { order: String(m) },
      `${power(m)} = ${terms.join(' + ')} = ${joined(filled)}`,
    );
  }
  const shape = Array.from({ length: Math.min(order, SHOWN) }, (_, i) => `\\frac{1}{${i + 1}!} ${power(i + 1)}`);
  const more = order > SHOWN ? [`\\cdots + \\frac{1}{${order}!} ${power(order)}`] : [];
  teller.say(
    'taylor',
    sentences.taylor,
    {},
    `T_{${order}} = ${['f', ...shape, ...more].join(' + ')} = ${toLatex(result)}`,
  );
  const moved = variables.map((each, i) =>
    joined([...(at[each.name!] === 0 ? [] : [number(at[each.name!]!)]), `\\theta ${steps[i]}`]),
  );
  const remainder = `R_{${order}} = \\frac{1}{${order + 1}!} ${power(order + 1)}\\left(${moved.join(',\\; ')}\\right),\\quad 0 < \\theta < 1`;
  teller.say('remainder', sentences.remainder, {}, remainder);
  return result;
}

interface Derivative {
  readonly orders: readonly number[];
  readonly derivative: Expr;
}

/** All derivatives of one order more, each multi-index once. */
function nextLevel(level: readonly Derivative[], variables: readonly Expr[]): Derivative[] {
  return level.flatMap(({ orders, derivative }) => {
    const last = Math.max(
      0,
      orders.findLastIndex((n) => n > 0),
    );
    return gradientOf(derivative, variables.slice(last)).map((each, i) => ({
      orders: orders.map((n, j) => (j === last + i ? n + 1 : n)),
      derivative: each,
    }));
  });
}

/** |α|!/α!, how often a derivative occurs among all orders of differentiation. */
function multinomial(orders: readonly number[]): number {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  const whole = factorial(orders.reduce((total, n) => total + n, 0));
  return Math.round(orders.reduce((total, n) => total / factorial(n), whole));
}

/** h^α1 · k^α2 … */
function monomial(orders: readonly number[], steps: readonly string[]): string {
  return orders.flatMap((n, i) => (n === 0 ? [] : [n === 1 ? steps[i]! : `${steps[i]}^{${n}}`])).join(' ');
}
