/**
 * One training step, resident in core memory:
 *
 *     forward, J and δ_L, backward, ‖g‖ ≤ clip, then θ ← rule(θ, g, state; λ(t))
 *
 * θ, g, the rule's state, activations and one batch stand in the pass's block from the first step to the last.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import type { UpdateRule } from '@nablajs/optim/rules';
import type { Model } from '../network/model.js';
import { type FloatArray, Pass } from '../network/pass.js';
import type { LoadedBatch } from './source.js';

/** λ(t) of step t = 0, 1, … */
export type RateOfStep = (step: number) => number;

/** What a trainer works by. */
export interface TrainerOptions {
  readonly rule: UpdateRule;
  readonly rate: RateOfStep;
  /** Largest Euclidean norm of the gradient that is not scaled down; none by default. */
  readonly gradientClip?: number;
  readonly seed: number;
}

export class Trainer {
  readonly pass: Pass;
  /** Steps taken. */
  steps = 0;
  readonly #options: TrainerOptions;
  readonly #slots: readonly number[];

  /** Takes the pass's memory; `free` gives it back. @throws OutOfMemoryError when it does not fit. */
  constructor(model: Model, maxRows: number, options: TrainerOptions) {
    const { rule, seed } = options;
    this.#options = options;
    this.pass = new Pass(model.architecture, maxRows, { backward: true, slots: rule.slots, seed });
    this.#slots = this.pass.slots.map((offset) => this.pass.address(offset));
    for (const slot of this.slotViews()) slot.fill(0);
  }

  /** λ of the next step. */
  get rate(): number {
    return this.#options.rate(this.steps);
  }

  /** Whether every parameter is: a gradient may be infinite where the loss is not. */
  get isFinite(): boolean {
    const { core, theta, architecture } = this.pass;
    return Number.isFinite(core.nrm2(architecture.size, this.pass.address(theta), 1));
  }

  /**
   * The loss of the batch that stands in the pass; then the step, unless the loss is not finite.
   *
   * @throws ArgumentError when λ of the step is not finite; nothing is changed then.
   */
  step({ rows, classes }: LoadedBatch): number {
    const { pass } = this;
    const { rate } = this;
    if (!Number.isFinite(rate))
      throw new ArgumentError({
        where: `fit: learningRate of step ${this.steps}`,
        expected: 'a finite number',
        got: String(rate),
      });
    pass.forward(rows, true, this.steps);
    const loss = pass.loss(rows, classes);
    if (!Number.isFinite(loss)) return loss;
    pass.backward();
    const { architecture } = pass;
    const n = architecture.trainedSize;
    const gradient = pass.address(pass.gradient);
    this.#clip(n, gradient);
    const { rule } = this.#options;
    this.steps++;
    rule.step(n, architecture.dtype, pass.address(pass.theta), gradient, this.#slots, this.steps, rate);
    return loss;
  }

  /** The rule's state, as views; valid until the next allocation. */
  slotViews(): FloatArray[] {
    return this.pass.slots.map((offset) => this.pass.view(offset, this.pass.architecture.trainedSize));
  }

  free(): void {
    this.pass.free();
  }

  /** g ← g·min(1, clip/‖g‖₂). */
  #clip(n: number, gradient: number): void {
    const { gradientClip } = this.#options;
    if (gradientClip === undefined) return;
    const { core } = this.pass;
    const norm = core.nrm2(n, gradient, 1);
    if (norm > gradientClip) core.scal(n, gradientClip / norm, gradient, 1);
  }
}
