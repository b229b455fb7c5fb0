// The one worker in which all mathematics happens. The functions of a page are its file `engine.ts`, fetched when the page
// is opened; every page can call those of `formulas.ts` and `code.ts` too.
import { expose } from 'comlink';
import * as formulas from './formulas.js';
import { type EngineFace, type Progress, plainError, type Reply } from './protocol.js';

type Functions = Readonly<Record<string, (...args: unknown[]) => unknown>>;

const loaded = new Map<string, Promise<Functions>>();

function functionsOf(page: string): Promise<Functions> {
  if (page === 'formulas') return Promise.resolve(formulas as unknown as Functions);
  let functions = loaded.get(page);
  if (functions === undefined) {
    const module: Promise<unknown> = page === 'code' ? import('./code.js') : import(`../pages/${page}/engine.ts`);
    functions = module as Promise<Functions>;
    functions.catch(() => loaded.delete(page));
    loaded.set(page, functions);
  }
  return functions;
}

async function replyOf(work: () => Promise<unknown>): Promise<Reply> {
  try {
    return { ok: true, value: await work() };
  } catch (caught) {
    return { ok: false, error: plainError(caught) };
  }
}

const face: EngineFace = {
  load: (page) => replyOf(async () => void (await functionsOf(page))),
  run: (page: string, name: string, args: readonly unknown[], progress?: Progress<unknown>) =>
    replyOf(async () => (await functionsOf(page))[name]!(...args, ...(progress === undefined ? [] : [progress]))),
};

expose(face);
