/**
 * Reflect, expand, contract or shrink a simplex of n + 1 points: Nelder–Mead, from values alone.
 *
 * The coefficients depend on n (Gao and Han): expansion 1 + 2/n, contraction ¾ − 1/2n, shrinkage 1 − 1/n. Points where f
 * is not finite rank last. The simplex is called converged when neither its values nor its corners differ any more; it
 * is then begun afresh around the best point and has to come back there, since a collapsed simplex proves nothing.
 *
 * Source: J. Nelder, R. Mead, Computer J. 7 (1965); F. Gao, L. Han, Comput. Optim. Appl. 51 (2012).
 */

import { short } from '../../convergence.js';
import type { Descent } from '../../descent.js';
import type { Stop } from '../../result.js';
import { maxAbs } from '../../vector.js';
import type { Iteration, Method } from '../method.js';

/** Edges of the first simplex, relative to |xᵢ|, and where xᵢ = 0. */
const relativeEdge = 0.05;
const absoluteEdge = 0.00025;
const valueSpread = 1e-12;
const cornerSpread = 1e-8;
const mostRestarts = 5;

export const nelderMead: Method<'nelder-mead'> = {
  name: 'nelder-mead',
  order: 0,
  bounds: true,
  lineSearches: [],
  monotone: true,
  maxIterations: (n) => 1000 * n,
  start(at, { tolerance }) {
    const simplex = new Simplex(at, tolerance.value ?? valueSpread, tolerance.step ?? cornerSpread);
    simplex.begin();
    const start = at.x.slice();
    let restarts = 0;
    let lastBest = Number.POSITIVE_INFINITY;
    const iterate: Iteration = () => {
      simplex.iterate();
      simplex.publish();
      if (at.trialValue === Number.NEGATIVE_INFINITY || !simplex.collapsed()) return undefined;
      const settled = lastBest - simplex.bestValue <= valueSpread * Math.max(1, Math.abs(simplex.bestValue));
      if (settled || restarts >= mostRestarts) return finished(at, simplex, start);
      lastBest = simplex.bestValue;
      restarts++;
      simplex.begin();
      return undefined;
    };
    return iterate;
  },
};

function finished(at: Descent, simplex: Simplex, start: Float64Array): Stop {
  const way = at.x.map((c, i) => c - start[i]!);
  const longest = maxAbs(way);
  const axis = way.map((c) => (Math.abs(c) === longest ? c : 0));
  // A plateau far out, as where an exponential has underflowed, is no minimum.
  const far = !at.box && longest > 10 * Math.max(1, maxAbs(start));
  if (far && [axis, way].some((d) => at.probe(1, d) <= at.value && at.probe(100, d) <= at.value)) {
    return { status: 'diverged', message: 'f stays as low however far one goes: its infimum is not attained' };
  }
  return {
    status: 'converged',
    message: `a fresh simplex came back to the same point; its values differ by ${short(simplex.spread())}`,
  };
}

class Simplex {
  readonly #at: Descent;
  readonly #n: number;
  readonly #corners: Float64Array[];
  readonly #values: Float64Array;
  readonly #centroid: Float64Array;
  readonly #direction: Float64Array;
  readonly #trial: Float64Array;
  readonly #valueSpread: number;
  readonly #cornerSpread: number;

  constructor(at: Descent, valueTolerance: number, cornerTolerance: number) {
    this.#valueSpread = valueTolerance;
    this.#cornerSpread = cornerTolerance;
    const { n } = at;
    this.#at = at;
    this.#n = n;
    this.#corners = Array.from({ length: n + 1 }, () => new Float64Array(n));
    this.#values = new Float64Array(n + 1);
    this.#centroid = new Float64Array(n);
    this.#direction = new Float64Array(n);
    this.#trial = new Float64Array(n);
  }

  get bestValue(): number {
    return this.#values[0]!;
  }

  /** A fresh simplex around the iterate. */
  begin(): void {
    const { x, value } = this.#at;
    this.#corners[0]!.set(x);
    this.#values[0] = value;
    for (let k = 0; k < this.#n; k++) {
      const corner = this.#corners[k + 1]!;
      corner.set(x);
      const edge = x[k] === 0 ? absoluteEdge : relativeEdge * x[k]!;
      corner[k] = x[k]! + edge;
      const upper = this.#at.box?.upper[k] ?? Number.POSITIVE_INFINITY;
      if (corner[k]! > upper) corner[k] = x[k]! - edge;
      this.#values[k + 1] = this.#evaluate(corner);
    }
    this.#sort();
  }

  iterate(): void {
    const n = this.#n;
    const values = this.#values;
    const worst = this.#corners[n]!;
    const centroid = this.#centroid;
    centroid.fill(0);
    for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) centroid[i]! += this.#corners[k]![i]! / n;
    for (let i = 0; i < n; i++) this.#direction[i] = centroid[i]! - worst[i]!;
    const dimension = Math.max(2, n);
    const reflected = this.#tryAt(1);
    if (reflected < values[0]!) {
      const kept = this.#trial.slice();
      const expanded = this.#tryAt(1 + 2 / dimension);
      if (expanded < reflected) this.#replace(expanded);
      else {
        this.#trial.set(kept);
        this.#replace(reflected);
      }
    } else if (reflected < values[n - 1]!) {
      this.#replace(reflected);
    } else {
      const contraction = 0.75 - 1 / (2 * dimension);
      const outside = reflected < values[n]!;
      const contracted = this.#tryAt(outside ? contraction : -contraction);
      if (contracted < (outside ? reflected : values[n]!)) this.#replace(contracted);
      else this.#shrink(1 - 1 / dimension);
    }
    this.#sort();
  }

  /** The best corner becomes the descent's iterate. */
  publish(): void {
    const at = this.#at;
    at.placeAt(this.#corners[0]!);
    at.trialValue = this.#values[0]!;
    at.trialGradient.fill(Number.NaN);
    at.accept();
  }

  spread(): number {
    return this.#values[this.#n]! - this.#values[0]!;
  }

  collapsed(): boolean {
    if (!(this.spread() <= this.#valueSpread * Math.max(1, Math.abs(this.#values[0]!)))) return false;
    const best = this.#corners[0]!;
    for (const corner of this.#corners) {
      for (let i = 0; i < this.#n; i++) {
        if (Math.abs(corner[i]! - best[i]!) > this.#cornerSpread * Math.max(1, Math.abs(best[i]!))) return false;
      }
    }
    return true;
  }

  #evaluate(corner: Float64Array): number {
    const at = this.#at;
    at.placeAt(corner);
    corner.set(at.trial);
    const value = at.problem.value(at.trial);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  }

  #tryAt(t: number): number {
    for (let i = 0; i < this.#n; i++) this.#trial[i] = this.#centroid[i]! + t * this.#direction[i]!;
    return this.#evaluate(this.#trial);
  }

  #replace(value: number): void {
    this.#corners[this.#n]!.set(this.#trial);
    this.#values[this.#n] = value;
  }

  #shrink(factor: number): void {
    const best = this.#corners[0]!;
    for (let k = 1; k <= this.#n; k++) {
      const corner = this.#corners[k]!;
      for (let i = 0; i < this.#n; i++) corner[i] = best[i]! + factor * (corner[i]! - best[i]!);
      this.#values[k] = this.#evaluate(corner);
    }
  }

  /** Corners by value, ascending; insertion, since all but one are in order. */
  #sort(): void {
    const values = this.#values;
    for (let k = 1; k <= this.#n; k++) {
      const value = values[k]!;
      const corner = this.#corners[k]!;
      let j = k - 1;
      for (; j >= 0 && values[j]! > value; j--) {
        values[j + 1] = values[j]!;
        this.#corners[j + 1] = this.#corners[j]!;
      }
      values[j + 1] = value;
      this.#corners[j + 1] = corner;
    }
  }
}
