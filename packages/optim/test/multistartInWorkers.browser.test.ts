// Real Web Workers answer with the bits of the page.
import { parse } from '@nablajs/calculus';
import { expect, it } from 'vitest';
import { multistart, multistartInWorkers } from '../src/index.js';

it('multistartInWorkers gives the bits of multistart in a browser, while the page goes on', async () => {
  const workers = [1, 2].map(() => new Worker(new URL('./multistartWorker.ts', import.meta.url), { type: 'module' }));
  const f = parse('10 + x1^2 - 10*cos(2*pi*x1) + (x2 - x1)^2');
  const box = [[-4, 4], [-4, 4]] as const; // biome-ignore format: one line
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const there = await multistartInWorkers(workers, f, box, { starts: 40, seed: 3 });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
  expect(there).toEqual(multistart(f, box, { starts: 40, seed: 3 }));
  const named = await multistartInWorkers(workers, { objective: 'wavy' }, [[-4, 4]], { starts: 8 });
  expect(named.failures).toBe(0);
  for (const worker of workers) worker.terminate();
});
