import type { Expr } from '../../expr/node.js';

/** What is known of a symbol beyond its shape. */
export type Trait = 'symmetric' | 'diagonal' | 'orthogonal';

/** A symbol declared symmetric or diagonal: A' = A. */
export function isDeclaredSymmetric(e: Expr): boolean {
  return e.traits !== undefined && (e.traits.includes('symmetric') || e.traits.includes('diagonal'));
}

/** A symbol declared orthogonal: A⁻¹ = A'. */
export function isDeclaredOrthogonal(e: Expr): boolean {
  return e.traits?.includes('orthogonal') === true;
}
