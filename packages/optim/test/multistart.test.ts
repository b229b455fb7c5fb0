import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { multistart, type Objective } from '../src/index.js';

/** Rastrigin in one variable: a minimum near every integer. */
const wavy: Objective = {
  value: (x) => 10 + x[0]! ** 2 - 10 * Math.cos(2 * Math.PI * x[0]!),
  gradient: (x) => Float64Array.of(2 * x[0]! + 20 * Math.PI * Math.sin(2 * Math.PI * x[0]!)),
};

describe('multistart', () => {
  it('finds the lowest of many minima, and lists the others in order', () => {
    const { best, minima, failures } = multistart(wavy, [[-4, 4]], { starts: 40, seed: 3 });
    expect(best.x[0]).toBeCloseTo(0, 8);
    expect(minima.length).toBeGreaterThan(4);
    expect(minima.map(({ result }) => result.value)).toEqual(
      minima.map(({ result }) => result.value).sort((a, b) => a - b),
    );
    expect(minima.reduce((sum, { count }) => sum + count, failures)).toBe(40);
  });

  it('depends on the seed alone', () => {
    const run = (seed: number) => multistart(wavy, [[-4, 4]], { starts: 5, seed });
    expect(run(7)).toEqual(run(7));
    expect(run(8)).not.toEqual(run(7));
  });

  it('finds the lowest although some starts lie outside the domain', () => {
    // log x has no value left of 0; minima of log x + wavy near 1, 2, …
    const walled: Objective = { value: (x) => Math.log(x[0]!) + wavy.value(x) };
    const { best, minima, failures } = multistart(walled, [[-4, 4]], { starts: 40, seed: 3 });
    expect(failures).toBeGreaterThan(5);
    const values = minima.map(({ result }) => result.value);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(best.value).toBe(values[0]);
    expect(best.x[0]).toBeCloseTo(0.99, 1);
  });

  it('refuses an endless box', () => {
    expect(() => multistart(wavy, [[0, Number.POSITIVE_INFINITY]])).toThrow(ArgumentError);
    expect(() => multistart(wavy, [[0, 1]], { starts: 0 })).toThrow(ArgumentError);
  });
});
