/**
 * The transpose A'[i,j] = A[j,i]; of a column it is a row. Transposes move inwards, (A·B)' = B'·A' and (c·A)' = c·A',
 * as long as the formula does not get longer, and vanish on symmetric matrices.
 */
import { type Expr, node } from '../../expr/node.js';
import { numberNode } from '../../expr/number.js';
import { Binding } from '../../expr/operation.js';
import { rowShape, type Shape } from '../../expr/shape.js';
import { postorder } from '../../expr/walk.js';
import { add, product, sum } from '../arithmetic.js';
import { apply, declare, operationNamed } from '../table.js';
import { Dense } from './dense.js';
import { isRow, type MatrixOperation, term } from './indexForm.js';
import { matrixShapeError } from './shapeError.js';
import { isDeclaredSymmetric } from './traits.js';
import { splitScalar } from './zeros.js';

/** Deeper formulas are only given a transpose sign; moving it inwards recurses once a level. */
const DEPTH_LIMIT = 64;

export const transposeOperation: MatrixOperation = declare({
  name: 'transpose',
  arity: [1, 1],
  aliases: null,
  rank: 20.5,
  shape: ([arg]) => transposedShape(arg!.shape),
  make: ([arg]) => transpose(arg!),
  factor: (self, at) => term({ node: self.args[0]!, at: [...at].reverse() }),
  pull: (_self, _index, out) => [{ ...term(), at: [...out].reverse() }],
  flip: (self) => self.args[0]!,
  traced: (self) => apply(operationNamed('tr')!, self.args),
  beside: besideTransposed,
  numeric: ([arg]) => Dense.transposed(arg!),
  degree: ([arg]) => arg!.degree,
  text: (context) => ({ text: `${context.part(0, Binding.postfix)}'`, binding: Binding.postfix }),
  latex(context) {
    const { op, args } = context.node.args[0]!;
    if (op === operationNamed('inv')) {
      return { text: context.part(0, 0).replace(/\^\{-1\}$/, '^{-\\top}'), binding: Binding.power };
    }
    // f(A)^⊤ needs no parentheses around f(A).
    const called = typeof op.latex !== 'function' && args.length > 0;
    const text = `${context.part(0, called ? Binding.applied : Binding.atom)}^{\\top}`;
    return { text, binding: Binding.postfix };
  },
  explain: { en: "transpose: d(A') = (dA)'", zh: "转置：d(A') = (dA)'" },
} as MatrixOperation);

function transposedShape(shape: Shape): Shape {
  if (shape.length === 1) return rowShape(shape[0]!);
  if (isRow(shape)) return [shape[1]!];
  if (shape.length === 2) return [shape[1]!, shape[0]!];
  throw matrixShapeError('transpose', 'a vector or matrix', [shape]);
}

/** A'·B' is (B·A)', so what B and A make of each other is transposed. */
function besideTransposed(self: Expr, other: Expr, side: 'left' | 'right'): readonly Expr[] | undefined {
  const inner = self.args[0]!;
  if (other.op !== transposeOperation) return undefined;
  const joined = (inner.op as MatrixOperation).beside?.(inner, other.args[0]!, side === 'left' ? 'right' : 'left');
  return joined === undefined ? undefined : [...joined].reverse().map(transpose);
}

const known = new WeakMap<Expr, Expr>();

/** A' */
export function transpose(e: Expr): Expr {
  if (e.shape.length === 0) return e;
  let made = known.get(e);
  if (made === undefined) {
    made = flipped(e);
    known.set(e, made);
  }
  return made;
}

function flipped(e: Expr): Expr {
  if (isDeclaredSymmetric(e)) return e;
  if (e.value !== undefined) return numberNode(e.value, transposedShape(e.shape));
  const plain = (): Expr => node(transposeOperation, [e]);
  if (e.depth > DEPTH_LIMIT) return e.op === transposeOperation ? e.args[0]! : plain();
  const [scalar, rest] = splitScalar(e);
  if (scalar !== undefined && rest !== undefined) return product([scalar, transpose(rest)]);
  const own = (e.op as MatrixOperation).flip?.(e);
  if (own !== undefined) return own;
  if (e.op !== add) return plain();
  const pushed = sum(e.args.map(transpose));
  return countTransposes(pushed) <= countTransposes(e) ? pushed : plain();
}

/** A = A', as far as the form shows it. */
export function isSymmetric(e: Expr): boolean {
  return e.shape.length === 2 && e.shape[0] === e.shape[1] && transpose(e) === e;
}

/** The transpose signs in a formula. */
export function countTransposes(e: Expr): number {
  return postorder([e]).filter((each) => each.op === transposeOperation).length;
}
