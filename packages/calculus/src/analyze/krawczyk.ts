import { addInterval, mulInterval, negInterval } from '../expr/interval.js';
import type { Expr } from '../expr/node.js';
import type { Interval } from '../expr/operation.js';
import { IntervalEvaluator } from '../simplify/intervals.js';
import { solveDense } from './solveDense.js';

/** What the operator proves of a box. */
export type Verdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'unique'; readonly at: number[] }
  | { readonly kind: 'open'; readonly box: Interval[] };

/**
 * Krawczyk's operator for g = ∇f on a box X with midpoint m and Y ≈ H(m)⁻¹:
 *
 *   K(X) = m − Y·g(m) + (I − Y·H(X))·(X − m)
 *
 * K(X) ∩ X = ∅: no zero in X. K(X) inside X: exactly one zero. Otherwise every zero of X lies in K(X) ∩ X. All of it for
 * g smooth on X; where that is not proved, X stays open.
 */
export class Krawczyk {
  readonly #vars: readonly string[];
  readonly #gradient: IntervalEvaluator;
  readonly #hessian: IntervalEvaluator;
  /** All of f, ∇f and H, where something in them is not smooth everywhere. */
  readonly #everything: IntervalEvaluator | undefined;

  constructor(f: Expr, vars: readonly string[], gradient: readonly Expr[], hessian: readonly (readonly Expr[])[]) {
    this.#vars = vars;
    const everything = new IntervalEvaluator([f, ...gradient, ...hessian.flat()]);
    this.#everything = everything.isAlwaysSmooth ? undefined : everything;
    this.#gradient = new IntervalEvaluator(gradient);
    this.#hessian = new IntervalEvaluator(hessian.flat());
  }

  examine(box: readonly Interval[]): Verdict {
    const n = this.#vars.length;
    let current = [...box];
    for (let pass = 0; pass < 30; pass++) {
      const step = this.#step(current, n);
      if (step === undefined) return { kind: 'open', box: current };
      const next: Interval[] = [];
      let inside = true;
      for (let i = 0; i < n; i++) {
        const [low, high] = [Math.max(step[i]![0], current[i]![0]), Math.min(step[i]![1], current[i]![1])];
        if (low > high) return { kind: 'none' };
        if (!(step[i]![0] > current[i]![0] && step[i]![1] < current[i]![1])) inside = false;
        next.push([low, high]);
      }
      if (inside) return { kind: 'unique', at: this.#shrink(next, n) };
      const shrunk = next.some(([low, high], i) => high - low < 0.7 * (current[i]![1] - current[i]![0]));
      current = next;
      if (!shrunk) break;
    }
    return this.#inflated(current, n) ?? { kind: 'open', box: current };
  }

  /** A side that has shrunk to a point cannot hold its image in its inside; a slightly larger box can (Rump 1983). */
  #inflated(box: readonly Interval[], n: number): Verdict | undefined {
    const larger = box.map(([low, high]): Interval => {
      const margin = 0.1 * (high - low) + 1e-10 * Math.max(1, Math.abs(low), Math.abs(high));
      return [low - margin, high + margin];
    });
    const step = this.#step(larger, n);
    if (step?.every(([low, high], i) => low > larger[i]![0] && high < larger[i]![1]) !== true) return undefined;
    return { kind: 'unique', at: this.#shrink(step, n) };
  }

  /** Once inside, repeating the operator converges to the zero; the midpoint when it stops shrinking. */
  #shrink(box: Interval[], n: number): number[] {
    let current = box;
    for (let pass = 0; pass < 60; pass++) {
      const step = this.#step(current, n);
      if (step === undefined) break;
      const next = step.map(
        ([low, high], i): Interval => [Math.max(low, current[i]![0]), Math.min(high, current[i]![1])],
      );
      const better = next.some(([low, high], i) => high - low < 0.9 * (current[i]![1] - current[i]![0]));
      if (next.some(([low, high]) => !(low <= high)) || !better) break;
      current = next;
    }
    return current.map(([low, high]) => (low <= 0 && high >= 0 && high - low < 1e-12 ? 0 : low + (high - low) / 2));
  }

  #step(box: readonly Interval[], n: number): Interval[] | undefined {
    const middle = box.map(([low, high]) => low + (high - low) / 2);
    const point = new Map(this.#vars.map((name, i): [string, Interval] => [name, [middle[i]!, middle[i]!]]));
    const ranges = new Map(this.#vars.map((name, i): [string, Interval] => [name, box[i]!]));
    if (this.#everything !== undefined) {
      this.#everything.over(ranges);
      if (!this.#everything.isSmooth()) return undefined;
    }
    const there = this.#hessian.over(point).map(([low, high]) => (low + high) / 2);
    const inverse = invert(there, n);
    if (inverse === undefined) return undefined;
    const g = this.#gradient.over(point);
    const H = this.#hessian.over(ranges);
    const around = box.map(([low, high], i) => addInterval([low, high], [-middle[i]!, -middle[i]!]));
    const result: Interval[] = [];
    for (let i = 0; i < n; i++) {
      let total: Interval = [middle[i]!, middle[i]!];
      for (let k = 0; k < n; k++)
        total = addInterval(total, negInterval(mulInterval(exact(inverse[i * n + k]!), g[k]!)));
      for (let j = 0; j < n; j++) {
        let entry: Interval = i === j ? [1, 1] : [0, 0];
        for (let k = 0; k < n; k++) {
          entry = addInterval(entry, negInterval(mulInterval(exact(inverse[i * n + k]!), H[k * n + j]!)));
        }
        total = addInterval(total, mulInterval(entry, around[j]!));
      }
      if (!Number.isFinite(total[0]) || !Number.isFinite(total[1])) return undefined;
      result.push(total);
    }
    return result;
  }
}

function exact(x: number): Interval {
  return [x, x];
}

/** An approximate inverse, row-major; undefined when the matrix is singular to working precision or not finite. */
function invert(matrix: readonly number[], n: number): number[] | undefined {
  const inverse = new Array<number>(n * n).fill(0);
  for (let j = 0; j < n; j++) {
    const column = solveDense(
      matrix,
      Array.from({ length: n }, (_, i) => (i === j ? 1 : 0)),
    );
    if (column === undefined) return undefined;
    column.forEach((x, i) => {
      inverse[i * n + j] = x;
    });
  }
  return inverse;
}
