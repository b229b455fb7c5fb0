import { ArgumentError, ShapeError } from '@nablajs/core-wasm';
import { Expr, symbol, symbolOperation } from '../expr/node.js';
import { sameShape, showShape } from '../expr/shape.js';
import { postorder } from '../expr/walk.js';
import { rememberedShapes } from '../matrix/sizes.js';

/** A variable by name or as the symbol itself. */
export type Variable = string | Expr;

/**
 * The symbol a variable stands for in the given expressions. A name that does not occur is a scalar symbol of its own,
 * so that the derivative by it is zero.
 *
 * @throws ArgumentError for anything that is neither a name nor a symbol; ShapeError for a symbol of another shape than its
 *   namesake in the expressions, by which the derivative would be zero.
 */
export function resolveVariable(where: string, variable: unknown, roots: readonly Expr[]): Expr {
  if (typeof variable === 'string' && variable !== '') {
    const shape = roots.map((root) => rememberedShapes(root).get(variable)).find((each) => each !== undefined);
    return symbolIn(roots, variable) ?? symbol(variable, shape);
  }
  if (variable instanceof Expr && variable.op === symbolOperation) {
    return namesake(where, variable, symbolIn(roots, variable.name!));
  }
  const got = variable instanceof Expr ? `the expression ${String(variable).slice(0, 40)}` : String(variable) || "''";
  throw new ArgumentError({ where, expected: 'a variable: a name or a symbol', got });
}

/** Variables in the given order, each once. @throws ArgumentError for a repeated one or something that is no list. */
export function resolveVariables(where: string, variables: unknown, roots: readonly Expr[]): Expr[] {
  if (!Array.isArray(variables)) {
    throw new ArgumentError({ where, expected: 'a list of variables', got: typeof variables });
  }
  const known = new Map<string, Expr>();
  for (const node of postorder(roots)) if (node.name !== undefined && !known.has(node.name)) known.set(node.name, node);
  const resolved = variables.map((each) => resolveListed(where, each, known));
  if (new Set(resolved).size < resolved.length) {
    throw new ArgumentError({
      where,
      expected: 'different variables',
      got: resolved.map((each) => each.name).join(', '),
    });
  }
  return resolved;
}

function resolveListed(where: string, variable: unknown, known: ReadonlyMap<string, Expr>): Expr {
  const resolved = known.get(variable as string) ?? resolveVariable(where, variable, []);
  return namesake(where, resolved, known.get(resolved.name!));
}

/** The symbol of the formula that the one given stands for, when there is one. */
function namesake(where: string, variable: Expr, occurring: Expr | undefined): Expr {
  if (occurring === undefined || sameShape(variable.shape, occurring.shape)) return occurring ?? variable;
  const expected = `${variable.name} as in the formula, ${showShape(occurring.shape)}`;
  throw new ShapeError(where, expected, showShape(variable.shape));
}

/** The symbol of that name below the roots, with whatever shape it has. */
function symbolIn(roots: readonly Expr[], name: string): Expr | undefined {
  return postorder(roots).find((node) => node.name === name);
}

/** An expression at a public entrance: an Expr, or a number. @throws ArgumentError for anything else. */
export function requireExpr(where: string, f: unknown): Expr {
  if (f instanceof Expr) return f;
  throw new ArgumentError({ where, expected: 'an Expr, as parse gives', got: f === null ? 'null' : typeof f });
}
