import type { Expr } from '../expr/node.js';
import type { Interval } from '../expr/operation.js';
import { lower, run } from '../expr/tape.js';
import { solveDense } from './solveDense.js';

/**
 * A zero of the gradient near a start, by damped Gauss–Newton steps with a small multiple of the identity
 * (Levenberg–Marquardt), which also converges, if slowly, where the Hessian is singular.
 *
 * @returns undefined when the gradient does not become small within `box` (widened by its own size)
 */
export function refine(
  vars: readonly string[],
  gradient: readonly Expr[],
  hessian: readonly (readonly Expr[])[],
  start: readonly number[],
  box: readonly Interval[],
): number[] | undefined {
  const n = vars.length;
  const tape = lower([...gradient, ...hessian.flat()], vars, unreachable);
  const out = new Float64Array(n + n * n);
  const at = (x: readonly number[]): Float64Array => run(tape, x, out).slice();
  const scale = Math.max(1, ...start.map(Math.abs));
  let x = [...start];
  let values = at(x);
  let norm = lengthOf(values, n);
  const first = norm;
  let damping = 1e-10;
  for (let step = 0; step < 200 && norm > 0; step++) {
    const direction = dampedStep(values, n, damping);
    const next = direction === undefined ? undefined : x.map((each, i) => each - direction[i]!);
    const there = next === undefined ? undefined : at(next);
    const shorter = there === undefined ? Number.NaN : lengthOf(there, n);
    if (shorter < norm) {
      x = next!;
      values = there!;
      norm = shorter;
      damping = Math.max(damping / 10, 1e-30);
    } else {
      damping = Math.max(damping * 10, 1e-30);
      if (damping > 1e10) break;
    }
  }
  const close = x.every((each, i) => {
    const slack = box[i]![1] - box[i]![0] + 1e-3 * scale;
    return each >= box[i]![0] - slack && each <= box[i]![1] + slack;
  });
  if (!close || !(norm <= 1e-9 * Math.max(1, first) || norm < 1e-10)) return undefined;
  const rounded = x.map((each) => (Math.abs(each) < 1e-3 ? 0 : Number(each.toPrecision(4))));
  return lengthOf(at(rounded), n) <= norm ? rounded : x;
}

function dampedStep(values: Float64Array, n: number, damping: number): number[] | undefined {
  const normal = new Array<number>(n * n).fill(0);
  const right = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const h = values[n + k * n + i]!;
      right[i] = right[i]! + h * values[k]!;
      for (let j = 0; j < n; j++) normal[i * n + j] = normal[i * n + j]! + h * values[n + k * n + j]!;
    }
    normal[i * n + i] = normal[i * n + i]! + damping;
  }
  return solveDense(normal, right);
}

function lengthOf(values: Float64Array, n: number): number {
  return Math.hypot(...values.subarray(0, n));
}

function unreachable(name: string): never {
  throw new Error(`the gradient has a symbol ${name} that is no variable`);
}
