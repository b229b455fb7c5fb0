/**
 * The iterate xₖ, the trial point x = xₖ + t·d, and what a finished step leaves behind: s = xₖ₊₁ − xₖ, y = ∇fₖ₊₁ − ∇fₖ.
 *
 * Every method works on one Descent. Its six vectors are all the memory an iteration touches besides the method's own;
 * accepting a trial swaps two of them, so no iteration allocates. The vectors change in place between iterations.
 */
import { type Box, project, projectedGradientNorm } from './bounds.js';
import type { Problem } from './objective.js';
import { dot, norm } from './vector.js';

export class Descent {
  readonly n: number;
  readonly problem: Problem;
  readonly box: Box | undefined;
  x: Float64Array;
  value: number = Number.NaN;
  gradient: Float64Array;
  gradientNorm: number = Number.NaN;
  /** ‖x‖₂. */
  norm: number;
  iteration: number = 0;

  trial: Float64Array;
  trialValue: number = Number.NaN;
  trialGradient: Float64Array;
  /** ∇f(trial)·d, the slope of t ↦ f(xₖ + t·d) at the trial. */
  trialSlope: number = Number.NaN;

  /** How often a line search has stepped back from a plateau. */
  plateaus: number = 0;

  /** The longest step length a line search may try. */
  longest: number = 1e20;

  /** s, the last step. */
  readonly step: Float64Array;
  /** y, the change of the gradient over the last step. */
  readonly change: Float64Array;
  stepNorm: number = 0;
  /** s·y, the curvature of f along the last step times ‖s‖². */
  curvature: number = 0;
  changeSquared: number = 0;
  /** ∇f(xₖ₊₁)·s. */
  slopeAhead: number = 0;
  /** f(xₖ) before the last step. */
  previousValue: number = Number.NaN;
  /** ½∇fᵀB∇f at the iterate, the decrease a method's quadratic model still foretells; NaN where it has no model. */
  foretold: number = Number.NaN;

  constructor(problem: Problem, x0: Float64Array, box?: Box) {
    const n = problem.n;
    this.n = n;
    this.problem = problem;
    this.box = box;
    this.x = Float64Array.from(x0);
    if (box) project(this.x, box);
    this.norm = norm(this.x);
    this.gradient = new Float64Array(n);
    this.trial = new Float64Array(n);
    this.trialGradient = new Float64Array(n);
    this.step = new Float64Array(n);
    this.change = new Float64Array(n);
  }

  /** Evaluates f, and ∇f unless the method works without it, at the starting point. */
  begin(withGradient: boolean): void {
    if (withGradient) {
      this.value = this.problem.valueAndGradient(this.x, this.gradient);
      if (!Number.isFinite(this.value)) this.gradient.fill(Number.NaN);
    } else {
      this.value = this.problem.value(this.x);
      this.gradient.fill(Number.NaN);
    }
    this.#measureGradient();
  }

  /** Computes ∇f at the iterate, for a method that works without it. */
  completeGradient(): void {
    this.problem.gradient(this.x, this.gradient);
    this.#measureGradient();
  }

  /** trial ← P(x + t·d). */
  place(t: number, d: Float64Array): void {
    const { x, trial } = this;
    for (let i = 0; i < x.length; i++) trial[i] = x[i]! + t * d[i]!;
    if (this.box) project(trial, this.box);
  }

  /** trial ← P(point). */
  placeAt(point: Float64Array): void {
    this.trial.set(point);
    if (this.box) project(this.trial, this.box);
  }

  /** f at P(x + t·d). */
  probe(t: number, d: Float64Array): number {
    this.place(t, d);
    return (this.trialValue = this.problem.value(this.trial));
  }

  /** Completes a {@link probe} by ∇f and the slope along d; false when ∇f is not finite. */
  probeGradient(d: Float64Array): boolean {
    this.problem.gradient(this.trial, this.trialGradient);
    return Number.isFinite((this.trialSlope = dot(this.trialGradient, d)));
  }

  /** f and ∇f at P(x + t·d). Where either is not finite the value reads +∞ (−∞ is kept: f is unbounded). */
  move(t: number, d: Float64Array): number {
    this.place(t, d);
    return this.evaluateTrial(d);
  }

  /** f and ∇f at the trial point as it stands, with the slope along d. */
  evaluateTrial(d: Float64Array): number {
    const value = this.problem.valueAndGradient(this.trial, this.trialGradient);
    this.trialSlope = dot(this.trialGradient, d);
    if (value === Number.NEGATIVE_INFINITY) return (this.trialValue = value);
    if (!Number.isFinite(value) || !Number.isFinite(this.trialSlope)) {
      return (this.trialValue = Number.POSITIVE_INFINITY);
    }
    return (this.trialValue = value);
  }

  /** What ∇f promises for the step to the trial: t·slope, or ∇f·(trial − x) where the box bends the ray. */
  promised(t: number, slope: number): number {
    if (!this.box) return t * slope;
    let sum = 0;
    for (let i = 0; i < this.n; i++) sum += this.gradient[i]! * (this.trial[i]! - this.x[i]!);
    return sum;
  }

  /** The trial becomes the iterate; s, y and their products are left for the method and the convergence test. */
  accept(): void {
    const { x, trial, gradient, trialGradient, step, change } = this;
    let ss = 0;
    let sy = 0;
    let yy = 0;
    let gs = 0;
    let xx = 0;
    let gg = 0;
    for (let i = 0; i < x.length; i++) {
      const next = trial[i]!;
      const s = next - x[i]!;
      const g = trialGradient[i]!;
      const y = g - gradient[i]!;
      step[i] = s;
      change[i] = y;
      ss += s * s;
      sy += s * y;
      yy += y * y;
      gs += g * s;
      xx += next * next;
      gg += g * g;
    }
    this.stepNorm = inRange(ss) ? Math.sqrt(ss) : norm(step);
    this.norm = inRange(xx) ? Math.sqrt(xx) : norm(trial);
    this.curvature = sy;
    this.changeSquared = yy;
    this.slopeAhead = gs;
    this.x = trial;
    this.trial = x;
    this.gradient = trialGradient;
    this.trialGradient = gradient;
    this.previousValue = this.value;
    this.value = this.trialValue;
    this.foretold = Number.NaN;
    if (this.box || !inRange(gg)) this.#measureGradient();
    else this.gradientNorm = Math.sqrt(gg);
  }

  #measureGradient(): void {
    this.gradientNorm = this.box ? projectedGradientNorm(this.x, this.gradient, this.box) : norm(this.gradient);
  }
}

/** Whether a sum of squares has neither overflowed nor lost digits to underflow. */
function inRange(squares: number): boolean {
  return squares > 1e-280 && squares < 1e300;
}
