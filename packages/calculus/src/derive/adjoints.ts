import type { Expr } from '../expr/node.js';
import { postorder } from '../expr/walk.js';
import { oneExpr, product, sum, zeroExpr } from '../ops/index.js';

/**
 * Reverse derivatives: one sweep from the root down gives the derivative by every symbol.
 *
 *   ūᵢ += ȳ · ∂op/∂uᵢ
 *
 * The cost is a small multiple of the formula's, whatever the number of variables; the results share their parts.
 *
 * @param root in canonical form
 * @returns the derivative by each of `variables`, zero where the root does not depend on it
 */
export function adjoints(root: Expr, variables: readonly Expr[]): Expr[] {
  const received = new Map<Expr, Expr[]>([[root, [oneExpr]]]);
  const order = postorder([root]);
  const depends = dependents(order, new Set(variables));
  const totals = new Map<Expr, Expr>();
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i]!;
    const terms = received.get(node);
    if (terms === undefined || !depends.has(node)) continue;
    const adjoint = sum(terms);
    totals.set(node, adjoint);
    node.args.forEach((arg, index) => {
      if (!depends.has(arg)) return;
      const share =
        node.op.adjoint?.(node.args, index, adjoint, node) ??
        product([adjoint, node.op.partial!(node.args, index, node)]);
      if (share === zeroExpr) return;
      const known = received.get(arg);
      if (known === undefined) received.set(arg, [share]);
      else known.push(share);
    });
  }
  return variables.map((variable) => totals.get(variable) ?? zeroExpr);
}

function dependents(order: readonly Expr[], variables: ReadonlySet<Expr>): Set<Expr> {
  const depends = new Set<Expr>();
  for (const node of order) if (variables.has(node) || node.args.some((arg) => depends.has(arg))) depends.add(node);
  return depends;
}
