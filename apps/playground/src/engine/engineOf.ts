// Typed access to the functions of a page's `engine.ts` from its view, which imports nothing of that file but its type:
//
//   import type * as functions from './engine.js';
//   const engine = engineOf<typeof functions>('derivatives');
import { type CallOptions, call, start } from './client.js';
import type { Progress } from './protocol.js';

type Args<F> = F extends (...args: infer A) => unknown ? A : never;
type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;
type LongArgs<F> = F extends (...args: [...infer A, Progress<infer _S>]) => unknown ? A : never;
type State<F> = F extends (...args: [...infer _A, Progress<infer S>]) => unknown ? S : never;

/** The functions of one module in the worker, called from the page. */
export interface Engine<M> {
  readonly page: string;
  /** One result; see `call`. */
  call<K extends keyof M & string>(name: K, args: Args<M[K]>, options?: CallOptions): Promise<Result<M[K]>>;
  /** Long work whose last parameter is a `Progress`; see `start`. */
  start<K extends keyof M & string>(
    name: K,
    args: LongArgs<M[K]>,
    progress: (state: State<M[K]>) => boolean | Promise<boolean>,
  ): Promise<Result<M[K]>>;
}

/** The engine functions of a page, or those every page shares (`'formulas'`). */
export function engineOf<M>(page: string): Engine<M> {
  return {
    page,
    call: (name, args, options) => call(page, name, args, options) as never,
    start: (name, args, progress) => start(page, name, args, progress as never) as never,
  };
}
