import { Session } from 'node:inspector';

interface Block {
  startOffset: number;
  endOffset: number;
  count: number;
}

interface Script {
  scriptId: string;
  url: string;
  functions: { ranges: Block[] }[];
}

/**
 * Which blocks of the packages' code have run, as V8 counts them. A block run once, twice, up to 4, 8, … times is
 * as many different features, as in AFL: a loop that goes round more often is new behaviour.
 */
export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  /** @param covers whether the script at this address is one whose coverage counts */
  constructor(private readonly covers: (url: string) => boolean) {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** How many features were ever seen. */
  get size(): number {
    return this.#seen.size;
  }

  /** How many features ran since the last call that had never run before; they count as seen from now on. */
  fresh(): number {
    const before = this.#seen.size;
    for (const script of this.#taken()) {
      if (!this.covers(script.url)) continue;
      for (const { ranges } of script.functions) {
        // V8 lists a block only where its count differs from what is around it, so that one left out is a feature too.
        for (const { startOffset, endOffset, count } of ranges) {
          const magnitude = count === 0 ? 'none' : Math.ceil(Math.log2(count));
          this.#seen.add(`${script.scriptId}:${startOffset}:${endOffset}:${magnitude}`);
        }
      }
    }
    return this.#seen.size - before;
  }

  stop(): void {
    this.#session.post('Profiler.stopPreciseCoverage');
    this.#session.disconnect();
  }

  // The inspector answers within post() when it is connected to its own thread.
  #taken(): Script[] {
    let scripts: Script[] = [];
    this.#session.post('Profiler.takePreciseCoverage', (error, answer) => {
      if (error) throw error;
      scripts = (answer as { result: Script[] }).result;
    });
    return scripts;
  }
}
