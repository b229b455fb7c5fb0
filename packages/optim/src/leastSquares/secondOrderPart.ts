/**
 * S ≈ Σ rᵢ∇²rᵢ, what Gauss and Newton leave out of H = 2(JᵀJ + S), learned from the steps: the adaptive model of NL2SOL.
 *
 * After the step p with y = ∆(Jᵀr) and ŷ = J₊ᵀr₊ − Jᵀr₊ the secant condition is Sp = ŷ; S is first sized down by
 * τ = min(1, |pᵀŷ| / |pᵀSp|), so that it vanishes where the residuals do, and then
 * S ← τS + (wyᵀ + ywᵀ)/pᵀy − (pᵀw)yyᵀ/(pᵀy)², w = ŷ − τSp. Whichever model foretold the last decrease better chooses the
 * next step. Where residuals stay large this converges superlinearly and Gauss–Newton does not.
 *
 * Source: J. Dennis, D. Gay, R. Welsch, An adaptive nonlinear least-squares algorithm, ACM TOMS 7 (1981).
 */
import { MoreSorensen } from '../methods/secondOrder/moreSorensen.js';
import { dot } from '../vector.js';
import type { Linearization } from './linearization.js';

/** Steps to learn S from before it is believed. */
const leastUpdates = 2;

export class SecondOrderPart {
  /** Whether JᵀJ + S foretold the last step better than JᵀJ. */
  preferred = false;
  readonly #n: number;
  readonly #s: Float64Array;
  readonly #product: Float64Array;
  /** Jᵀr₊, then ŷ, then w. */
  readonly #sharp: Float64Array;
  /** Jᵀr, then y. */
  readonly #change: Float64Array;
  readonly #hessian: Float64Array;
  readonly #scaledGradient: Float64Array;
  readonly #solver: MoreSorensen;
  #updates = 0;

  constructor(n: number) {
    this.#n = n;
    this.#s = new Float64Array(n * n);
    this.#product = new Float64Array(n);
    this.#sharp = new Float64Array(n);
    this.#change = new Float64Array(n);
    this.#hessian = new Float64Array(n * n);
    this.#scaledGradient = new Float64Array(n);
    this.#solver = new MoreSorensen(n);
  }

  /** Whether S is known from enough steps. */
  get known(): boolean {
    return this.#updates >= leastUpdates;
  }

  /** pᵀSp, which the second model subtracts from the decrease of F that J foretells. */
  curvature(p: Float64Array): number {
    return dot(this.#multiply(p), p);
  }

  /** Chooses the model of the next step from what both foretold of the last one. */
  compare(actual: number, byJacobian: number, withCurvature: number, taken: boolean): void {
    this.preferred = taken && this.known && Math.abs(withCurvature - actual) < Math.abs(byJacobian - actual);
  }

  /** Before a step is taken: J (column-major) and Jᵀr of the iterate, r₊ of the trial. */
  leave(jacobian: Float64Array, gradient: Float64Array, trialResiduals: Float64Array): void {
    const m = trialResiduals.length;
    for (let j = 0; j < this.#n; j++) {
      let sum = 0;
      for (let i = 0; i < m; i++) sum += jacobian[j * m + i]! * trialResiduals[i]!;
      this.#sharp[j] = sum;
    }
    this.#change.set(gradient);
  }

  /** After it: p and J₊ᵀr₊. A step without curvature teaches nothing. */
  learn(p: Float64Array, gradient: Float64Array): void {
    const n = this.#n;
    const s = this.#s;
    const w = this.#sharp;
    const y = this.#change;
    for (let j = 0; j < n; j++) {
      w[j] = gradient[j]! - w[j]!;
      y[j] = gradient[j]! - y[j]!;
    }
    const py = dot(p, y);
    if (!(py > 0)) return;
    const sp = this.#multiply(p);
    const psp = dot(sp, p);
    const tau = psp === 0 ? 1 : Math.min(1, Math.abs(dot(p, w) / psp));
    for (let j = 0; j < n; j++) w[j]! -= tau * sp[j]!;
    const excess = dot(p, w) / (py * py);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        s[i * n + j] = tau * s[i * n + j]! + (w[i]! * y[j]! + y[i]! * w[j]!) / py - excess * y[i]! * y[j]!;
      }
    }
    this.#updates++;
  }

  /** Fills `p` with the minimizer of the second model over ‖Dp‖ ≤ radius (within 10 %): Moré and Sorensen's, in Dp. */
  step(linear: Linearization, radius: number, p: Float64Array): void {
    const n = this.#n;
    const h = this.#hessian;
    const { r, rows, pivots, scale, gradient } = linear;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let k = 0; k <= j; k++) sum += r[i * rows + k]! * r[j * rows + k]!;
        const a = pivots[i]!;
        const b = pivots[j]!;
        h[a * n + b] = h[b * n + a] = (sum + this.#s[a * n + b]!) / (scale[a]! * scale[b]!);
      }
    }
    for (let j = 0; j < n; j++) this.#scaledGradient[j] = gradient[j]! / scale[j]!;
    this.#solver.solve(h, this.#scaledGradient, radius, p);
    for (let j = 0; j < n; j++) p[j]! /= scale[j]!;
  }

  /** Sp, in scratch. */
  #multiply(p: Float64Array): Float64Array {
    const n = this.#n;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += this.#s[i * n + j]! * p[j]!;
      this.#product[i] = sum;
    }
    return this.#product;
  }
}
