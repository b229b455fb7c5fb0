import { TooLargeError } from './budget.js';
import { type Expr, node, remembering } from './node.js';

let visits = 0;

/**
 * The nodes below the roots, arguments before the nodes that use them, each once; iterative.
 * @throws TooLargeError above `limit` nodes.
 */
export function postorder(roots: readonly Expr[], limit: number = Number.POSITIVE_INFINITY): Expr[] {
  const order: Expr[] = [];
  const visit = ++visits;
  const stack: Expr[] = [];
  const progress: number[] = [];
  for (const root of roots) {
    if (root.visit === visit) continue;
    root.visit = visit;
    stack.push(root);
    progress.push(0);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const index = progress[progress.length - 1]!;
      if (index < top.args.length) {
        progress[progress.length - 1] = index + 1;
        const arg = top.args[index]!;
        if (arg.visit === visit) continue;
        arg.visit = visit;
        stack.push(arg);
        progress.push(0);
      } else {
        order.push(top);
        if (order.length > limit) throw new TooLargeError({ where: 'calculus', what: 'the number of nodes', limit });
        stack.pop();
        progress.pop();
      }
    }
  }
  return order;
}

/**
 * Rebuilds a graph bottom-up: `visit` receives every node once with its rebuilt arguments. `skip` ends the descent
 * early by answering for a whole subgraph.
 */
export function rebuild(
  root: Expr,
  visit: (original: Expr, args: readonly Expr[]) => Expr,
  skip?: (original: Expr) => Expr | undefined,
): Expr {
  const done = new Map<Expr, Expr>();
  const stack: Expr[] = [root];
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    if (done.has(top)) {
      stack.pop();
      continue;
    }
    const answer = skip?.(top);
    if (answer !== undefined) {
      done.set(top, answer);
      continue;
    }
    let ready = true;
    for (let i = top.args.length - 1; i >= 0; i--) {
      if (!done.has(top.args[i]!)) {
        stack.push(top.args[i]!);
        ready = false;
      }
    }
    if (!ready) continue;
    let changed = false;
    const args = top.args.map((arg) => {
      const replaced = done.get(arg)!;
      if (replaced !== arg) changed = true;
      return replaced;
    });
    done.set(top, visit(top, changed ? args : top.args));
  }
  return done.get(root)!;
}

/**
 * A form of every node below the root that depends on nothing but the node: `visit` receives each node once with its
 * arguments in that form, and never again, since the answer is remembered on the node.
 */
export function remembered(
  root: Expr,
  form: 'canonical' | 'tidied',
  visit: (original: Expr, args: readonly Expr[]) => Expr,
): Expr {
  const stack: Expr[] = [root];
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    if (remembering(top)[form] !== undefined) {
      stack.pop();
      continue;
    }
    const { args } = top;
    let ready = true;
    let changed = false;
    for (let i = args.length - 1; i >= 0; i--) {
      const known = remembering(args[i]!)[form];
      if (known === undefined) {
        stack.push(args[i]!);
        ready = false;
      } else if (known !== args[i]) changed = true;
    }
    if (!ready) continue;
    stack.pop();
    top[form] = visit(top, changed ? args.map((arg) => arg[form]!) : args);
  }
  return root[form]!;
}

/** The same operation of other arguments, without simplification. */
export function withArgs(original: Expr, args: readonly Expr[]): Expr {
  return args === original.args ? original : node(original.op, args);
}

/** Names of the symbols below the roots, in alphabetical order. */
export function freeSymbols(...roots: readonly Expr[]): string[] {
  const names = new Set<string>();
  for (const each of postorder(roots)) if (each.name !== undefined) names.add(each.name);
  return [...names].sort();
}
