/**
 * x ← x − λ·r(∇f): the method of `minimize` that repeats an update rule in core memory.
 *
 * f may rise between iterates, so the best one is what the result holds. The decay of weights is 0 here unless given: it
 * would pull x from the minimum.
 */
import { allocate, type Block } from '@nablajs/core-wasm/machine';
import type { Descent } from '../../descent.js';
import type { Iteration, Method } from '../method.js';
import type { Constants } from '../options.js';
import type { UpdateRule } from './updateRule.js';

/** λ when none is given; with momentum μ, whose steps add up to 1/(1 − μ) as much, 1 − μ of it. */
const defaultRate = 0.01;

/** The method of the rule, made with those of the constants that it has. */
export function ruleMethod(rule: (constants: Constants) => UpdateRule): Method {
  const { name, constants: known = {} } = rule({});
  const own = (constants: Constants): Constants =>
    Object.fromEntries(Object.entries({ weightDecay: 0, ...constants }).filter(([each]) => Object.hasOwn(known, each)));
  return {
    name,
    order: 1,
    bounds: true,
    lineSearches: ['none'],
    monotone: false,
    maxIterations: () => 20_000,
    start(at, { constants, learningRate }) {
      const { slots, step, constants: used = {} } = rule(own(constants));
      const usual = defaultRate * (1 - Math.min(0.999, Number(used.momentum ?? 0)));
      const held = new HeldVectors(at.n, 2 + slots);
      const iterate: Iteration = () => {
        const t = at.iteration + 1;
        const [x, g, ...state] = held.addresses();
        held.load(at);
        step(at.n, 'f64', x!, g!, state, t, learningRate?.(at.iteration) ?? usual);
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
