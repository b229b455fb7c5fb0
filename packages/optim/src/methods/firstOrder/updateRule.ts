/**
 * x ← x − λ·r(∇f): first-order update rules in core memory, shared by `minimize` and by the training of networks.
 *
 * A rule is its kernel with its constants; the caller owns x, g and the rule's state, one vector of n numbers per slot,
 * zero before the first step.
 */
import type { DType } from '@nablajs/core-wasm';
import { allocate, type Block } from '@nablajs/core-wasm/machine';
import type { Descent } from '../../descent.js';
import type { Iteration, Method } from '../method.js';
import type { Constants } from '../options.js';
import type { RuleRate, RuleValues } from './ruleConstants.js';

/**
 * One of PyTorch's first-order rules as a kernel on core memory.
 *
 * @example
 * ```ts
 * import { allocate } from '@nablajs/core-wasm/machine';
 * import { adam } from '@nablajs/optim';
 *
 * const rule = adam();
 * const block = allocate(4 * 8);
 * block.f64().set([1, 0.5, 0, 0]); // x, its gradient, and two slots of state
 * const at = (k: number): number => block.ptr + 8 * k;
 * rule.step(1, 'f64', at(0), at(1), [at(2), at(3)], 1, 0.1);
 * console.log(block.f64()[0]); // 0.9: the first step of Adam has the length of the learning rate
 * block.free();
 * ```
 */
export interface UpdateRule extends Readonly<RuleRate> {
  readonly name: string;
  /** What the rule was made with; a training that is resumed compares it. */
  readonly constants?: RuleValues;
  /** How many state vectors of the length of x the rule keeps. */
  readonly slots: number;
  /**
   * One step, in place.
   *
   * @param n numbers in each vector.
   * @param x address of the parameters, updated.
   * @param g address of the gradient, unchanged.
   * @param state addresses of the slots, updated; zeros before the first step.
   * @param t the number of this step, from 1.
   * @param learningRate λ of this step.
   */
  step(n: number, dtype: DType, x: number, g: number, state: readonly number[], t: number, learningRate: number): void;
}

/** λ of a rule in {@link minimize} when none is given. */
const defaultRate = 0.01;

/** The method that repeats a rule, made with those of the constants that have a default. f may rise between iterates, so the best one is what the result holds. */
export function ruleMethod(rule: (constants: Constants) => UpdateRule, defaults: RuleValues): Method {
  return {
    order: 1,
    bounds: true,
    lineSearches: ['none'],
    monotone: false,
    maxIterations: () => 20_000,
    start(at, { constants, learningRate }) {
      const { slots, step } = rule(
        Object.fromEntries(Object.entries(constants).filter(([name]) => Object.hasOwn(defaults, name))),
      );
      const held = new HeldVectors(at.n, 2 + slots);
      const iterate: Iteration = () => {
        const t = at.iteration + 1;
        const [x, g, ...state] = held.addresses();
        held.load(at);
        step(at.n, 'f64', x!, g!, state, t, learningRate?.(at.iteration) ?? defaultRate);
        held.store(at);
        at.evaluateTrial(at.step);
        at.accept();
        return undefined;
      };
      iterate.free = () => held.free();
      return iterate;
    },
  };
}

/** x, ∇f and the state of a rule, one vector after the other in core memory. */
class HeldVectors {
  readonly #n: number;
  readonly #count: number;
  readonly #block: Block;

  constructor(n: number, count: number) {
    this.#n = n;
    this.#count = count;
    this.#block = allocate(8 * n * count);
    this.#block.f64().fill(0);
  }

  addresses(): number[] {
    return Array.from({ length: this.#count }, (_, k) => this.#block.ptr + 8 * this.#n * k);
  }

  load(at: Descent): void {
    const vectors = this.#block.f64();
    vectors.set(at.x, 0);
    vectors.set(at.gradient, this.#n);
  }

  /** The updated x becomes the trial point. */
  store(at: Descent): void {
    at.placeAt(this.#block.f64(0, this.#n));
  }

  free(): void {
    this.#block.free();
  }
}
