import type { Expr } from '../expr/node.js';
import { numberNode } from '../expr/number.js';
import { isScalar } from '../expr/shape.js';
import { mul, product } from '../ops/arithmetic.js';
import { type Factor, isRow, type Labels, type MatrixOperation, type Term } from '../ops/matrix/indexForm.js';
import { transpose } from '../ops/matrix/transpose.js';
import { ones } from '../ops/matrix/zeros.js';

/** Factors beyond which products are left whole, so that deeply nested formulas are not taken apart at every level. */
const FACTOR_LIMIT = 32;

/** Splits every factor that is itself a product, selection or transpose into its own factors; sums stay whole. */
export function expandFactors(form: Term, labels: Labels): Term {
  const scalars: Expr[] = [form.coefficient];
  const done: Factor[] = [];
  const waiting: Factor[] = [...form.factors].reverse();
  while (waiting.length > 0) {
    const factor = waiting.pop()!;
    const { node, at } = factor;
    const open = done.length + waiting.length < FACTOR_LIMIT || node.args.length < 2;
    const own = open ? (node.op as MatrixOperation).factor?.(node, at, labels) : undefined;
    if (isScalar(node.shape)) scalars.push(node);
    else if (own !== undefined) {
      scalars.push(own.coefficient);
      waiting.push(...[...own.factors].reverse());
    } else if (open && node.op === mul) {
      for (const arg of [...node.args].reverse()) waiting.push({ node: arg, at: isScalar(arg.shape) ? [] : at });
    } else if (node.value !== undefined) {
      scalars.push(numberNode(node.value));
      for (const label of at) done.push({ node: ones([labels.size(label)]), at: [label] });
    } else done.push(isRow(node.shape) ? { node: transpose(node), at } : factor);
  }
  return { coefficient: product(scalars), factors: done };
}
