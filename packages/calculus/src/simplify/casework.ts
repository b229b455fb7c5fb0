import type { Expr } from '../expr/node.js';
import { postorder, rebuild } from '../expr/walk.js';
import * as ops from '../ops/index.js';
import { canonical } from './canonical.js';
import { provedZero } from './normalForm.js';

/** Differences whose signs are gone through. */
const MOST_CASES = 4;

/**
 * Whether h is proved to be zero whatever the signs of u in |u| and relu u, and of a − b in max(a, b) and min(a, b):
 * in each case these are formulas without corners. Cases whose inequalities add up to 0 > 0 do not occur, and where
 * something is zero the neighbouring cases decide by continuity.
 */
export function vanishesInAllCases(h: Expr, positive: boolean): boolean {
  const turns = collect(h);
  if (turns === undefined || turns.length === 0) return false;
  for (let bits = 0; bits < 2 ** turns.length; bits++) {
    const signs = new Map(turns.map((u, i) => [u, (bits >> i) % 2 === 0 ? 1 : -1] as const));
    if (isImpossible(turns, signs)) continue;
    if (!provedZero(resolved(h, signs), positive)) return false;
  }
  return true;
}

/** The differences that decide, each once up to sign; undefined when there are too many, or corners inside corners. */
function collect(h: Expr): Expr[] | undefined {
  const turns: Expr[] = [];
  for (const node of postorder([h])) {
    for (const u of decidedBy(node)) {
      if (turns.includes(u) || turns.includes(ops.negate(u))) continue;
      turns.push(u);
    }
    if (turns.length > MOST_CASES) return undefined;
  }
  return turns;
}

/** What decides at a node; for nested maxima, every difference of their members. */
function decidedBy(node: Expr): Expr[] {
  if (node.op === ops.abs || node.op === ops.relu) return [node.args[0]!];
  if (node.op !== ops.max && node.op !== ops.min) return [];
  const members = node.args.flatMap((arg) => membersOf(arg));
  return members.flatMap((a, i) => members.slice(i + 1).map((b) => ops.subtract(a, b)));
}

function membersOf(node: Expr): Expr[] {
  return node.op === ops.max || node.op === ops.min ? node.args.flatMap(membersOf) : [node];
}

/** Whether some of the signed differences, all positive, add up to zero. */
function isImpossible(turns: readonly Expr[], signs: ReadonlyMap<Expr, number>): boolean {
  for (let bits = 1; bits < 2 ** turns.length; bits++) {
    const chosen = turns.filter((_, i) => (bits >> i) % 2 === 1);
    if (ops.sum(chosen.map((u) => (signs.get(u)! > 0 ? u : ops.negate(u)))) === ops.zeroExpr) return true;
  }
  return false;
}

function resolved(h: Expr, signs: ReadonlyMap<Expr, number>): Expr {
  const signOf = (u: Expr): number => signs.get(u) ?? -(signs.get(ops.negate(u)) ?? 0);
  const made = rebuild(h, (original, args) => {
    if (original.args.length === 0) return original;
    const [a, b] = args;
    const own = original.op === ops.max || original.op === ops.min ? 0 : signOf(original.args[0]!);
    if (original.op === ops.abs && own !== 0) return own > 0 ? a! : ops.negate(a!);
    if (original.op === ops.relu && own !== 0) return own > 0 ? a! : ops.zeroExpr;
    if (original.op === ops.max || original.op === ops.min) {
      const order = signOf(ops.subtract(a!, b!));
      if (order !== 0) return order > 0 === (original.op === ops.max) ? a! : b!;
    }
    return ops.apply(original.op, args);
  });
  return canonical(made);
}
