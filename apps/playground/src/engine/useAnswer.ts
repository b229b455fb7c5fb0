import { useEffect, useRef, useState } from 'preact/hooks';
import { EngineError } from './client.js';
import type { Engine } from './engineOf.js';

/** Where a request stands. The last good value stays while a new one is computed, so that nothing jumps. */
export interface Answer<R> {
  /** The last result there was. */
  readonly value: R | undefined;
  /** Why there is none for the inputs of the moment. */
  readonly error: EngineError | undefined;
  /** Whether `value` belongs to earlier inputs. */
  readonly busy: boolean;
}

type Args<F> = F extends (...args: infer A) => unknown ? A : never;
type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

let channels = 0;

/**
 * The result of an engine function for the arguments of the moment; asked again whenever they change, the newest wins.
 *
 * @param args plain data; undefined asks nothing (an input is not there yet).
 * @param limit milliseconds; default the client's.
 */
export function useAnswer<M, K extends keyof M & string>(
  engine: Engine<M>,
  name: K,
  args: Args<M[K]> | undefined,
  limit?: number,
): Answer<Result<M[K]>> {
  const [answer, setAnswer] = useState<Answer<Result<M[K]>>>({ value: undefined, error: undefined, busy: true });
  const channel = useRef('');
  if (channel.current === '') channel.current = `${engine.page}.${name} ${++channels}`;
  const key = args === undefined ? undefined : JSON.stringify(args);
  useEffect(() => {
    let current = true;
    if (args === undefined) {
      setAnswer((last) => ({ ...last, busy: false }));
      return undefined;
    }
    setAnswer((last) => ({ ...last, busy: true }));
    engine.call(name, args, { channel: channel.current, ...(limit === undefined ? {} : { limit }) }).then(
      (value) => current && setAnswer({ value, error: undefined, busy: false }),
      (error: unknown) => {
        if (!current || !(error instanceof EngineError) || error.code === 'SUPERSEDED') return;
        setAnswer((last) => ({ value: last.value, error, busy: false }));
      },
    );
    return () => {
      current = false;
    };
  }, [key, name, limit]);
  return answer;
}
