import type { Expr } from '../expr/node.js';
import { rebuild } from '../expr/walk.js';
import { apply } from '../ops/index.js';

/**
 * The canonical form: every operation rebuilt by its own constructor, which collects like terms, merges powers and
 * carries out exact arithmetic, but expands nothing. Linear; remembered on the node.
 */
export function canonical(f: Expr): Expr {
  if (f.canonical !== undefined && f.canonical.epoch === f.epoch) return f.canonical;
  const result = rebuild(
    f,
    (original, args) => {
      const made = original.args.length === 0 ? original : apply(original.op, args);
      original.canonical = made;
      made.canonical = made;
      return made;
    },
    (original) => (original.canonical?.epoch === original.epoch ? original.canonical : undefined),
  );
  return result;
}
