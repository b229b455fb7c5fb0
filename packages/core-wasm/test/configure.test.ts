import { readFile } from 'node:fs/promises';
import { ArgumentError, configure, info, type Warning } from '@nablajs/core-wasm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { warn } from '../src/configure.js';
import { memoryBudget, setMemoryBudget } from '../src/storage.js';

const budget = memoryBudget();

afterEach(() => {
  configure({ reproducible: false, onWarning: undefined });
  setMemoryBudget(budget);
  vi.restoreAllMocks();
});

test('info tells what the core runs on, and the version of the package', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  expect(info()).toMatchObject({ simd: true, threads: 1, version });
  expect(typeof info().relaxedSimd).toBe('boolean');
  configure({ reproducible: true });
  expect(info().relaxedSimd).toBe(false);
});

describe('warnings', () => {
  test('go to the hook, every one of them', () => {
    const seen: Warning[] = [];
    configure({ onWarning: (warning) => seen.push(warning) });
    warn('test-kind', 'one', { n: 1 });
    warn('test-kind', 'two', { n: 2 });
    expect(seen).toEqual([
      { kind: 'test-kind', message: 'one', facts: { n: 1 } },
      { kind: 'test-kind', message: 'two', facts: { n: 2 } },
    ]);
  });

  test('go to the console once for each kind without a hook', () => {
    const spy = vi.spyOn(console, 'warn').mockImplementation(() => {});
    for (const kind of ['first-kind', 'first-kind', 'second-kind']) warn(kind, `of ${kind}`, {});
    expect(spy.mock.calls).toEqual([['@nablajs/core-wasm: of first-kind'], ['@nablajs/core-wasm: of second-kind']]);
  });

  test('a hook that throws is the caller’s own affair', () => {
    configure({
      onWarning: () => {
        throw new Error('mine');
      },
    });
    expect(() => warn('k', 'm', {})).toThrow('mine');
  });
});

describe('refused, and nothing is changed', () => {
  test.each([
    [{ memoryBudget: -1 }, /memoryBudget/],
    [{ memoryBudget: Number.NaN }, /memoryBudget/],
    [{ memoryBudget: '1' }, /memoryBudget/],
    [{ reproducible: 1 }, /reproducible/],
    [{ onWarning: 'log' }, /onWarning/],
    [{ memoryBudget: 5, threads: 2 }, /expected reproducible, memoryBudget, onWarning, got the text "threads"/],
    [{ memoryBudget: 5, constructor: 2 }, /constructor/],
    [null, /an object/],
    ['fast', /an object/],
  ])('%j', (settings, message) => {
    expect(() => configure(settings as never)).toThrow(ArgumentError);
    expect(() => configure(settings as never)).toThrow(message);
    expect(memoryBudget()).toBe(budget);
  });
});
