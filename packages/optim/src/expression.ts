/**
 * The bridge to @nablajs/calculus, the only file that knows it: an expression or a formula becomes an {@link Objective}
 * with the exact gradient and Hessian.
 */
import {
  type Compiled,
  type CompiledMap,
  compile,
  diff,
  type Expr,
  evaluate,
  freeSymbols,
  fromJSON,
  parse,
  toJSON,
} from '@nablajs/calculus';
import { ArgumentError } from '@nablajs/core-wasm';

export { Expr } from '@nablajs/calculus';

/** An expression, or a formula that `parse` of @nablajs/calculus reads. */
export type Formula = Expr | string;

/** A point by name, or by position in the order of the variables. */
export type Point = ArrayLike<number> | Readonly<Record<string, number>>;

/** The expression of a formula. */
export function toExpression(formula: Formula): Expr {
  return typeof formula === 'string' ? parse(formula) : formula;
}

/** An expression as text that can be sent to another thread. */
export function packExpression(formula: Expr): string {
  return JSON.stringify(toJSON(formula));
}

/** The expression that {@link packExpression} wrote. */
export function unpackExpression(text: string): Expr {
  return fromJSON(JSON.parse(text));
}

/** The names in an expression, x2 before x10. */
export function symbolsOf(...formulas: readonly Expr[]): string[] {
  return [...new Set(formulas.flatMap((formula) => freeSymbols(formula)))].sort(naturally);
}

const collator = new Intl.Collator('en', { numeric: true, caseFirst: 'upper' });

function naturally(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : 1);
}

/**
 * The variables of n numbers: those given, which have to cover every name in the expressions, or all names in natural
 * order.
 */
export function variablesOf(
  formulas: readonly Expr[],
  n: number,
  given: readonly string[] | undefined,
  where: string,
): readonly string[] {
  const names = symbolsOf(...formulas);
  const variables = given ?? names;
  if (variables.length !== n) {
    throw new ArgumentError({
      where: `${where}: x0`,
      expected: `${variables.length} numbers for ${variables.join(', ') || 'no variable'}${given ? '' : ' (name others in `variables`)'}`,
      got: `${n} numbers`,
    });
  }
  const unknown = names.find((name) => !variables.includes(name));
  if (unknown !== undefined) {
    throw new ArgumentError({
      where: `${where}: variables`,
      expected: `'${unknown}' among them`,
      got: variables.join(', '),
    });
  }
  return variables;
}

/** Whether no derivative by one of the names contains any of them. */
export function isLinearIn(formula: Expr, names: readonly string[]): boolean {
  return names.every((name) => !freeSymbols(diff(formula, name)).some((symbol) => names.includes(symbol)));
}

/** f, ∇f and H of an expression in the given variables, compiled; batches for curves. */
export function expressionObjective(formula: Expr, variables: readonly string[]): Compiled {
  return compile(formula, variables);
}

/** Vectors, matrices and numbers by name, that a formula contains besides its variables: nested or typed arrays, tensors. */
export type Data = Readonly<Record<string, unknown>>;

/**
 * f, ∇f and H of an expression of n numbers in all: of scalars, or of vectors and matrices, whose entries follow one
 * another row by row. What `values` names is data; of the rest, `variables` or all in natural order are variables.
 */
export function objectiveOf(
  formula: Expr,
  n: number,
  variables: readonly string[] | undefined,
  values: Data | undefined,
  where: string,
): Compiled {
  if (values === undefined && !formula.shaped) {
    return expressionObjective(formula, variablesOf([formula], n, variables, where));
  }
  const data = values ?? {};
  const names = variables ?? symbolsOf(formula).filter((name) => !Object.hasOwn(data, name));
  return compile(formula, names, { values: data });
}

/** Several expressions of the same variables with their Jacobian, compiled. */
export function expressionMap(formulas: readonly Expr[], variables: readonly string[]): CompiledMap {
  return compile(formulas, variables);
}

/** The point as n numbers in the order of the variables. */
export function toCoordinates(at: Point, variables: readonly string[], where: string): Float64Array {
  const named = !('length' in at);
  const coordinates = named
    ? variables.map((name) => (at as Record<string, number>)[name])
    : Array.from(at as ArrayLike<number>);
  const bad = variables.findIndex((_, i) => !Number.isFinite(coordinates[i]));
  if (bad >= 0 || coordinates.length !== variables.length) {
    throw new ArgumentError({
      where: `${where}: at`,
      expected: `a finite number for each of ${variables.join(', ')}`,
      got: bad >= 0 ? `${variables[bad]} = ${String(coordinates[bad])}` : `${coordinates.length} numbers`,
    });
  }
  return Float64Array.from(coordinates as number[]);
}

/**
 * The Taylor coefficients ∂^α f / α! of every order up to `order` at a point, with their multi-indices; NaN where a
 * derivative does not exist there.
 */
export function taylorCoefficients(
  formula: Expr,
  variables: readonly string[],
  at: Float64Array,
  order: number,
): { exponents: number[]; coefficient: number }[] {
  const values = Object.fromEntries(variables.map((name, i) => [name, at[i]!]));
  const coefficients: { exponents: number[]; coefficient: number }[] = [];
  let level: { exponents: number[]; derivative: Expr; factorial: number }[] = [
    { exponents: variables.map(() => 0), derivative: formula, factorial: 1 },
  ];
  for (let m = 0; m <= order; m++) {
    const next: typeof level = [];
    for (const { exponents, derivative, factorial } of level) {
      coefficients.push({ exponents, coefficient: (evaluate(derivative, values) as number) / factorial });
      // Each multi-index once: a later variable is only raised after the earlier ones.
      for (
        let i = Math.max(
          0,
          exponents.findLastIndex((e) => e > 0),
        );
        m < order && i < variables.length;
        i++
      ) {
        const raised = exponents.map((e, j) => (j === i ? e + 1 : e));
        next.push({
          exponents: raised,
          derivative: diff(derivative, variables[i]!),
          factorial: factorial * raised[i]!,
        });
      }
    }
    level = next;
  }
  return coefficients;
}
