import { type Expr, integer } from '../expr/node.js';
import { asInteger, isZero, type Num, negated, plus, toDouble } from '../expr/number.js';
import type { Operation } from '../expr/operation.js';
import {
  cos,
  cosh,
  mul,
  oneExpr,
  power,
  product,
  scaleTerm,
  sin,
  sinh,
  splitCoefficient,
  sum,
  tan,
} from '../ops/index.js';

/** An identity used left to right. The domain says where it holds; where the left side is defined, so is the right. */
export interface Rule {
  readonly name: string;
  readonly identity: string;
  readonly domain: string;
  apply(node: Expr): Expr | undefined;
}

const two = integer(2);

/** Rules for sums. */
export const sumRules: readonly Rule[] = [
  {
    name: 'pythagoras',
    identity: 'a·sin²u + a·cos²u = a',
    domain: 'all real u',
    apply: (node) => squarePair(node, sin, cos, 1) ?? squarePair(node, cos, sin, 1),
  },
  {
    name: 'pythagoras, one square known',
    identity: 'a − a·sin²u = a·cos²u, a − a·cos²u = a·sin²u',
    domain: 'all real u',
    apply: (node) => missingSquare(node, sin, cos, -1, 1) ?? missingSquare(node, cos, sin, -1, 1),
  },
  {
    name: 'double angle',
    identity: 'a·cos²u − a·sin²u = a·cos 2u',
    domain: 'all real u',
    apply: doubleAngle,
  },
  {
    name: 'hyperbola',
    identity: 'a·cosh²u − a·sinh²u = a',
    domain: 'all real u',
    apply: (node) => squarePair(node, cosh, sinh, -1),
  },
  {
    name: 'hyperbola, one square known',
    identity: 'a·cosh²u − a = a·sinh²u, a·sinh²u + a = a·cosh²u',
    domain: 'all real u',
    apply: (node) => missingSquare(node, cosh, sinh, -1, -1) ?? missingSquare(node, sinh, cosh, 1, 1),
  },
];

/** Rules for products. */
export const productRules: readonly Rule[] = [
  {
    name: 'tangent',
    identity: 'sinⁿu·cos⁻ⁿu = tanⁿu, and tanⁿu·cosⁿu = sinⁿu',
    domain: 'cos u ≠ 0; for the second it only grows',
    apply: tangents,
  },
];

/** The coefficient of every term by its rest. */
function table(node: Expr): Map<Expr, Num> {
  const coefficients = new Map<Expr, Num>();
  for (const term of node.args) {
    if (term.value !== undefined) coefficients.set(oneExpr, term.value);
    else {
      const [coefficient, rest] = splitCoefficient(term);
      coefficients.set(rest, coefficient);
    }
  }
  return coefficients;
}

interface Square {
  readonly rest: Expr;
  readonly coefficient: Num;
  readonly argument: Expr;
  /** The term without its coefficient and the square. */
  readonly others: Expr;
}

/** Terms of the form c·others·f(u)². */
function squares(coefficients: ReadonlyMap<Expr, Num>, f: Operation): Square[] {
  const found: Square[] = [];
  for (const [rest, coefficient] of coefficients) {
    const factors = rest.op === mul ? rest.args : [rest];
    for (const factor of factors) {
      const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, oneExpr];
      const n = asInteger(exponent);
      if (base.op !== f || n === undefined || n < 2) continue;
      const others = product([oneExpr, ...factors.filter((each) => each !== factor), power(base, integer(n - 2))]);
      found.push({ rest, coefficient, argument: base.args[0]!, others });
    }
  }
  return found;
}

function rebuildSum(coefficients: ReadonlyMap<Expr, Num>): Expr {
  const terms = [...coefficients].filter(([, coefficient]) => !isZero(coefficient));
  return sum([integer(0), ...terms.map(([rest, coefficient]) => scaleTerm(coefficient, rest))]);
}

/** a·f² + s·a·g² = a */
function squarePair(node: Expr, f: Operation, g: Operation, s: 1 | -1): Expr | undefined {
  const coefficients = table(node);
  for (const { rest, coefficient, argument, others } of squares(coefficients, f)) {
    const partner = product([others, power(applied(g, argument), two)]);
    const other = coefficients.get(partner);
    if (other === undefined || toDouble(other) !== s * toDouble(coefficient)) continue;
    coefficients.delete(rest);
    coefficients.delete(partner);
    coefficients.set(
      others,
      plus(coefficients.get(others) ?? negated(plus(coefficient, negated(coefficient))), coefficient),
    );
    return rebuildSum(coefficients);
  }
  return undefined;
}

/** a·cos² − a·sin² = a·cos 2u */
function doubleAngle(node: Expr): Expr | undefined {
  const coefficients = table(node);
  for (const { rest, coefficient, argument, others } of squares(coefficients, cos)) {
    const partner = product([others, power(applied(sin, argument), two)]);
    const other = coefficients.get(partner);
    if (other === undefined || toDouble(other) !== -toDouble(coefficient)) continue;
    coefficients.delete(rest);
    coefficients.delete(partner);
    const doubled = product([others, applied(cos, product([two, argument]))]);
    coefficients.set(doubled, plus(coefficients.get(doubled) ?? plus(coefficient, other), coefficient));
    return rebuildSum(coefficients);
  }
  return undefined;
}

/** a·others + s·a·others·f² = t·a·others·g² */
function missingSquare(node: Expr, f: Operation, g: Operation, s: 1 | -1, t: 1 | -1): Expr | undefined {
  const coefficients = table(node);
  for (const { rest, coefficient, argument, others } of squares(coefficients, f)) {
    const plain = coefficients.get(others);
    if (plain === undefined || toDouble(coefficient) !== s * toDouble(plain)) continue;
    coefficients.delete(rest);
    coefficients.delete(others);
    const square = product([others, power(applied(g, argument), two)]);
    const value = t === 1 ? plain : negated(plain);
    coefficients.set(square, plus(coefficients.get(square) ?? plus(value, negated(value)), value));
    return rebuildSum(coefficients);
  }
  return undefined;
}

function applied(operation: Operation, u: Expr): Expr {
  return operation.make!([u]);
}

/** sin u/cos u and tan u·cos u, with whatever powers they have in common. */
function tangents(node: Expr): Expr | undefined {
  const exponents = new Map<Expr, number>();
  for (const factor of node.args) {
    const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, oneExpr];
    const n = asInteger(exponent);
    if (n !== undefined && (base.op === sin || base.op === tan)) exponents.set(base, n);
  }
  for (const [base, n] of exponents) {
    const cosine = applied(cos, base.args[0]!);
    const m = exponentOf(node, cosine);
    if (m === 0) continue;
    if (base.op === sin && n > 0 && m === -n) {
      return product([
        node,
        power(base, integer(-n)),
        power(cosine, integer(n)),
        power(applied(tan, base.args[0]!), integer(n)),
      ]);
    }
    if (base.op === tan && Math.sign(m) === Math.sign(n)) {
      const shared = Math.sign(n) * Math.min(Math.abs(n), Math.abs(m));
      const sine = applied(sin, base.args[0]!);
      return product([
        node,
        power(base, integer(-shared)),
        power(cosine, integer(-shared)),
        power(sine, integer(shared)),
      ]);
    }
  }
  return undefined;
}

function exponentOf(node: Expr, wanted: Expr): number {
  for (const factor of node.args) {
    const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, oneExpr];
    if (base === wanted) return asInteger(exponent) ?? 0;
  }
  return 0;
}
