import { type Expr, integer, rational } from '../expr/node.js';
import { Rational } from '../expr/rational.js';

/** The constants that rules are written with. */
export const zeroExpr: Expr = integer(0);
export const oneExpr: Expr = integer(1);
export const minusOne: Expr = integer(-1);
export const half: Expr = rational(Rational.of(1n, 2n));
export const integerTwo: Expr = integer(2);
