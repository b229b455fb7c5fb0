import { eigh, tensor } from '@nablajs/core-wasm';
import { partialDerivative } from '../derive/diff.js';
import { replaceSymbols } from '../derive/substitute.js';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import { constant, type Expr, symbol } from '../expr/node.js';
import { product, sum } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';

const ORDER = 8;

/** What the higher-order terms say at a point with a singular, semidefinite Hessian. */
export interface HigherOrderVerdict {
  readonly nature: 'minimum' | 'maximum' | 'saddle' | undefined;
  readonly strict: boolean;
  readonly reason: string;
}

/**
 * Decides a degenerate point by the lowest terms that do not vanish.
 *
 * One null direction v: the point is followed along the curve x(t) = p + t·v + c₂t² + … on which the other partial
 * derivatives vanish (Lyapunov–Schmidt reduction); the first non-zero derivative of f along it decides, odd order
 * meaning no extremum, even order and the sign of the rest of H the kind. Several null directions: the same along rays
 * of the null space; all must agree in order and sign for an extremum. Hessian zero: the lowest non-zero form decides
 * when it takes both signs (saddle) or, sampled finely, stays away from zero (strict extremum). Everything else is left
 * undecided, with the reason.
 */
export function higherOrder(
  f: Expr,
  vars: readonly string[],
  x: readonly number[],
  H: readonly (readonly number[])[],
  margin: number,
): HigherOrderVerdict {
  const n = x.length;
  const { values, vectors } = eigh(tensor(H.map((row) => [...row])));
  const eigenvalues = Array.from(values.toTypedArray());
  const columns = Array.from({ length: n }, (_, k) => Array.from({ length: n }, (__, i) => vectors.get(i, k)));
  const flat = columns.filter((_, k) => Math.abs(eigenvalues[k]!) <= margin);
  const others = columns.filter((_, k) => Math.abs(eigenvalues[k]!) > margin);
  const curvature = Math.sign(eigenvalues.find((each) => Math.abs(each) > margin) ?? 0);
  if (flat.length === 1) return alongCurve(f, vars, x, flat[0]!, others, curvature);
  if (others.length === 0) return lowestForm(f, vars, x);
  const rays = nullDirections(flat.length).map((d) =>
    Array.from({ length: n }, (_, i) => d.reduce((total, part, k) => total + part * flat[k]![i]!, 0)),
  );
  return overRays(rays.map((ray) => () => alongCurve(f, vars, x, ray, others, curvature, 'a ray of the null space')));
}

/** One sign of an even order along every ray of the null space is an extremum; a saddle along one ray is a saddle. */
function overRays(rays: readonly (() => HigherOrderVerdict)[]): HigherOrderVerdict {
  let first: HigherOrderVerdict | undefined;
  let same = true;
  for (const ray of rays) {
    const verdict = ray();
    if (verdict.nature === 'saddle') return verdict;
    first ??= verdict;
    // The reason holds the order and the sign.
    same &&= verdict.nature !== undefined && verdict.reason === first.reason;
  }
  return same ? first! : undecided('the terms that decide have different orders in the null directions');
}

/** Directions of a null space, one of each opposite pair. */
function nullDirections(k: number): number[][] {
  const all = sampleDirections(k);
  return k === 2 ? all.filter((_, i) => i < 360 && i % 20 === 0) : [...all.slice(0, 30), ...all.slice(-2 * k)];
}

function undecided(reason: string): HigherOrderVerdict {
  return { nature: undefined, strict: false, reason: `${reason}: undecided` };
}

function extremum(order: number, sign: number, what: string): HigherOrderVerdict {
  const nature = sign > 0 ? 'minimum' : 'maximum';
  return {
    nature,
    strict: true,
    reason: `${what} of order ${order} is ${sign > 0 ? 'positive' : 'negative'}: a strict ${nature}`,
  };
}

/** f in coordinates t along the null direction and s along the others, as derivatives at 0. */
function alongCurve(
  f: Expr,
  vars: readonly string[],
  x: readonly number[],
  v: readonly number[],
  others: readonly (readonly number[])[],
  curvature: number,
  where = 'the null direction',
): HigherOrderVerdict {
  const t = symbol('t\u0000');
  const s = others.map((_, k) => symbol(`s\u0000${k}`));
  const moved = new Map(
    vars.map((name, i) => [
      name,
      sum([
        constant(x[i]!),
        product([constant(snap(v[i]!)), t]),
        ...s.map((each, k) => product([constant(snap(others[k]![i]!)), each])),
      ]),
    ]),
  );
  const g = canonical(replaceSymbols(f, moved));
  const origin = Object.fromEntries([t, ...s].map((each) => [each.name!, 0]));
  const across = s.map((each) => partialDerivative(g, each));
  const M = s.map((a) => s.map((b) => evaluateScalar(partialDerivative(partialDerivative(g, a), b), origin)));
  const curve = s.map(() => new Array<number>(ORDER + 1).fill(0));
  const scale = Math.max(1, Math.abs(evaluateScalar(g, origin)));
  for (let order = 2; order <= ORDER; order++) {
    const path = new Map([...s.map((each, k): [string, Expr] => [each.name!, polynomial(curve[k]!, t)])]);
    const along = nthDerivative(canonical(replaceSymbols(g, path)), t, order);
    const derivative = evaluateScalar(along, origin);
    if (!Number.isFinite(derivative)) return undecided('a higher derivative has no value');
    if (Math.abs(derivative) > 1e-6 * scale) {
      if (order % 2 === 1) {
        return {
          nature: 'saddle',
          strict: false,
          reason: `the first derivative that does not vanish along ${where} has odd order ${order}: no extremum`,
        };
      }
      if (curvature !== 0 && Math.sign(derivative) !== curvature) {
        return {
          nature: 'saddle',
          strict: false,
          reason: `along ${where} the term of order ${order} has the opposite sign of the curvature across it: no extremum`,
        };
      }
      return extremum(order, derivative, `along ${where} the first derivative that does not vanish`);
    }
    extendCurve(across, path, t, origin, M, curve, order);
  }
  return undecided(`all derivatives up to order ${ORDER} vanish along ${where}`);
}

/** Coefficient c_order of the curve from ∂f/∂s = 0 at that order: M·c + (terms already known) = 0; M is diagonal here. */
function extendCurve(
  across: readonly Expr[],
  path: ReadonlyMap<string, Expr>,
  t: Expr,
  origin: Readonly<Record<string, number>>,
  M: readonly (readonly number[])[],
  curve: number[][],
  order: number,
): void {
  let factorial = 1;
  for (let k = 2; k <= order; k++) factorial *= k;
  across.forEach((each, k) => {
    const known = evaluateScalar(nthDerivative(canonical(replaceSymbols(each, path)), t, order), origin) / factorial;
    curve[k]![order] = Number.isFinite(known) ? -known / M[k]![k]! : 0;
  });
}

function polynomial(coefficients: readonly number[], t: Expr): Expr {
  const terms = coefficients.map((c, k) => product([constant(snap(c)), ...new Array<Expr>(k).fill(t)]));
  return terms.length === 1 ? terms[0]! : sum(terms);
}

function nthDerivative(f: Expr, t: Expr, order: number): Expr {
  let result = f;
  for (let k = 0; k < order; k++) result = partialDerivative(result, t);
  return result;
}

/** A number next to an integer or a simple fraction, as that: directions such as (1, 0) then stay exact. */
function snap(value: number): number {
  const rounded = Math.round(value * 720) / 720;
  return Math.abs(value - rounded) < 1e-12 ? rounded : value;
}

/** Hessian zero: the lowest form Σ ∂^α f dᵅ/α! that does not vanish, sampled over directions. */
function lowestForm(f: Expr, vars: readonly string[], x: readonly number[]): HigherOrderVerdict {
  const t = symbol('t\u0000');
  const directions = sampleDirections(x.length);
  const scale = Math.max(1, Math.abs(evaluateScalar(f, Object.fromEntries(vars.map((name, i) => [name, x[i]!])))));
  const slopes = vars.map((_, i) => symbol(`d\u0000${i}`));
  const line = new Map(vars.map((name, i) => [name, sum([constant(x[i]!), product([t, slopes[i]!])])]));
  let along = canonical(replaceSymbols(f, line));
  for (let order = 1; order <= ORDER; order++) {
    along = partialDerivative(along, t);
    const form = directions.map((d) =>
      evaluateScalar(along, { [t.name!]: 0, ...Object.fromEntries(slopes.map((each, i) => [each.name!, d[i]!])) }),
    );
    if (form.some((each) => !Number.isFinite(each))) return undecided('a higher derivative has no value');
    const greatest = Math.max(...form);
    const least = Math.min(...form);
    const size = Math.max(Math.abs(greatest), Math.abs(least));
    if (size <= 1e-9 * scale) continue;
    if (greatest > 1e-6 * size && least < -1e-6 * size) {
      return {
        nature: 'saddle',
        strict: false,
        reason: `the lowest terms, of order ${order}, take both signs: no extremum`,
      };
    }
    if (least > 1e-6 * size) return extremum(order, 1, 'the lowest form, in every direction,');
    if (greatest < -1e-6 * size) return extremum(order, -1, 'the lowest form, in every direction,');
    return undecided(`the lowest terms, of order ${order}, vanish in some direction`);
  }
  return undecided(`all derivatives up to order ${ORDER} vanish`);
}

function sampleDirections(n: number): number[][] {
  if (n === 1) return [[1], [-1]];
  if (n === 2) {
    return Array.from({ length: 720 }, (_, k) => [
      snap(Math.cos((k * Math.PI) / 360)),
      snap(Math.sin((k * Math.PI) / 360)),
    ]);
  }
  const directions: number[][] = [];
  let seed = 1;
  const next = (): number => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647 - 0.5;
  };
  for (let k = 0; k < 4000; k++) {
    const d = Array.from({ length: n }, next);
    const length = Math.hypot(...d);
    directions.push(d.map((each) => each / length));
  }
  for (let i = 0; i < n; i++)
    for (const s of [1, -1]) directions.push(Array.from({ length: n }, (_, j) => (j === i ? s : 0)));
  return directions;
}
