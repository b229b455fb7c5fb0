/**
 * x ← x − λ·r(∇f): first-order update rules in core memory, shared by `minimize` and by the training of networks.
 *
 * A rule is its kernel with its constants; the caller owns x, g and the rule's state, one vector of n numbers per slot,
 * zero before the first step.
 */
import type { DType } from '@nablajs/core-wasm';
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
export interface UpdateRule<Name extends string = string> extends Readonly<RuleRate> {
  readonly name: Name;
  /** λ of a training that is told none, by the rule's custom; 0.01 where it says nothing. */
  readonly usualRate?: number;
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
