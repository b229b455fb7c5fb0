import { type Expr, remembering } from '../expr/node.js';
import { remembered } from '../expr/walk.js';
import { apply } from '../ops/index.js';

/**
 * The canonical form: every operation rebuilt by its own constructor, which collects like terms, merges powers and
 * carries out exact arithmetic, but expands nothing. Linear; remembered on the node.
 */
export function canonical(f: Expr): Expr {
  return remembered(f, 'canonical', (original, args) =>
    original.args.length === 0 ? original : markCanonical(apply(original.op, args)),
  );
}

/** Says of an expression made by the operations' own constructors that it is its own canonical form. */
export function markCanonical(made: Expr): Expr {
  remembering(made).canonical ??= made;
  return made;
}
