/**
 * The trust-region loop of least squares: linearize, step, compare the decrease with the one foretold, change Δ.
 *
 * A variable at a bound whose gradient points outward is held; other steps are projected on the box and judged by the
 * model at the projected point. Stops on Moré's tests: the decrease, the radius, or the angle between r and J's columns.
 * Levenberg and Marquardt's method without bounds and robust loss also learns what JᵀJ leaves out (`secondOrderPart.ts`).
 *
 * Source: J. Moré, The Levenberg–Marquardt algorithm (1978); MINPACK user guide, ANL-80-74.
 */
import { type Box, project } from '../bounds.js';
import { short, stop } from '../convergence.js';
import { type IterationState, namingThrown, type Result, type Stop } from '../result.js';
import { dot, norm } from '../vector.js';
import { type FitMethod, type FitMethodName, fitMethods } from './fitMethods.js';
import { columnNorm } from './householder.js';
import type { LeastSquaresOptions } from './leastSquares.js';
import { Linearization } from './linearization.js';
import { type LossName, scaleRows, totalLoss } from './loss.js';
import { ResidualProblem, type Residuals } from './residuals.js';
import { resizedRadius } from './resizedRadius.js';
import { SecondOrderPart } from './secondOrderPart.js';

/** First radius, in multiples of ‖Dp₀‖. */
const firstRadius = 100;
const takeAbove = 1e-4;
/** A column of J that a step makes this much smaller has collapsed. */
const collapsed = 1e-12;
/** Steps refused for landing on a plateau before one is accepted as it comes. */
const mostPlateaus = 50;
/** Where steps have become too short, an angle between r and J this near to a right one still means a minimum. */
const stationaryCosine = 1e-4;
/** ‖r‖ beside ‖Dx‖ below which the residuals are rounding errors. */
const roundingOfResiduals: number = 1e4 * Number.EPSILON;
const mostPolishing = 30;
/** The slowest geometric rate at which polishing goes on. */
const slowest = 0.95;
/** Polishing ends once a step changes no parameter by more than this much of itself. */
const polishedTo = 1e-10;

export class FitDescent {
  readonly residuals: Float64Array;
  readonly #problem: ResidualProblem;
  readonly #box: Box | undefined;
  readonly #options: LeastSquaresOptions & { method: FitMethodName; loss: LossName; lossScale: number };
  readonly #linear: Linearization;
  readonly #method: FitMethod;
  readonly #part: SecondOrderPart | undefined;
  #jacobian: Float64Array;
  #trialJacobian: Float64Array;
  readonly #scaled: Float64Array;
  readonly #trialResiduals: Float64Array;
  readonly #held: Uint8Array | undefined;
  readonly #p: Float64Array;
  readonly #trial: Float64Array;
  readonly #x: Float64Array;
  readonly #trace: IterationState[] | undefined;
  #value: number;
  #radius = Number.NaN;
  #stepNorm = 0;
  #iteration = 0;
  #plateaus = 0;

  constructor(
    residuals: Residuals,
    start: Float64Array,
    box: Box | undefined,
    options: LeastSquaresOptions & { method: FitMethodName; loss: LossName; lossScale: number },
  ) {
    const x = start.slice();
    if (box) project(x, box);
    const n = x.length;
    this.#problem = new ResidualProblem(residuals, x, 'leastSquares');
    const { m } = this.#problem;
    this.#x = x;
    this.#box = box;
    this.#options = options;
    this.#method = new fitMethods[options.method](n);
    this.#linear = new Linearization(m, n);
    this.#part = options.method === 'lm' && options.loss === 'linear' && !box ? new SecondOrderPart(n) : undefined;
    this.#jacobian = new Float64Array(m * n);
    this.#trialJacobian = new Float64Array(m * n);
    this.#scaled = new Float64Array(m);
    this.residuals = this.#problem.initial;
    this.#trialResiduals = new Float64Array(m);
    this.#held = box ? new Uint8Array(n) : undefined;
    this.#p = new Float64Array(n);
    this.#trial = new Float64Array(n);
    this.#trace = options.trace ? [] : undefined;
    this.#value = totalLoss(this.residuals, options.loss, options.lossScale);
  }

  /** Runs to the end. */
  descend(): Result {
    const limit = this.#options.maxIterations ?? Math.max(2000, 200 * this.#x.length);
    let stop = this.#start() ?? this.#report();
    while (!stop) {
      if (this.#iteration >= limit) {
        stop = { status: 'max-iterations', message: `the limit of ${limit} iterations was reached` };
        break;
      }
      stop = this.#iterate();
    }
    const result: Result = {
      x: this.#x.slice(),
      value: this.#value,
      gradient: this.#linear.gradient.map((g) => 2 * g),
      gradientNorm: this.#gradientNorm(),
      iterations: this.#iteration,
      evaluations: { ...this.#problem.evaluations },
      status: stop.status,
      message: stop.message,
      method: this.#options.method,
    };
    if (this.#trace) result.trace = this.#trace;
    return namingThrown(result, this.#problem.thrown);
  }

  /** J at the iterate without loss and bounds, factored: what the statistics rest on. */
  linearize(): Linearization {
    const { m, n } = this.#problem;
    const plain = new Linearization(m, n);
    this.#problem.jacobian(this.#x, this.#jacobian);
    plain.factor(this.#jacobian, this.residuals, undefined);
    return plain;
  }

  #start(): Stop | undefined {
    if (!Number.isFinite(this.#value)) return this.#notFinite('a residual is infinite or NaN');
    if (!this.#refresh()) return this.#notFinite('the Jacobian is not finite');
    const size = this.#linear.scaledNorm(this.#x);
    this.#radius = firstRadius * size || firstRadius;
    return this.#stationary();
  }

  #notFinite(what: string): Stop {
    this.#linear.gradient.fill(Number.NaN);
    return { status: 'not-finite', message: `${what} at the starting point` };
  }

  /** J, the held variables and the factorization at the iterate; false where J is not finite. */
  #refresh(): boolean {
    this.#problem.jacobian(this.#x, this.#jacobian);
    return this.#refactor();
  }

  /** J at the trial becomes that of the iterate; false where it is not finite. */
  #advance(): boolean {
    const before = this.#jacobian;
    this.#part?.leave(before, this.#linear.gradient, this.residuals);
    this.#jacobian = this.#trialJacobian;
    this.#trialJacobian = before;
    if (!this.#refactor()) return false;
    this.#part?.learn(this.#p, this.#linear.gradient);
    return true;
  }

  /** Factors the J just computed at the iterate. */
  #refactor(): boolean {
    const { loss, lossScale } = this.#options;
    if (!this.#jacobian.every(Number.isFinite)) return false;
    this.#scaled.set(this.residuals);
    scaleRows(this.#scaled, this.#jacobian, loss, lossScale);
    this.#linear.factor(this.#jacobian, this.#scaled, undefined);
    const held = this.#held;
    if (held) {
      const { lower, upper } = this.#box!;
      let any = false;
      for (let j = 0; j < held.length; j++) {
        const g = this.#linear.gradient[j]!;
        held[j] = Number((g > 0 && this.#x[j]! <= lower[j]!) || (g < 0 && this.#x[j]! >= upper[j]!));
        any ||= held[j] === 1;
      }
      if (any) this.#linear.factor(this.#jacobian, this.#scaled, held);
    }
    return true;
  }

  /** Moré's test on the angle between r and the columns of J, and on r itself. */
  #stationary(): Stop | undefined {
    const size = norm(this.#scaled);
    if (size === 0) return stop('converged', 'every residual is zero');
    if (size <= Number.EPSILON * this.#linear.scaledNorm(this.#x)) {
      return stop('converged', `the residuals are rounding errors: ‖r‖ = ${short(size)}`);
    }
    const { cosine } = this.#linear;
    if (!(cosine <= (this.#options.tolerance?.gradient ?? 1e-13))) return undefined;
    return stop('converged', `the residuals are orthogonal to every column of J (cosine ${short(cosine)})`);
  }

  /** Steps until one is taken. */
  #iterate(): Stop | undefined {
    const { tolerance, loss, lossScale } = this.#options;
    const stepTolerance = tolerance?.step ?? 1e-9;
    const valueTolerance = tolerance?.value ?? 1e-10;
    const linear = this.#linear;
    const p = this.#p;
    const part = this.#part;
    for (;;) {
      const augmented = part?.preferred ? part : undefined;
      (augmented ?? this.#method).step(linear, this.#radius, p);
      this.#place();
      const length = linear.scaledNorm(p);
      const slope = dot(linear.gradient, p);
      // −2gᵀp − ‖Jp‖², less pᵀSp in the second model.
      const byJacobian = -2 * slope - linear.imageSquared(p);
      const withCurvature = part ? byJacobian - part.curvature(p) : byJacobian;
      const foretold = augmented ? withCurvature : byJacobian;
      this.#problem.residual(this.#trial, this.#trialResiduals);
      const value = totalLoss(this.#trialResiduals, loss, lossScale);
      const actual = this.#value - value;
      const ratio = Number.isFinite(value) && foretold > 0 ? actual / foretold : Number.NEGATIVE_INFINITY;
      const inside = length < 0.9 * this.#radius;
      if (this.#iteration === 0) this.#radius = Math.min(this.#radius, length);
      this.#radius = resizedRadius(this.#radius, { ratio, length, inside, slope, actual });
      const small =
        Math.abs(actual) <= valueTolerance * this.#value && foretold <= valueTolerance * this.#value && ratio <= 2;
      let taken = ratio >= takeAbove;
      part?.compare(actual, byJacobian, withCurvature, taken);
      if (taken && this.#landsOnPlateau()) {
        taken = false;
        this.#radius = Math.min(this.#radius, length) / 4;
      } else if (taken) {
        this.#take(value);
        if (!this.#advance()) return { status: 'diverged', message: 'the Jacobian became infinite or NaN' };
        const asked = this.#report();
        if (asked) return asked;
      }
      const size = linear.scaledNorm(this.#x);
      if (small) return this.#settled(size, `Σ r² changes by no more than ${short(valueTolerance)} of itself`);
      if (this.#radius <= stepTolerance * size) {
        return this.#settled(size, `the parameters are fixed to ${short(stepTolerance)} of their size`);
      }
      if (taken) return this.#stationary();
    }
  }

  /**
   * Computes J at the trial; true when a parameter has lost all influence there (its column of J collapsed), as where an
   * exponential has underflowed. No step leads back from such a plateau, so a shorter one is taken instead.
   */
  #landsOnPlateau(): boolean {
    this.#problem.jacobian(this.#trial, this.#trialJacobian);
    if (this.#plateaus >= mostPlateaus) return false;
    const { m, n } = this.#problem;
    for (let j = 0; j < n; j++) {
      if (columnNorm(this.#trialJacobian, j * m, j * m + m) < collapsed * this.#linear.norms[j]!) {
        this.#plateaus++;
        return true;
      }
    }
    return false;
  }

  /** The verdict where nothing moves any more: a minimum only if r stands at right angles to J. */
  #settled(size: number, message: string): Stop {
    const free = this.#held?.reduce((count, held) => count - held, this.#x.length) ?? this.#x.length;
    if (this.#options.loss === 'linear' && this.#linear.rank === free) this.#polish();
    const { cosine } = this.#linear;
    if (cosine <= stationaryCosine || norm(this.#scaled) <= roundingOfResiduals * size) {
      return { status: 'converged', message };
    }
    return {
      status: 'stalled',
      message: `no step lowers Σ r², yet r is not orthogonal to J (cosine ${short(cosine)})`,
    };
  }

  /**
   * Σ r² fixes parameters only to √ε of their size. Full steps on Jᵀr = 0 itself go on to ε, as long as each
   * narrows the angle between r and the columns of J.
   */
  #polish(): void {
    const x = this.#x.slice();
    const residuals = this.residuals.slice();
    for (let k = 0; k < mostPolishing; k++) {
      const { cosine } = this.#linear;
      if (cosine <= Number.EPSILON) break;
      if (this.#part?.known) this.#part.step(this.#linear, Number.MAX_VALUE, this.#p);
      else this.#linear.gaussNewton(this.#p);
      this.#place();
      this.#problem.residual(this.#trial, this.#trialResiduals);
      const value = totalLoss(this.#trialResiduals, 'linear', 1);
      if (!(value <= this.#value * (1 + 1e-8))) break;
      const before = this.#value;
      const change = this.#largestChange();
      this.#take(value);
      this.#problem.jacobian(this.#x, this.#trialJacobian);
      const worse = !this.#advance() || !(this.#linear.cosine < cosine);
      if (worse) {
        this.#x.set(x);
        this.residuals.set(residuals);
        this.#value = before;
        this.#iteration--;
        this.#refresh();
        break;
      }
      this.#report();
      if (this.#linear.cosine > slowest * cosine || change <= polishedTo) break;
      x.set(this.#x);
      residuals.set(this.residuals);
    }
  }

  /** max |pⱼ / xⱼ|. */
  #largestChange(): number {
    return this.#p.reduce((most, pj, j) => (pj === 0 ? most : Math.max(most, Math.abs(pj / this.#x[j]!))), 0);
  }

  /** trial ← P(x + p), and p ← what is left of it. */
  #place(): void {
    const x = this.#x;
    const trial = this.#trial;
    const p = this.#p;
    for (let j = 0; j < x.length; j++) trial[j] = x[j]! + p[j]!;
    if (!this.#box) return;
    project(trial, this.#box);
    for (let j = 0; j < x.length; j++) p[j] = trial[j]! - x[j]!;
  }

  #take(value: number): void {
    this.#stepNorm = norm(this.#p);
    this.#x.set(this.#trial);
    this.residuals.set(this.#trialResiduals);
    this.#value = value;
    this.#iteration++;
  }

  #gradientNorm(): number {
    return 2 * norm(this.#linear.gradient);
  }

  #report(): Stop | undefined {
    const { onIteration, signal } = this.#options;
    if (this.#trace || onIteration) {
      const state: IterationState = {
        iteration: this.#iteration,
        x: Array.from(this.#x),
        value: this.#value,
        gradientNorm: this.#gradientNorm(),
        stepNorm: this.#stepNorm,
        evaluations: { ...this.#problem.evaluations },
      };
      this.#trace?.push(state);
      if (onIteration?.(state) === 'stop') return { status: 'stopped', message: 'onIteration asked to stop' };
    }
    if (signal?.aborted) return { status: 'stopped', message: 'the signal was aborted' };
    return undefined;
  }
}
