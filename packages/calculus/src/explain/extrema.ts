import { type CriticalPoint, classifyPoint } from '../analyze/classifyPoint.js';
import { type CriticalPoints, criticalPoints } from '../analyze/criticalPoints.js';
import { gradientOf, hessianOf } from '../derive/gradient.js';
import { resolveVariables } from '../derive/variables.js';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import type { Expr } from '../expr/node.js';
import { toLatex } from '../print/latex.js';
import { tidy } from '../simplify/tidy.js';
import type { Teller } from './explanation.js';
import { canonicalEntry, number, operator, type PointOf, pointText, vector } from './notation.js';
import { reasonIn } from './reasons.js';
import { sentences } from './sentences.js';

/** The second derivative test at a point: ∇f = 0, the Hessian, AC − B² for two variables, the eigenvalues, the verdict. */
export function explainHessianTest(teller: Teller, f: Expr, vars: readonly string[], at: PointOf): CriticalPoint {
  const root = canonicalEntry(f);
  const variables = resolveVariables('explain', vars, [root]);
  const gradient = gradientOf(root, variables);
  const hessian = hessianOf(root, variables);
  const x = variables.map((each) => evaluateScalar(each, at));
  const slopes = gradient.map((each) => evaluateScalar(each, at));
  const first = gradient.map((each, i) => `${operator('f', variables[i]!, root)} = ${toLatex(tidy(each))}`);
  teller.say('partials', sentences.partials, {}, first.join(',\\quad '));
  teller.say('stationary', sentences.stationary, { point: pointText(at) }, `\\nabla f = ${vector(slopes.map(number))}`);
  const point = classifyPoint(root, vars, gradient, hessian, x, true);
  if (Math.hypot(...slopes) > 1e-8 * Math.max(1, ...point.hessian.flat().map(Math.abs))) {
    teller.say('not-stationary', sentences.notStationary, {}, '');
    return point;
  }
  const symbolic = matrix(hessian.map((row) => row.map((each) => toLatex(tidy(each)))));
  const there = matrix(point.hessian.map((row) => row.map(number)));
  teller.say('hessian', sentences.hessian, {}, symbolic === there ? `H = ${there}` : `H = ${symbolic} = ${there}`);
  tellVerdict(teller, point);
  return point;
}

/** All critical points of a box, each with its test. */
export function explainCriticalPoints(
  teller: Teller,
  f: Expr,
  vars: readonly string[],
  box: Readonly<Record<string, readonly [number, number]>>,
): CriticalPoints {
  const root = canonicalEntry(f);
  const result = criticalPoints(root, vars, box);
  const gradient = gradientOf(root, resolveVariables('explain', vars, [root]));
  teller.say('system', sentences.system, {}, gradient.map((each) => `${toLatex(tidy(each))} = 0`).join(',\\quad '));
  const listed = result.points.map(({ at }) => vector(vars.map((name) => number(at[name]!))));
  const certificate = sentences[result.complete ? 'complete' : 'incomplete'][teller.language];
  if (listed.length === 0) teller.say('found', sentences.none, { certificate }, '');
  else teller.say('found', sentences.found, { certificate }, listed.join(',\\quad '));
  for (const point of result.points) {
    const there = matrix(point.hessian.map((row) => row.map(number)));
    teller.say('hessian', sentences.hessianAt, { point: pointText(rounded(point.at)) }, `H = ${there}`);
    tellVerdict(teller, point);
    teller.say('value', sentences.value, {}, `f = ${number(point.value)}`);
  }
  if (result.holes.length > 0) teller.say('holes', sentences.holes, { count: String(result.holes.length) }, '');
  return result;
}

/** AC − B² where there are two variables, the eigenvalues, and what follows. */
function tellVerdict(teller: Teller, point: CriticalPoint): void {
  if (point.hessian.length === 2) {
    const [[A, B], [, C]] = point.hessian as [[number, number], [number, number]];
    const product = (a: number, b: number): string =>
      [a, b].map((each) => (each < 0 ? `(${number(each)})` : number(each))).join(' \\cdot ');
    const square = B < 0 ? `(${number(B)})^{2}` : `${number(B)}^{2}`;
    const discriminant = A * C - B * B;
    const sign = point.kind === 'degenerate' ? '' : discriminant < 0 ? ' < 0' : ' > 0';
    teller.say(
      'discriminant',
      sentences.discriminant,
      {},
      `A C - B^{2} = ${product(A, C)} - ${square} = ${number(discriminant)}${sign},\\quad A = ${number(A)}`,
    );
  }
  const lambdas = point.eigenvalues.map((each, i) => `\\lambda_{${i + 1}} = ${number(each)}`);
  teller.say('eigenvalues', sentences.eigenvalues, {}, lambdas.join(',\\quad '));
  teller.say(point.kind, sentences[point.kind], { reason: reasonIn(teller.language, point.reason) }, '');
}

function rounded(at: PointOf): PointOf {
  return Object.fromEntries(Object.entries(at).map(([name, x]) => [name, Number(x.toPrecision(10))]));
}

function matrix(rows: readonly (readonly string[])[]): string {
  return `\\begin{pmatrix} ${rows.map((row) => row.join(' & ')).join(' \\\\ ')} \\end{pmatrix}`;
}
