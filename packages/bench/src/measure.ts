// Two contenders measured in turns, so that whatever else the machine does falls on both.
import { performance } from 'node:perf_hooks';
import type { Contender } from './case.js';

/** Seconds per run, one entry per turn. */
export interface Turns {
  readonly a: number[];
  readonly b: number[];
}

/** A turn lasts at least so long, so that the clock's grain does not matter. */
const TURN_SECONDS = 0.06;
const TURNS = 15;

async function turn(contender: Contender, runs: number): Promise<number> {
  if (contender.time) return contender.time(runs);
  const start = performance.now();
  for (let i = 0; i < runs; i++) await contender.run();
  return (performance.now() - start) / 1000;
}

/** Warms the contender up and returns how many runs fill one turn. */
async function calibrate(contender: Contender): Promise<number> {
  let runs = 1;
  for (;;) {
    const seconds = await turn(contender, runs);
    if (seconds >= TURN_SECONDS) return runs;
    runs = Math.max(runs + 1, Math.ceil(runs * Math.min(8, (1.2 * TURN_SECONDS) / Math.max(seconds, 1e-6))));
  }
}

/** Alternates turns of `a` and `b`, each first every other time, and returns all times. */
export async function interleave(a: Contender, b: Contender): Promise<Turns> {
  const runs = { a: await calibrate(a), b: await calibrate(b) };
  const turns: Turns = { a: [], b: [] };
  for (let k = 0; k < TURNS; k++) {
    for (const who of k % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const)) {
      turns[who].push((await turn(who === 'a' ? a : b, runs[who])) / runs[who]);
      // Finalizers and freed memory belong to the turn's author; a pause lets them run between turns.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return turns;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
