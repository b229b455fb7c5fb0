import type { Expr } from '../expr/node.js';
import type { Interval } from '../expr/operation.js';
import { IntervalEvaluator } from '../simplify/intervals.js';
import type { CriticalPointOptions } from './criticalPoints.js';
import { type Isolated, isolatedPoint } from './isolation.js';
import { Krawczyk } from './krawczyk.js';
import { refine } from './refine.js';

/** Boxes that a certificate for a degenerate point is sought in are at most this part of the search box wide. */
const LOCAL = 0.06;
/** Points tried for a certificate, and failures after which no more are: along a curve there would be no end. */
const ATTEMPTS = 40;
const FAILURES = 6;
/** Along what must then be taken for a curve, boxes are not cut finer than this part of the search box. */
const CURVES = 4e-3;

/** Branch and bound over boxes for the zeros of a gradient. */
export class Search {
  /** Points that are proved to be the only ones of a box. */
  readonly proved: number[][] = [];
  /** Degenerate points that are proved to be the only ones of a box. */
  readonly isolated: Isolated[] = [];
  readonly undecided: Interval[][] = [];
  readonly #f: Expr;
  readonly #vars: readonly string[];
  readonly #start: readonly Interval[];
  readonly #gradient: readonly Expr[];
  readonly #hessian: readonly (readonly Expr[])[];
  /** f and its gradient. */
  readonly #ranges: IntervalEvaluator;
  readonly #krawczyk: Krawczyk;
  readonly #limit: number;
  readonly #resolution: number;
  readonly #tried: number[][] = [];
  #failures = 0;

  constructor(
    f: Expr,
    vars: readonly string[],
    gradient: readonly Expr[],
    hessian: readonly (readonly Expr[])[],
    start: readonly Interval[],
    opts: CriticalPointOptions,
  ) {
    this.#f = f;
    this.#vars = vars;
    this.#start = start;
    this.#gradient = gradient;
    this.#hessian = hessian;
    this.#ranges = new IntervalEvaluator([f, ...gradient]);
    this.#krawczyk = new Krawczyk(f, vars, gradient, hessian);
    this.#limit = opts.maxBoxes ?? 40_000;
    this.#resolution = opts.resolution ?? 1e-5;
  }

  run(): void {
    // The walls are moved out a little, by different amounts, so that symmetric points do not lie on the cuts.
    const widened = this.#start.map(([low, high], i): Interval => {
      const margin = 1e-9 * (high - low);
      return [low - margin, high + margin * (1 + 1 / (i + 2))];
    });
    // Large boxes first: what is isolated is found before a curve of critical points uses up the budget.
    const waiting: Interval[][] = [widened];
    for (let examined = 0; examined < waiting.length; examined++) {
      const box = waiting[examined]!;
      if (examined >= this.#limit) {
        for (const each of waiting.slice(examined)) this.undecided.push(each);
        return;
      }
      if (!this.#mayVanish(box) || this.#isSettled(box)) continue;
      const verdict = this.#krawczyk.examine(box);
      if (verdict.kind === 'none') continue;
      if (verdict.kind === 'unique') {
        if (this.holds(verdict.at)) this.#add(verdict.at);
        continue;
      }
      const next = verdict.box;
      const width = this.#width(next);
      if (width < LOCAL && this.#isolate(next) && this.#isSettled(next)) continue;
      if (width < (this.#failures < FAILURES ? this.#resolution : Math.max(CURVES, this.#resolution)))
        this.undecided.push(next);
      else waiting.push(...this.#halves(next));
    }
  }

  /** Whether a small box round a point is proved to hold exactly one critical point. */
  proves(at: readonly number[]): boolean {
    const box = at.map((x): Interval => [x - 1e-7 * (1 + Math.abs(x)), x + 1e-7 * (1 + Math.abs(x))]);
    return this.#krawczyk.examine(box).kind === 'unique';
  }

  /** Whether f and its gradient are defined and smooth on the whole box. */
  isSmooth(box: readonly Interval[]): boolean {
    this.#ranges.over(this.#named(box));
    return this.#ranges.isSmooth();
  }

  /** Whether a point, up to rounding, lies in the search box. */
  holds(at: readonly number[]): boolean {
    return at.every((x, i) => x >= this.#start[i]![0] - 1e-12 && x <= this.#start[i]![1] + 1e-12);
  }

  /** Seeks a degenerate point near the box that can be certified; true when one was found. */
  #isolate(box: readonly Interval[]): boolean {
    const within = (at: readonly number[]): boolean =>
      box.every(([low, high], i) => at[i]! >= low - (high - low) && at[i]! <= high + (high - low));
    if (this.#failures >= FAILURES || this.#tried.length >= ATTEMPTS || this.#tried.some(within)) return false;
    const centre = box.map(([low, high]) => low + (high - low) / 2);
    this.#tried.push(centre);
    const at = refine(this.#vars, this.#gradient, this.#hessian, centre, box);
    if (at === undefined || this.proves(at)) return false;
    const side = Math.min(...this.#start.map(([low, high]) => high - low));
    const found = isolatedPoint(this.#f, this.#gradient, this.#vars, at, Math.min(0.25, LOCAL * side));
    if (found !== undefined && this.#isSettled(round(found.at, 0))) return false;
    if (found === undefined || !this.isSmooth(round(found.at, found.radius))) {
      this.#failures++;
      return false;
    }
    this.isolated.push(found);
    return true;
  }

  /** Whether the box lies in the neighbourhood of a certified point, which holds no other. */
  #isSettled(box: readonly Interval[]): boolean {
    return this.isolated.some(({ at, radius }) =>
      box.every(([low, high], i) => low >= at[i]! - radius * (1 - 1e-9) && high <= at[i]! + radius * (1 - 1e-9)),
    );
  }

  #mayVanish(box: readonly Interval[]): boolean {
    const [value, ...slopes] = this.#ranges.over(this.#named(box));
    return !Number.isNaN(value![0]) && slopes.every(([low, high]) => low <= 0 && high >= 0);
  }

  #named(box: readonly Interval[]): Map<string, Interval> {
    return new Map(this.#vars.map((name, i) => [name, box[i]!]));
  }

  #add(at: number[]): void {
    const known = this.proved.some((other) => other.every((x, i) => Math.abs(x - at[i]!) <= 1e-9 * (1 + Math.abs(x))));
    if (!known) this.proved.push(at);
  }

  #relative(box: readonly Interval[], i: number): number {
    return (box[i]![1] - box[i]![0]) / (this.#start[i]![1] - this.#start[i]![0]);
  }

  #width(box: readonly Interval[]): number {
    return Math.max(...box.map((_, i) => this.#relative(box, i)));
  }

  /** Two parts along the relatively widest side, cut a little off the middle so that round points are not on the cut. */
  #halves(box: readonly Interval[]): Interval[][] {
    let widest = 0;
    for (let i = 1; i < box.length; i++) if (this.#relative(box, i) > this.#relative(box, widest)) widest = i;
    const [low, high] = box[widest]!;
    const middle = low + 0.4871 * (high - low);
    const part = (side: Interval): Interval[] => box.map((each, i) => (i === widest ? side : each));
    return [part([low, middle]), part([middle, high])];
  }
}

function round(at: readonly number[], radius: number): Interval[] {
  return at.map((x) => [x - radius, x + radius]);
}
