// Several threads of Node answer with the bits of one.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { parse } from '@nablajs/calculus';
import { ArgumentError } from '@nablajs/core-wasm';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { multistart, multistartInWorkers, serveMultistart, WorkerError } from '../src/index.js';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const wavy = parse('10 + x1^2 - 10*cos(2*pi*x1) + (x2 - x1)^2');
const box = [[-4, 4], [-4, 4]] as const; // biome-ignore format: one line
let workers: Worker[] = [];

/** The worker's module with all that it imports, since Node reads no TypeScript. */
async function bundled(): Promise<string> {
  const answer = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: {
      alias: [
        { find: '@nablajs/core-wasm/machine', replacement: source('../../core-wasm/src/machine.ts') },
        { find: '@nablajs/core-wasm', replacement: source('../../core-wasm/src/index.ts') },
        { find: '@nablajs/calculus', replacement: source('../../calculus/src/index.ts') },
      ],
    },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: source('./multistartWorker.ts'), formats: ['es'] },
      // What package.json says of side effects is said of the build, not of the source.
      rollupOptions: { treeshake: false },
    },
  });
  const [result] = Array.isArray(answer) ? answer : [answer];
  if (!result || !('output' in result)) throw new Error('the build gave no output');
  return result.output[0].code;
}

beforeAll(async () => {
  const url = new URL(`data:text/javascript,${encodeURIComponent(await bundled())}`);
  workers = [1, 2, 3].map(() => new Worker(url, { execArgv: [] }));
});
afterAll(async () => void (await Promise.all(workers.map((worker) => worker.terminate()))));

describe('multistartInWorkers, on threads of Node', () => {
  it('gives the bits of multistart, however many workers there are', async () => {
    const options = { starts: 13, seed: 5, method: 'bfgs', certify: true } as const;
    const alone = multistart(wavy, box, options);
    expect(alone.minima.length).toBeGreaterThan(3);
    for (const count of [1, 2, 3]) {
      expect(await multistartInWorkers(workers.slice(0, count), wavy, box, options), `${count}`).toEqual(alone);
    }
  });

  it('runs a function that the worker knows by name, with bounds', async () => {
    const options = { starts: 5, seed: 2, bounds: [[0.5, 3]] } as const;
    const f = (x: Float64Array): number => 10 + x[0]! ** 2 - 10 * Math.cos(2 * Math.PI * x[0]!);
    const there = await multistartInWorkers(workers, { objective: 'wavy' }, [[0.5, 3]], options);
    expect(there).toEqual(multistart(f, [[0.5, 3]], options));
  });

  it('passes on what is thrown there, and serves again after it', async () => {
    const failed = multistartInWorkers(workers, { objective: 'broken' }, [[0, 1]], { starts: 9 });
    await expect(failed).rejects.toThrow(WorkerError);
    await expect(failed).rejects.toThrow(/RangeError in a worker: beyond the table/);
    await expect(multistartInWorkers(workers, { objective: 'none' }, [[0, 1]])).rejects.toThrow(/wavy, broken.*'none'/);
    expect((await multistartInWorkers(workers, wavy, box, { starts: 4 })).failures).toBe(0);
  });

  it('stops by its signal, before and while it runs', async () => {
    const stopped = await multistartInWorkers(workers, wavy, box, { starts: 6, signal: AbortSignal.abort() });
    expect([stopped.failures, stopped.best.status]).toEqual([6, 'stopped']);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    // Descent by a step too short to arrive: only the signal ends it.
    const endless = { method: 'gradient-descent', learningRate: 1e-12, maxIterations: 1e9 } as const;
    const later = await multistartInWorkers(workers, wavy, box, { starts: 6, signal: controller.signal, ...endless });
    expect(later).toMatchObject({ failures: 6, minima: [] });
  });
});

describe('multistartInWorkers, its arguments', () => {
  const { port1, port2 } = new MessageChannel();
  serveMultistart({}, port1);
  afterAll(() => port1.close());

  it('refuses what cannot be sent, before anything is', async () => {
    const send = (f: unknown, options: object = {}): Promise<unknown> =>
      multistartInWorkers([port2], f as typeof wavy, box, options);
    await expect(send((x: Float64Array) => x[0]!)).rejects.toThrow(/a function, which cannot be sent/);
    await expect(send({ value: () => 0 })).rejects.toThrow(ArgumentError);
    await expect(send(wavy, { onIteration: () => {} })).rejects.toThrow(/onIteration: expected plain data/);
    await expect(send(wavy, { learningRate: () => 1 })).rejects.toThrow(/learningRate/);
    await expect(send(wavy, { starts: 0 })).rejects.toThrow(/starts/);
    await expect(multistartInWorkers([], wavy, box)).rejects.toThrow(/workers/);
  });

  it('refuses there what minimize refuses', async () => {
    await expect(multistartInWorkers([port2], wavy, [[0, 1]])).rejects.toThrow(
      /ArgumentError in a worker: .*2 numbers/,
    );
    await expect(multistartInWorkers([port2], wavy, box, { method: 'no' as 'bfgs' })).rejects.toThrow(/one of/);
  });
});
