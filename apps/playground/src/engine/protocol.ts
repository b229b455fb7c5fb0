// What crosses the border between the page and the worker: plain data in both directions.

/** An error as data. */
export interface PlainError {
  /** The class, such as `ParseError`. */
  readonly name: string;
  /** The stable code of a Nabla error, or one of the client's: `TIME_LIMIT`, `ENGINE_LOST`, `UNEXPECTED`. */
  readonly code: string;
  readonly message: string;
  /** Offset into the text, of errors that have a place. */
  readonly position?: number;
}

/** What the worker answers. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: PlainError };

/** Called by long work with where it is; answers whether to go on. */
export type Progress<S> = (state: S) => Promise<boolean>;

/** The worker's face. */
export interface EngineFace {
  /** Fetches the functions of one page, outside any time limit. */
  load(page: string): Promise<Reply>;
  run(page: string, name: string, args: readonly unknown[], progress?: Progress<unknown>): Promise<Reply>;
}

/** An error as data, whatever was thrown. */
export function plainError(caught: unknown): PlainError {
  if (!(caught instanceof Error)) return { name: 'Error', code: 'UNEXPECTED', message: String(caught) };
  const { name, message } = caught;
  const { code, position } = caught as { code?: unknown; position?: unknown };
  return {
    name,
    code: typeof code === 'string' ? code : 'UNEXPECTED',
    message: message.slice(0, 2000),
    ...(typeof position === 'number' ? { position } : {}),
  };
}
