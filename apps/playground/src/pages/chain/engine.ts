// Page 2 in the worker: the dependency graph, the derivative along each edge, the sum over paths, partial and total.
import {
  dependencyGraph,
  diff,
  type Expr,
  evaluate,
  explain,
  freeSymbols,
  parse,
  simplify,
  totalDerivative,
} from '@nablajs/calculus';
import { type Formula, formulaOf, readFormula } from '../../engine/formulas.js';
import { nameLatex } from '../../kit/nameLatex.js';
import type { PlainStep } from '../../kit/Steps.js';
import type { Language } from '../../text/dictionary.js';
import type { Definition } from './definition.js';
import { type GraphLayout, layoutOf } from './layout.js';

/** An edge of the graph: how fast `from` changes with `to`, everything else it depends on held fixed. */
export interface EdgeDerivative {
  readonly from: string;
  readonly to: string;
  readonly formula: Formula;
  readonly value: number | undefined;
}

/** One way down the graph, and what comes along it. */
export interface Path {
  readonly nodes: readonly string[];
  /** LaTeX: the product of derivatives by name, the same written out, and its value. */
  readonly names: string;
  readonly product: string;
  readonly value: number | undefined;
}

/** What the page shows. */
export interface ChainAnswer {
  /** What the function itself is called. */
  readonly root: string;
  readonly independent: readonly string[];
  readonly by: string;
  readonly layout: GraphLayout;
  /** Values of all variables at the point. */
  readonly values: Readonly<Record<string, number | undefined>>;
  readonly edges: readonly EdgeDerivative[];
  readonly paths: readonly Path[];
  /** How many paths there are beyond those shown. */
  readonly morePaths: number;
  readonly partial: { readonly formula: Formula; readonly value: number | undefined };
  readonly total: { readonly formula: Formula; readonly value: number | undefined };
  readonly steps: readonly PlainStep[];
}

const MOST_PATHS = 12;

/** The chain rule for f through the intermediate variables, by one independent variable. */
export function chain(
  text: string,
  inner: readonly Definition[],
  wanted: string,
  at: Readonly<Record<string, number>>,
  language: Language,
): ChainAnswer {
  const f = readFormula(text);
  const parts = Object.fromEntries(inner.map(({ name, formula }) => [name, readFormula(formula)]));
  const taken = new Set([
    ...freeSymbols(f),
    ...Object.keys(parts),
    ...Object.values(parts).flatMap((each) => freeSymbols(each)),
  ]);
  const root = ['f', 'F', 'w', 'g', 'result'].find((name) => !taken.has(name))!;
  const { edges } = dependencyGraph(f, parts, root);
  const independent = [...new Set(edges.map(([, to]) => to))].filter((name) => !Object.hasOwn(parts, name)).sort();
  const by = independent.includes(wanted) ? wanted : (independent[0] ?? 'x');
  const expressions = new Map<string, Expr>([[root, f], ...Object.entries(parts)]);
  const layout = layoutOf(root, edges, independent);
  const values = valuesOf(layout, expressions, independent, at);
  const derivatives = edges.map(([from, to]) => {
    const derivative = diff(expressions.get(from)!, to);
    return { from, to, derivative, formula: formulaOf(derivative), value: numberAt(derivative, values) };
  });
  const { paths, more } = pathsTo(root, by, derivatives);
  const partial = diff(f, by);
  const total = totalDerivative(f, by, parts);
  return {
    root,
    independent,
    by,
    layout,
    values,
    edges: derivatives.map(({ from, to, formula, value }) => ({ from, to, formula, value })),
    paths,
    morePaths: more,
    partial: { formula: formulaOf(partial), value: numberAt(partial, values) },
    total: { formula: formulaOf(total), value: numberAt(total, values) },
    steps: explain({ kind: 'chain', f, variable: by, inner: parts }, { language }).steps.map((step) => ({
      text: step.text,
      formula:
        root === 'f' ? step.formula : step.formula.replace(/(\\partial|\\mathrm\{d\}) f\b/g, `$1 ${nameLatex(root)}`),
    })),
  };
}

function valuesOf(
  layout: GraphLayout,
  expressions: ReadonlyMap<string, Expr>,
  independent: readonly string[],
  at: Readonly<Record<string, number>>,
): Record<string, number | undefined> {
  const values: Record<string, number | undefined> = Object.fromEntries(
    independent.map((name) => [name, at[name] ?? 0]),
  );
  // From the bottom up, every variable finds those it depends on.
  for (const { name } of [...layout.nodes].sort((a, b) => b.layer - a.layer)) {
    const expression = expressions.get(name);
    if (expression !== undefined) values[name] = numberAt(expression, values);
  }
  return values;
}

function numberAt(f: Expr, values: Readonly<Record<string, number | undefined>>): number | undefined {
  const used = freeSymbols(f);
  if (used.some((name) => values[name] === undefined)) return undefined;
  const value = evaluate(f, Object.fromEntries(used.map((name) => [name, values[name]!])));
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

interface Derivative extends EdgeDerivative {
  readonly derivative: Expr;
}

/** All ways from the function down to a variable, in the order of the edges. */
function pathsTo(root: string, by: string, edges: readonly Derivative[]): { paths: Path[]; more: number } {
  const paths: Path[] = [];
  let more = 0;
  const open: Derivative[][] = edges.filter(({ from }) => from === root).map((edge) => [edge]);
  while (open.length > 0) {
    const path = open.shift()!;
    const end = path.at(-1)!.to;
    if (end === by) {
      if (paths.length < MOST_PATHS) paths.push(pathOf(path));
      else more++;
    } else open.push(...edges.filter(({ from }) => from === end).map((edge) => [...path, edge]));
  }
  return { paths, more };
}

function pathOf(path: readonly Derivative[]): Path {
  const text = path.map(({ derivative }) => `(${derivative})`).join('*');
  return {
    nodes: [path[0]!.from, ...path.map(({ to }) => to)],
    names: path
      .map(({ from, to }) => `\\frac{\\partial ${nameLatex(from)}}{\\partial ${nameLatex(to)}}`)
      .join(' \\cdot '),
    product: formulaOf(simplify(parse(text))).latex,
    value: path.reduce<number | undefined>(
      (product, { value }) => (product === undefined || value === undefined ? undefined : product * value),
      1,
    ),
  };
}
