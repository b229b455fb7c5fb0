import { partialDerivative } from '../derive/diff.js';
import { replaceSymbols } from '../derive/substitute.js';
import { constant, type Expr } from '../expr/node.js';
import { asInteger } from '../expr/number.js';
import type { Operation } from '../expr/operation.js';
import { postorder } from '../expr/walk.js';
import * as ops from '../ops/index.js';
import { canonical } from './canonical.js';
import { provedZero } from './normalForm.js';

/** Functions that are smooth wherever their arguments are. */
const SMOOTH: ReadonlySet<Operation> = new Set<Operation>([
  ops.add,
  ops.mul,
  ops.piOperation,
  ops.exp,
  ops.expm1,
  ops.sin,
  ops.cos,
  ops.sinh,
  ops.cosh,
  ops.tanh,
  ops.atan,
  ops.asinh,
  ops.erf,
  ops.sigmoid,
  ops.softplus,
]);

const SIZE_LIMIT = 200;

/**
 * Whether h is proved to be zero by its derivatives: h is smooth on a connected domain (all reals, or all positive
 * ones when its symbols are positive), every ∂h/∂x is identically zero, and h is zero at one point.
 */
export function vanishesByDerivatives(h: Expr, positive: boolean): boolean {
  const nodes = postorder([h]);
  if (nodes.length > SIZE_LIMIT || !nodes.every(isSmooth)) return false;
  const symbols = nodes.filter((node) => node.name !== undefined);
  if (!symbols.every((each) => provedZero(canonical(partialDerivative(h, each)), positive))) return false;
  return [...(positive ? [] : [0]), 1].some((value) => {
    const there = new Map(symbols.map((each) => [each.name!, constant(value)]));
    return provedZero(canonical(replaceSymbols(h, there)), positive);
  });
}

function isSmooth(node: Expr): boolean {
  if (node.shape.length > 0) return false;
  if (node.value !== undefined || node.name !== undefined || SMOOTH.has(node.op)) return true;
  const [first, second] = node.args;
  if (node.op === ops.log || node.op === ops.log1p) return first!.sign === 2;
  if (node.op !== ops.pow) return false;
  const exponent = asInteger(second!);
  return first!.sign === 2 || (exponent !== undefined && exponent >= 0);
}
