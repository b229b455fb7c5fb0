/**
 * When to stop, and when a small gradient is not a minimum.
 *
 * ‖∇f(x)‖ ≤ tolerance alone would call exp(−x) minimized near x = 20. A minimum lies where the *model* has its minimum:
 * the secant along the last step s puts it ‖s‖·|∇f·s| / s·y away. While that distance is not small beside x, f is probed
 * far along s; if it keeps falling there is no minimum to report, and if it rises the iteration goes on. Far from the
 * start, where s may lie across a valley that leads to infinity, H has the last word instead of the secant.
 */
import { freeGradientNorm } from './bounds.js';
import type { Descent } from './descent.js';
import { newtonStep } from './newtonStep.js';
import type { Stop } from './result.js';
import { dot, norm } from './vector.js';

/** Tolerances of {@link minimize}; a run ends as converged when any one of those given is met. */
export interface Tolerance {
  /**
   * On ‖∇f(x)‖₂, absolute (with bounds on the projected gradient). Default 1e-7·max(1, |f|), or 1e-6·max(1, |f|) where ∇f is a difference quotient; and
   * 1e-5·max(1, |f|) where a quasi-Newton model foretells no decrease above 1e-12·|f| any more.
   */
  gradient?: number;
  /** On ‖xₖ₊₁ − xₖ‖₂ relative to max(1, ‖xₖ‖). Off unless given. */
  step?: number;
  /** On |fₖ − fₖ₊₁| relative to max(1, |fₖ|). Off unless given. */
  value?: number;
}

/** The secant's distance to the minimum, relative to max(1, ‖x‖), below which nothing is probed. */
const settled = 1e-6;
/** The secant's distance to the minimum that still counts as having arrived, relative to max(1, ‖x‖). */
const arrived = 0.02;
/** Iterations that lower f by rounding errors only, in a row, before the run is called finished. */
const patience = 5;
/** An iterate this much farther out than the start has left every bounded set. */
const farAway = 1e12;
/** An iterate this much farther out than the start, of at most so many variables, is judged by H too. */
const farOut = 30;
const mostVariables = 50;
/** ‖∇f‖ beside max(1, |f|) from which on a method's own model is asked what is left to gain. */
const modest = 1e-5;
/** A decrease foretold by a model that is this small beside |f| cannot be seen in double precision. */
const invisible = 1e-12;

export class Convergence {
  readonly #tolerance: Tolerance;
  readonly #gradientScale: number;
  readonly #usesGradient: boolean;
  #idle = 0;
  /** The iteration before which H is not asked again. */
  #askAgain = 0;
  /** Whether H, last asked, put the minimum much farther out. */
  #farther = false;
  /** How often in a row f was found to fall again beyond a small gradient. */
  #fallsAgain = 0;
  #startNorm = 1;
  #startValue = Number.NaN;

  constructor(tolerance: Tolerance, exactGradient: boolean, usesGradient: boolean) {
    this.#usesGradient = usesGradient;
    this.#tolerance = tolerance;
    this.#gradientScale = exactGradient ? 1e-7 : 1e-6;
  }

  /** Whether ∇f at the iterate is within the tolerance. */
  gradientIsSmall(at: Descent): boolean {
    const { gradient } = this.#tolerance;
    if (gradient !== undefined) return at.gradientNorm <= gradient;
    const size = relativeGradient(at);
    return size <= this.#gradientScale || (size <= modest && at.foretold <= invisible * Math.abs(at.value));
  }

  /** Judges the starting point. */
  atStart(at: Descent): Stop | undefined {
    if (!Number.isFinite(at.value)) return stop('not-finite', `f is ${at.value} at the starting point`);
    if (!this.#usesGradient) {
      this.#begin(at);
      return undefined;
    }
    if (!Number.isFinite(at.gradientNorm)) return stop('not-finite', '∇f is not finite at the starting point');
    this.#begin(at);
    if (!this.gradientIsSmall(at)) return undefined;
    if (at.gradientNorm === 0) return stop('converged', 'the starting point is stationary: ∇f is exactly zero there');
    if (fallsForever(at, at.gradient, -1, false)) return unattained();
    return stop('converged', `the starting point is stationary: ‖∇f‖ = ${short(at.gradientNorm)}`);
  }

  #begin(at: Descent): void {
    this.#startNorm = Math.max(1, at.norm);
    this.#startValue = at.value;
  }

  /** Judges the iterate a step has led to. */
  afterStep(at: Descent): Stop | undefined {
    if (at.value === Number.NEGATIVE_INFINITY) return stop('diverged', 'f is unbounded below: it reached −∞');
    if (!Number.isFinite(at.value)) return stop('diverged', `f became ${at.value}`);
    if (this.#usesGradient && !Number.isFinite(at.gradientNorm)) {
      return stop('diverged', '∇f became infinite or NaN');
    }
    const size = Math.max(1, at.norm);
    if (size > farAway * this.#startNorm) {
      return stop(
        'diverged',
        `the iterates leave every bounded set (‖x‖ = ${short(size)}): f ${at.value < this.#startValue ? 'keeps falling' : 'grows, the steps are too long'}`,
      );
    }
    if (!this.#usesGradient) return undefined;
    if (this.gradientIsSmall(at)) {
      const left = at.curvature > 0 ? (at.stepNorm * Math.abs(at.slopeAhead)) / at.curvature : Number.POSITIVE_INFINITY;
      const wandered = size > 1e3 * this.#startNorm;
      const leapt = at.stepNorm > 0.5 * size;
      if (size > farOut * this.#startNorm) {
        if (at.iteration < this.#askAgain) return undefined;
        const ahead = this.#askHessian(at, size);
        if (ahead) return ahead === 'farther' ? undefined : ahead;
      }
      if (left <= settled * size && !wandered && !leapt) return arrivedAt(at);
      if (at.stepNorm > 0) {
        const onward = at.slopeAhead < 0 || (wandered && at.gradientNorm === 0);
        if (fallsForever(at, at.step, 1 / at.stepNorm, onward)) return unattained();
        if (left > settled * size && fallsBeyond(at, left)) {
          // A step aside from a flat minimum shows the same, but the next ones lead back.
          if (at.gradientNorm > 0 && ++this.#fallsAgain < patience) return undefined;
          return stop(
            'stalled',
            `‖∇f‖ = ${short(at.gradientNorm)} is within the tolerance, yet f falls again beyond: no minimum`,
          );
        }
      }
      if (left <= arrived * size || at.gradientNorm === 0) return arrivedAt(at);
    }
    const { step, value } = this.#tolerance;
    if (step !== undefined && at.stepNorm <= step * size) {
      return stop('converged', `the last step, ${short(at.stepNorm)}, is within the step tolerance`);
    }
    const change = Math.abs(at.previousValue - at.value);
    const scale = Math.max(1, Math.abs(at.value));
    if (value !== undefined && change <= value * scale) {
      return stop('converged', `f changed by ${short(change)}, which is within the value tolerance`);
    }
    this.#idle = change <= Number.EPSILON * Math.abs(at.value) ? this.#idle + 1 : 0;
    return this.#idle >= patience ? this.exhausted(at) : undefined;
  }

  /** What H says about an iterate far from the start: f falls forever, or its minimum is still `'farther'` out. */
  #askHessian(at: Descent, size: number): Stop | 'farther' | undefined {
    if (at.n > mostVariables || !at.problem.hasGradient || at.gradientNorm === 0 || at.box) return undefined;
    this.#farther = false;
    const step = newtonStep(at);
    if (!step) return undefined;
    // Along the axis of its longest component alone: the others would leave the bottom of the valley on so long a way.
    const longest = step.reduce((best, c, i) => (Math.abs(c) > Math.abs(step[best]!) ? i : best), 0);
    const axis = step.map((c, i) => (i === longest ? Math.sign(c) : 0));
    if (fallsForever(at, axis, 1, false)) return unattained();
    if (norm(step) <= arrived * size) return undefined;
    this.#farther = true;
    this.#askAgain = Math.ceil(1.25 * at.iteration);
    return 'farther';
  }

  /** The verdict where f cannot be lowered any more in double precision. */
  exhausted(at: Descent): Stop {
    if (this.#farther) return stop('stalled', 'f cannot be lowered further, yet H puts its minimum much farther out');
    return this.#roundingOnly(at)
      ? stop('converged', `f cannot be lowered further in double precision; ‖∇f‖ = ${short(at.gradientNorm)}`)
      : stop('stalled', `f cannot be lowered further, yet ‖∇f‖ = ${short(at.gradientNorm)} is not small`);
  }

  /** Whether the decrease the secant still promises, (∇f·s)²/2s·y, drowns in the rounding error of f. */
  #roundingOnly(at: Descent): boolean {
    const size = relativeGradient(at);
    if (size <= 1e-6 || this.gradientIsSmall(at)) return true;
    // The curvature of the last step may be that of another place, so it is only believed where ∇f is small-ish too.
    if (at.curvature > 0 && size <= 1e-3) {
      const promised = (at.gradientNorm * at.stepNorm) ** 2 / (2 * at.curvature);
      if (promised <= 10 * Number.EPSILON * Math.max(Math.abs(at.value), 1e-300)) return true;
    }
    if (at.n > mostVariables || !at.problem.hasGradient || at.box) return false;
    const step = newtonStep(at);
    return step !== undefined && -dot(step, at.gradient) / 2 <= invisible * Math.abs(at.value);
  }
}

/**
 * ‖∇f‖ / max(1, |f|). In a box the projected gradient is at most as long as the box is wide, which says nothing beside a
 * large |f|: there it counts by itself, or the gradient of the free variables beside |f|.
 */
function relativeGradient(at: Descent): number {
  const scale = Math.max(1, Math.abs(at.value));
  if (!at.box) return at.gradientNorm / scale;
  return Math.min(at.gradientNorm, freeGradientNorm(at.x, at.gradient, at.box) / scale);
}

function arrivedAt(at: Descent): Stop {
  return stop('converged', `‖∇f‖ = ${short(at.gradientNorm)} is within the tolerance: a stationary point`);
}

function unattained(): Stop {
  return stop('diverged', 'f keeps falling however far one goes: it has no minimum there, its infimum is not attained');
}

/** Whether f falls at every one of three points ever farther along ±d (‖scale·d‖ = 1 after scaling by |scale|). */
function fallsForever(at: Descent, d: Float64Array, scale: number, orStaysLevel: boolean): boolean {
  if (at.box) return false;
  const unit = scale < 0 ? -1 / (norm(d) || 1) : scale;
  const size = Math.max(1, at.norm);
  let last = at.value;
  for (const distance of [1, 1e2, 1e4]) {
    const value = at.probe(unit * distance * size, d);
    const falls = value < last - 1e-8 * Math.abs(last);
    if (!(falls || (value === last && (orStaysLevel || value < at.value)))) return false;
    last = value;
  }
  return true;
}

/**
 * Whether f is lower well beyond the point where the secant puts the minimum, as behind an inflection: twenty times that
 * distance overshoots even the minimum of x⁸ far enough to rise.
 */
function fallsBeyond(at: Descent, left: number): boolean {
  if (at.box || !(left < Number.POSITIVE_INFINITY)) return false;
  const ahead = at.slopeAhead < 0 ? 1 : -1;
  const value = at.probe((ahead * 20 * left) / at.stepNorm, at.step);
  return value < at.value - 10 * Number.EPSILON * Math.abs(at.value);
}

/** A number for a message: three significant digits. */
export function short(x: number): string {
  return x === 0 || !Number.isFinite(x) ? String(x) : x.toExponential(2);
}

/** A {@link Stop} in one line. */
export function stop(status: Stop['status'], message: string): Stop {
  return { status, message };
}
