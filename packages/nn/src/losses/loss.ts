import type { Reason } from '../layers/layer.js';
import type { NetworkKernels } from '../network/networkKernels.js';

/** Where a loss finds its numbers in core memory: addresses, and the batch's sizes. */
export interface LossPlace {
  rows: number;
  readonly width: number;
  /** The network's output and ∂J/∂output, rows × width. */
  readonly output: number;
  readonly gradient: number;
  /** Class numbers, one i32 for each row, when `classes`; else values, rows × width. */
  readonly target: number;
  classes: boolean;
  /** Three numbers for each row. */
  readonly workspace: number;
}

/** A loss J of output and target. A loss is one file and one line in `index.ts`. */
export interface Loss {
  readonly name: string;
  /** Whether J is a mean or a sum over rows; decides how the losses of parts of a batch add up. */
  readonly reduction: 'mean' | 'sum';
  /** Whether a target may stay class numbers; otherwise they become one-hot rows. */
  readonly takesClasses: boolean;
  /** J, and ∂J/∂output written in place. */
  evaluate(core: NetworkKernels, at: LossPlace): number;
  /** J as a PyTorch expression of `output` and `target`. */
  readonly torch: string;
  /** J as a JAX expression of `output` and `target`, one-hot or values. */
  readonly jax: string;
  /** J and dO in a formula. */
  formulas(output: string): readonly string[];
  /** Why dO is what it is. */
  readonly reason: Reason;
}
