/** rᵢ = yᵢ − model(xᵢ; p): residuals of a curve through data, and of a list of expressions, with exact Jacobians. */
import { ArgumentError } from '@nablajs/core-wasm';
import {
  Expr,
  expressionMap,
  expressionObjective,
  type Formula,
  symbolsOf,
  toExpression,
  variablesOf,
} from '../expression.js';
import type { Residuals } from './residuals.js';

/**
 * A curve to fit: y = model(x; parameters).
 *
 * The predictors are `variables` (default `x`, or `x1`, `x2`, … for several); every other name in the model is a
 * parameter, in natural order (b2 before b10) unless `parameters` lists them.
 */
export interface CurveFit {
  model: Formula;
  /** The names of the predictors. */
  variables?: readonly string[];
  /** The names of the parameters in the order of p₀. */
  parameters?: readonly string[];
  /** m numbers, or m rows with one number for each predictor. */
  xs: ArrayLike<number> | ArrayLike<ArrayLike<number>>;
  /** m numbers. */
  ys: ArrayLike<number>;
}

export function isCurve(given: unknown): given is CurveFit {
  return typeof given === 'object' && given !== null && 'model' in given;
}

/** The names of the predictors and of the parameters of a curve. */
export function curveNames({ model, variables, parameters, xs }: CurveFit): {
  predictors: readonly string[];
  parameters: readonly string[];
} {
  const columns = typeof xs[0] === 'number' ? 1 : xs[0]!.length;
  const predictors = variables ?? (columns === 1 ? ['x'] : Array.from({ length: columns }, (_, k) => `x${k + 1}`));
  const others = (): string[] => symbolsOf(toExpression(model)).filter((name) => !predictors.includes(name));
  return { predictors, parameters: parameters ?? others() };
}

/** The residuals of a curve with n parameters. */
export function curveResiduals(curve: CurveFit, n: number): Residuals {
  const where = 'leastSquares: model';
  const model = toExpression(curve.model);
  const { xs, ys } = curve;
  const m = ys?.length;
  if (!(m > 0) || xs?.length !== m) {
    throw new ArgumentError({
      where: 'leastSquares: xs, ys',
      expected: 'as many xs as ys, at least one',
      got: `${xs?.length} and ${m}`,
    });
  }
  const columns = typeof xs[0] === 'number' ? 1 : xs[0]!.length;
  const { predictors, parameters } = curveNames(curve);
  if (predictors.length !== columns) {
    throw new ArgumentError({
      where: 'leastSquares: variables',
      expected: `${columns} names, one for each column of xs`,
      got: predictors.join(', '),
    });
  }
  if (parameters.length !== n) {
    throw new ArgumentError({
      where: 'leastSquares: p0',
      expected: `${parameters.length} numbers for ${parameters.join(', ')}`,
      got: `${n} numbers`,
    });
  }
  const names = [...parameters, ...predictors];
  const curveObjective = expressionObjective(model, variablesOf([model], names.length, names, where));
  // One column per name: a parameter repeats its value, a predictor holds the data.
  const table = names.map(() => new Float64Array(m));
  for (let i = 0; i < m; i++) {
    const row = xs[i]!;
    if (typeof row === 'number') table[n]![i] = row;
    else for (let k = 0; k < columns; k++) table[n + k]![i] = row[k]!;
  }
  const slopes = new Float64Array(names.length * m);
  const place = (p: Float64Array): void => p.forEach((value, j) => void table[j]!.fill(value));
  return {
    residual(p, out = new Float64Array(m)) {
      place(p);
      curveObjective.batch(table, m, out);
      for (let i = 0; i < m; i++) out[i] = ys[i]! - out[i]!;
      return out;
    },
    jacobian(p, out = new Float64Array(m * n)) {
      place(p);
      curveObjective.batchGradient(table, m, slopes);
      for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[i * n + j] = -slopes[j * m + i]!;
      return out;
    },
  };
}

/** The residuals given by one expression each. */
export function expressionResiduals(
  formulas: readonly Formula[],
  n: number,
  variables: readonly string[] | undefined,
): Residuals {
  const expressions = formulas.map(toExpression);
  const wrong = expressions.findIndex((each) => !(each instanceof Expr));
  if (wrong >= 0 || expressions.length === 0) {
    throw new ArgumentError({
      where: 'leastSquares',
      expected: 'one expression or more',
      got: wrong >= 0 ? typeof formulas[wrong] : 'none',
    });
  }
  const names = variablesOf(expressions, n, variables, 'leastSquares');
  const map = expressionMap(expressions, names);
  return {
    residual: (p, out) => map.value(p, out),
    jacobian: (p, out) => map.jacobian(p, out),
  };
}
