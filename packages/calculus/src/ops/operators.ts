import { type Expr, node } from '../expr/node.js';
import { negated, numberNode, times } from '../expr/number.js';
import { Rational } from '../expr/rational.js';
import { isScalar } from '../expr/shape.js';
import { add, minusOne, mul, pow } from './arithmetic.js';
import { euler, exp } from './exponential.js';
import { declareOperator } from './table.js';

/**
 * The signs of scalar formulas. They build plain nodes: text is not simplified by being read. Where an operand has a
 * shape, `.*`, `./` and `.^` are the element-wise forms; matrix operations redeclare `*`, `/`, `^` and `'`.
 */

/** a ± b ± …, one node for the whole chain. */
function plainSum(operands: readonly Expr[], tokens: readonly string[]): Expr {
  return node(
    add,
    operands.map((operand, index) => (index > 0 && tokens[index - 1] === '-' ? negatePlain(operand) : operand)),
  );
}

/** a · b / c …, element-wise, one node for the whole chain; a quotient of two numbers is the rational number. */
export function plainProduct(operands: readonly Expr[], tokens: readonly string[]): Expr {
  let factors: Expr[] = [];
  operands.forEach((operand, index) => {
    const divides = index > 0 && tokens[index - 1]!.endsWith('/');
    const last = factors.length === 1 ? factors[0]! : undefined;
    if (divides && last !== undefined && isExact(last) && isExact(operand) && !(operand.value as Rational).isZero) {
      factors = [numberNode(times(last.value!, (operand.value as Rational).inverse()))];
    } else if (index === 0 && operand.op === mul && operand.args[0] === minusOne) factors.push(...operand.args);
    else factors.push(divides ? node(pow, [operand, minusOne]) : operand);
  });
  return factors.length === 1 ? factors[0]! : node(mul, factors);
}

/** −c as a number for printing and parsing: the constant itself or a coefficient changes sign, else −1·a. */
function negatePlain(a: Expr): Expr {
  if (a.value !== undefined) return numberNode(negated(a.value), a.shape);
  const first = a.args[0];
  if (a.op === mul && first!.value !== undefined)
    return node(mul, [numberNode(negated(first!.value)), ...a.args.slice(1)]);
  return node(mul, [minusOne, a]);
}

/** base^exponent, element-wise; e^u is exp(u). */
export function plainPower(base: Expr, exponent: Expr): Expr {
  return base === euler ? node(exp, [exponent]) : node(pow, [base, exponent]);
}

function isExact(operand: Expr): boolean {
  return operand.value instanceof Rational && isScalar(operand.shape);
}

declareOperator({ token: '+', fix: 'infix', precedence: 10, chain: 'sum', build: plainSum });
declareOperator({ token: '-', fix: 'infix', precedence: 10, chain: 'sum', build: plainSum });
for (const token of ['*', '/', '.*', './']) {
  declareOperator({ token, fix: 'infix', precedence: 20, chain: 'product', build: plainProduct });
}
for (const token of ['^', '.^']) {
  declareOperator({
    token,
    fix: 'infix',
    precedence: 30,
    rightAssociative: true,
    build: ([base, exponent]) => plainPower(base!, exponent!),
  });
}
declareOperator({ token: '-', fix: 'prefix', precedence: 25, build: ([operand]) => negatePlain(operand!) });
declareOperator({ token: '+', fix: 'prefix', precedence: 25, build: ([operand]) => operand! });
