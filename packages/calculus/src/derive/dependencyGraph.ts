import { type Expr, enter } from '../expr/node.js';
import { freeSymbols } from '../expr/walk.js';
import { dependencyOrder } from './chain.js';
import { asExpr, type Substitution } from './substitute.js';
import { requireExpr } from './variables.js';

/** Which quantity depends directly on which: the paths that the chain rule adds up. */
export interface DependencyGraph {
  readonly edges: readonly (readonly [from: string, to: string])[];
  /** One line per quantity: `z ← u, v, t`. */
  toString(): string;
  /** A Mermaid flowchart, from the function down to the independent variables. */
  toMermaid(): string;
  /** Graphviz DOT. */
  toDot(): string;
}

/**
 * The dependencies of a function with intermediate variables, to be drawn.
 *
 * @param inner the intermediate variables, as for `totalDerivative`.
 * @param name what the function itself is called; default `f`.
 * @throws ArgumentError when the variables depend on each other in a circle.
 *
 * @example
 * ```ts
 * import { dependencyGraph, parse } from '@nablajs/calculus';
 *
 * console.log(dependencyGraph(parse('u*v + sin(t)'), { u: parse('exp(t)'), v: parse('cos(t)') }, 'z').toString());
 * ```
 */
export function dependencyGraph(f: Expr, inner: Substitution, name: string = 'f'): DependencyGraph {
  const names = Object.keys(inner);
  const [root, ...parts] = enter([
    requireExpr('dependencyGraph', f),
    ...names.map((each) => asExpr(`dependencyGraph: ${each}`, inner[each])),
  ]) as [Expr, ...Expr[]];
  const expressions = new Map(names.map((each, i) => [each, parts[i]!]));
  const order = dependencyOrder(expressions).reverse();
  const quantities: [string, string[]][] = [
    [name, freeSymbols(root)],
    ...order.map((each): [string, string[]] => [each, freeSymbols(expressions.get(each)!)]),
  ];
  const edges = quantities.flatMap(([from, uses]) => uses.map((to): [string, string] => [from, to]));
  const ids = new Map([...new Set(edges.flat())].map((each, i) => [each, `n${i}`]));
  const quoted = (each: string): string => JSON.stringify(each);
  return {
    edges,
    toString: () => quantities.map(([from, uses]) => `${from} ← ${uses.join(', ')}`).join('\n'),
    toMermaid: () =>
      [
        'flowchart TD',
        ...[...ids].map(([each, id]) => `  ${id}[${quoted(each)}]`),
        ...edges.map(([from, to]) => `  ${ids.get(from)} --> ${ids.get(to)}`),
      ].join('\n'),
    toDot: () => ['digraph {', ...edges.map(([from, to]) => `  ${quoted(from)} -> ${quoted(to)};`), '}'].join('\n'),
  };
}
