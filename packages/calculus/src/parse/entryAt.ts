import type { Expr } from '../expr/node.js';
import { isScalar } from '../expr/shape.js';
import { delta, entry } from '../ops/matrix/entries.js';
import { indexShape } from '../ops/matrix/indexForm.js';
import type { Token } from './tokens.js';

/**
 * The entry that `[i,k]` makes of the operand before it: one small letter for each index of a vector, matrix or tensor,
 * two for δ. Undefined where the bracket is a product, as in `2[x + 1]`.
 *
 * @param start the first token inside the bracket; `next` is the one after it.
 */
export function entryAt(
  operand: Expr,
  tokens: readonly Token[],
  start: number,
): { readonly entry: Expr; readonly next: number } | undefined {
  const isDelta = operand.name === 'δ' && isScalar(operand.shape);
  const count = isDelta ? 2 : indexShape(operand.shape).length;
  if (count === 0) return undefined;
  const letters: string[] = [];
  for (let k = 0; k < count; k++) {
    const letter = tokens[start + 2 * k]!;
    const after = tokens[start + 2 * k + 1];
    if (letter.kind !== 'name' || !/^[a-z]$/.test(letter.text)) return undefined;
    if (after === undefined || after.text !== (k < count - 1 ? ',' : ']')) return undefined;
    letters.push(letter.text);
  }
  return { entry: isDelta ? delta(letters) : entry(operand, letters), next: start + 2 * count };
}
