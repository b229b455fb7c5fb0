/** A minimization method: what it needs of f, and the step it repeats. */
import type { Descent } from '../descent.js';
import type { LineSearchName } from '../lineSearch/index.js';
import type { Stop } from '../result.js';
import type { MethodOptions } from './options.js';

/** One iteration: moves the descent to a better iterate, or says why it cannot. */
export interface Iteration {
  (): Stop | undefined;
  /** Gives back what the method holds in core memory; called once, when the run is over. */
  free?(): void;
}

export interface Method<Name extends string = string> {
  /** What `method` calls it. */
  readonly name: Name;
  /** The highest derivative the method asks for; what is not given becomes a difference quotient. */
  readonly order: 0 | 1 | 2;
  /** Whether it keeps to bounds. */
  readonly bounds: boolean;
  /** The line searches it can use, the default first; empty when it searches no line. */
  readonly lineSearches: readonly LineSearchName[];
  /** Whether f never rises from one iterate to the next; otherwise the best one is remembered. */
  readonly monotone: boolean;
  /** The limit unless `maxIterations` is given. */
  maxIterations(n: number): number;
  /** Allocates the method's memory for a run that has just begun at `at`. */
  start(at: Descent, options: MethodOptions): Iteration;
}
