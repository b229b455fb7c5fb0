// What the address of the network's page holds, and what it may hold.
import type { OptimizerName } from '@nablajs/nn';

/** The optimizers one can choose. */
export const optimizers: readonly OptimizerName[] = [
  'sgd',
  'momentum',
  'nesterov',
  'rmsprop',
  'adagrad',
  'adam',
  'adamw',
];

/** What the address of this page holds. */
export interface NetworkInputs {
  readonly rows: number;
  /** relu'(0). */
  readonly kink: '0' | '1';
  readonly hidden: number;
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  readonly optimizer: OptimizerName;
  readonly seed: number;
}
