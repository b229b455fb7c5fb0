/**
 * The search of CG_DESCENT: brackets a minimizer of φ(t) = f(x + t·d) by double secant steps on φ' until the Wolfe or
 * the approximate Wolfe conditions hold, (2δ − 1)φ'(0) ≥ φ'(t) ≥ σφ'(0) with φ(t) ≤ φ(0) + ε|φ(0)|, δ = 0.1, σ = 0.9.
 *
 * The approximate conditions use slopes only, so the search is accurate to ε near a minimum where values reach √ε.
 *
 * Source: W. Hager, H. Zhang, Algorithm 851: CG_DESCENT, ACM TOMS 32 (2006); the letters are the paper's.
 */
import type { Descent } from '../descent.js';
import { mostTrials } from './lineSearch.js';

const delta = 0.1;
const sigma = 0.9;
const epsilon = 1e-6;
const gamma = 0.66;
const rho = 5;

export function hagerZhang(at: Descent, direction: Float64Array, slope: number, initial: number): number {
  return new Bracket(at, direction, slope).search(initial);
}

class Bracket {
  readonly #at: Descent;
  readonly #direction: Float64Array;
  readonly #slope: number;
  readonly #highest: number;
  /** [a, b] with φ(a) ≤ φ(0) + ε, φ'(a) < 0 and φ'(b) ≥ 0. */
  a = 0;
  aSlope: number;
  b = Number.POSITIVE_INFINITY;
  bSlope = Number.NaN;
  /** The accepted step, once there is one; it is then the descent's trial. */
  found = 0;
  trials = 0;

  constructor(at: Descent, direction: Float64Array, slope: number) {
    this.#at = at;
    this.#direction = direction;
    this.#slope = this.aSlope = slope;
    this.#highest = at.value + epsilon * Math.abs(at.value);
  }

  search(initial: number): number {
    if (!this.#enclose(initial)) return this.found;
    while (this.trials < mostTrials) {
      const width = this.b - this.a;
      if (this.#doubleSecant()) return this.found;
      if (this.b - this.a > gamma * width && this.#update((this.a + this.b) / 2)) return this.found;
      if (!(this.b - this.a > Number.EPSILON * this.b)) break;
    }
    // Nothing satisfied the conditions; the left end still counts if it went down.
    if (this.a > 0 && this.#at.move(this.a, this.#direction) < this.#at.value) return this.a;
    return 0;
  }

  /** φ and φ' at t; true when t satisfies the (approximate) Wolfe conditions. */
  #evaluate(t: number): boolean {
    this.trials++;
    const at = this.#at;
    const value = at.move(t, this.#direction);
    if (value === Number.NEGATIVE_INFINITY) {
      this.found = t;
      return true;
    }
    const slope = at.trialSlope;
    const steepEnough = slope >= sigma * this.#slope;
    const wolfe = value - at.value <= delta * t * this.#slope && steepEnough;
    const approximate = (2 * delta - 1) * this.#slope >= slope && steepEnough && value <= this.#highest;
    if (!wolfe && !approximate) return false;
    this.found = t;
    return true;
  }

  /** Stage `bracket`: expands from `initial` until a minimizer is enclosed; false when the search is over. */
  #enclose(initial: number): boolean {
    let t = initial;
    while (this.trials < mostTrials && t < this.#at.longest) {
      if (this.#evaluate(t)) return false;
      const value = this.#at.trialValue;
      const slope = this.#at.trialSlope;
      if (value === Number.POSITIVE_INFINITY) {
        this.b = t;
        t = this.a + 0.1 * (t - this.a);
        if (!(t > this.a)) return false;
        continue;
      }
      if (slope >= 0) {
        this.b = t;
        this.bSlope = slope;
        return true;
      }
      if (value > this.#highest) return !this.#bisect(t);
      this.a = t;
      this.aSlope = slope;
      t = Math.min(rho * t, this.b < Number.POSITIVE_INFINITY ? (t + this.b) / 2 : Number.POSITIVE_INFINITY);
    }
    return false;
  }

  /** Step U3: between a and a point that is too high with a negative slope; true when a step was accepted. */
  #bisect(high: number): boolean {
    this.b = high;
    while (this.trials < mostTrials) {
      const t = (this.a + this.b) / 2;
      if (this.#evaluate(t)) return true;
      const slope = this.#at.trialSlope;
      if (slope >= 0 && this.#at.trialValue < Number.POSITIVE_INFINITY) {
        this.b = t;
        this.bSlope = slope;
        return false;
      }
      if (this.#at.trialValue <= this.#highest) {
        this.a = t;
        this.aSlope = slope;
      } else {
        this.b = t;
      }
    }
    return false;
  }

  /** Stage `update`: narrows [a, b] by t; true when a step was accepted. */
  #update(t: number): boolean {
    if (!(t > this.a && t < this.b)) return false;
    if (this.#evaluate(t)) return true;
    const slope = this.#at.trialSlope;
    const value = this.#at.trialValue;
    if (value === Number.POSITIVE_INFINITY) return this.#bisect(t);
    if (slope >= 0) {
      this.b = t;
      this.bSlope = slope;
      return false;
    }
    if (value <= this.#highest) {
      this.a = t;
      this.aSlope = slope;
      return false;
    }
    return this.#bisect(t);
  }

  /** Stage `secant²`: a secant step, and a second one from whichever end it replaced. */
  #doubleSecant(): boolean {
    const { a, b, aSlope, bSlope } = this;
    const c = secant(a, aSlope, b, bSlope);
    if (this.#update(c)) return true;
    if (c === this.b) return this.#update(secant(b, bSlope, this.b, this.bSlope));
    if (c === this.a) return this.#update(secant(a, aSlope, this.a, this.aSlope));
    return false;
  }
}

function secant(a: number, aSlope: number, b: number, bSlope: number): number {
  return (a * bSlope - b * aSlope) / (bSlope - aSlope);
}
