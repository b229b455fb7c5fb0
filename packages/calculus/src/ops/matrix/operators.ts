/**
 * The signs of matrix formulas: `*` is the matrix product, `.*` and `./` act element-wise, `'` transposes, `^` raises a
 * square matrix to a whole power, `/` divides by a scalar. Between scalars they mean what they always mean. A product that
 * comes to one entry, c'·A·c of an n×1 matrix c, is that number.
 */

import { ShapeError } from '@nablajs/core-wasm';
import { type Expr, node } from '../../expr/node.js';
import { asInteger } from '../../expr/number.js';
import { isScalar, type Shape, showShape } from '../../expr/shape.js';
import { minusOne, mul, pow } from '../arithmetic.js';
import { plainPower, plainProduct } from '../operators.js';
import { declareOperator } from '../table.js';
import { eye } from './identity.js';
import { matmulOperation, productShape } from './product.js';
import { sumOperation } from './reduce.js';
import { matrixShapeError } from './shapeError.js';
import { invOperation } from './square.js';
import { transposeOperation } from './transpose.js';

/** Greatest power of a matrix that is written out as a product. */
const POWER_LIMIT = 64;

/** A product as it is read: scalars in front, the chain of matrices behind them. */
class ReadProduct {
  readonly #scalars: Expr[] = [];
  readonly #signs: string[] = [];
  #chain: Expr[] = [];

  times(operand: Expr, sign: string): void {
    if (sign.startsWith('.')) this.#elementwise(operand, sign);
    else if (isScalar(operand.shape)) {
      this.#scalars.push(operand);
      this.#signs.push(sign);
    } else if (sign === '/') {
      if (!isSingle(operand.shape))
        throw new ShapeError('/', 'a scalar divisor (use ./ element by element)', showShape(operand.shape));
      this.times(onlyEntry(operand), sign);
    } else {
      if (this.#chain.length > 0 && this.#meets(operand)) return;
      this.#chain.push(...(operand.op === matmulOperation ? operand.args : [operand]));
      const made = this.#chainNode();
      const contracted = isSingle(made.shape) && !this.#chain.every((factor) => isSingle(factor.shape));
      if (isScalar(made.shape) || contracted) {
        this.#chain = [];
        this.times(contracted ? onlyEntry(made) : made, '*');
      }
    }
  }

  /** What has a single entry acts as that number where it does not fit as a matrix; true where the operand did. */
  #meets(operand: Expr): boolean {
    const left = this.#chainNode();
    const fits = (left.shape.length === 1 ? 1 : left.shape[1]) === operand.shape[0];
    if (!fits && isSingle(operand.shape)) {
      this.times(onlyEntry(operand), '*');
      return true;
    }
    if (!fits && isSingle(left.shape)) {
      this.#chain = [];
      this.times(onlyEntry(left), '*');
    } else productShape(left.shape, operand.shape);
    return false;
  }

  #elementwise(operand: Expr, sign: string): void {
    const factor = sign === './' ? node(pow, [operand, minusOne]) : operand;
    const before = this.#chain.length === 0 ? this.#scalarNode() : this.#chainNode();
    if (this.#chain.length === 0) {
      this.#scalars.length = 0;
      this.#signs.length = 0;
    }
    const made =
      before === undefined ? factor : node(mul, before.op === mul ? [...before.args, factor] : [before, factor]);
    if (isScalar(made.shape)) this.times(made, '*');
    else this.#chain = [made];
  }

  #scalarNode(): Expr | undefined {
    if (this.#scalars.length === 0) return undefined;
    if (this.#signs[0] === '/') return node(mul, [node(pow, [this.#scalars[0]!, minusOne]), ...this.#scalars.slice(1)]);
    return this.#scalars.length === 1 ? this.#scalars[0]! : plainProduct(this.#scalars, this.#signs.slice(1));
  }

  #chainNode(): Expr {
    return this.#chain.length === 1 ? this.#chain[0]! : node(matmulOperation, this.#chain);
  }

  node(): Expr {
    const scalar = this.#scalarNode();
    if (this.#chain.length === 0) return scalar!;
    const chain = this.#chainNode();
    if (scalar === undefined) return chain;
    return node(mul, [...(scalar.op === mul ? scalar.args : [scalar]), ...(chain.op === mul ? chain.args : [chain])]);
  }
}

/** A vector or matrix of one entry. */
function isSingle(shape: Shape): boolean {
  return shape.length > 0 && shape.every((size) => size === 1);
}

/** That entry as a number. */
function onlyEntry(e: Expr): Expr {
  return node(sumOperation, [e]);
}

/** a·b/c …, from left to right. */
function readProduct(operands: readonly Expr[], tokens: readonly string[]): Expr {
  if (operands.every((operand) => isScalar(operand.shape))) return plainProduct(operands, tokens);
  const read = new ReadProduct();
  for (const [index, operand] of operands.entries()) read.times(operand, index === 0 ? '*' : tokens[index - 1]!);
  return read.node();
}

/** base^exponent: a power of numbers, or a square matrix times itself. */
function readPower(base: Expr, exponent: Expr): Expr {
  if (isScalar(base.shape)) return plainPower(base, exponent);
  const count = asInteger(exponent);
  const square = base.shape.length === 2 && base.shape[0] === base.shape[1];
  if (!square) throw matrixShapeError('^', 'a square matrix (use .^ element by element)', [base.shape]);
  if (count === undefined || Math.abs(count) > POWER_LIMIT) {
    throw new ShapeError('^', `a whole exponent of at most ${POWER_LIMIT} for a matrix`, exponent.toString());
  }
  if (count === 0) return eye(base.shape[0]!);
  const factor = count < 0 ? node(invOperation, [base]) : base;
  const power = Math.abs(count);
  return power === 1 ? factor : node(matmulOperation, new Array(power).fill(factor));
}

for (const token of ['*', '/', '.*', './']) {
  declareOperator({ token, fix: 'infix', precedence: 20, chain: 'product', build: readProduct });
}
declareOperator({
  token: '^',
  fix: 'infix',
  precedence: 30,
  rightAssociative: true,
  build: ([base, exponent]) => readPower(base!, exponent!),
});
declareOperator({
  token: "'",
  fix: 'postfix',
  precedence: 40,
  build: ([operand]) => (isScalar(operand!.shape) ? operand! : node(transposeOperation, [operand!])),
});
