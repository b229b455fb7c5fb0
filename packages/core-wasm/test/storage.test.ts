import {
  arange,
  concat,
  configure,
  info,
  OutOfMemoryError,
  random,
  slice,
  type Tensor,
  tensor,
  transpose,
} from '@nablajs/core-wasm';
import { allocate } from '@nablajs/core-wasm/machine';
import { afterEach, describe, expect, test } from 'vitest';
import { failAllocation } from '../src/faults.js';
import { liveBytes, STAGING_BYTES, STAGING_START } from '../src/memory.js';
import { begin, copy, end, keep, pin, result, scratch } from '../src/operation.js';
import { memoryBudget, resident, setMemoryBudget } from '../src/storage.js';

const budget = memoryBudget();

afterEach(() => {
  failAllocation(0);
  setMemoryBudget(budget);
});

/** An operation as small as one can be. */
function duplicate(a: Tensor): Tensor {
  begin();
  try {
    return keep(copy(a));
  } finally {
    end();
  }
}

describe('nobody has to free anything', () => {
  test.each([
    ['small tensors never enter core memory', 16, 100_000, 0],
    ['large ones stay within a modest part of it', 20_000, 20_000, 8 << 20],
  ])('%s', (_, size, count, bound) => {
    let a = random(1).uniform([size]);
    const expected = a.toTypedArray();
    const before = info().memoryBytes;
    const others = liveBytes() - resident();
    for (let i = 0; i < count; i++) {
      a = duplicate(a);
      if (resident() > Math.max(bound, 0) && bound > 0) expect.fail(`${resident()} bytes after ${i} operations`);
    }
    expect(info().memoryBytes).toBe(before);
    expect(liveBytes() - resident()).toBe(others);
    expect(a.toTypedArray()).toEqual(expected);
  });

  test('a working set larger than the modest part comes to stay, up to the budget', () => {
    setMemoryBudget(64 << 20);
    const set = Array.from({ length: 24 }, (_, i) => arange(100_000 + i));
    const use = (): void => {
      for (const a of set) duplicate(a)[Symbol.dispose]();
    };
    for (let round = 0; round < 4; round++) use();
    expect(resident()).toBeGreaterThanOrEqual(24 * 800_000);
    expect(resident()).toBeLessThanOrEqual(64 << 20);
    setMemoryBudget(1 << 20);
    expect(resident()).toBeLessThanOrEqual(1 << 20);
    for (const [i, a] of set.entries()) expect(a.get(-1)).toBe(99_999 + i);
  });

  test('dispose frees at once', () => {
    const a = duplicate(arange(50_000));
    const before = resident();
    a[Symbol.dispose]();
    expect(before - resident()).toBeGreaterThanOrEqual(400_000);
  });

  test('a dead tensor is freed after a collection', async () => {
    const { setFlagsFromString } = await import('node:v8');
    const { runInNewContext } = await import('node:vm');
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    (() => duplicate(arange(60_000)))();
    const before = resident();
    for (let i = 0; i < 20 && resident() === before; i++) {
      collect();
      await new Promise((done) => setTimeout(done, 5));
    }
    expect(before - resident()).toBeGreaterThanOrEqual(480_000);
  });
});

describe('an operation in progress', () => {
  test('keeps its operands where they are while others are evicted', () => {
    setMemoryBudget(0);
    const [a, b] = [arange(5000), arange(6000)];
    begin();
    try {
      const [ap, bp] = [pin(a), pin(b)];
      const out = result([7000], 'f64');
      expect([pin(a), pin(b)]).toEqual([ap, bp]);
      expect(pin(out) % 16).toBe(0);
    } finally {
      end();
    }
    expect([a.get(4999), b.get(5999)]).toEqual([4999, 5999]);
  });

  test('drops scratch and results that it did not keep', () => {
    const before = liveBytes();
    begin();
    try {
      scratch(1 << 20);
      result([100_000], 'f64');
      result([4], 'f64');
      expect(liveBytes()).toBeGreaterThan(before);
    } finally {
      end();
    }
    expect(liveBytes()).toBe(before);
  });

  test('leaves the staging area as it found it', () => {
    const addresses = [1, 2].map(() => {
      begin();
      try {
        pin(tensor([1, 2, 3]));
        return scratch(100);
      } finally {
        end();
      }
    });
    expect(addresses[0]).toBe(addresses[1]);
    expect(addresses[0]).toBeLessThan(STAGING_START + STAGING_BYTES);
  });

  test('may call another', () => {
    begin();
    try {
      const outer = result([3], 'f64');
      const inner = duplicate(tensor([1, 2, 3]));
      expect(pin(inner)).not.toBe(pin(outer));
      expect(keep(copy(inner)).toArray()).toEqual([1, 2, 3]);
    } finally {
      end();
    }
  });

  test('has room for any number of small operands', () => {
    const parts = Array.from({ length: 300 }, (_, i) => tensor(new Float64Array(500).fill(i)));
    begin();
    try {
      const addresses = parts.map(pin);
      expect(new Set(addresses).size).toBe(300);
    } finally {
      end();
    }
  });
});

describe('when the k-th allocation fails', () => {
  const small = arange(12).reshape([3, 4]);
  const large = duplicate(arange(6000).reshape([60, 100]));
  const generator = random(5);

  test.each<[string, () => unknown]>([
    ['tensor', () => tensor([1, 2, 3])],
    ['arange', () => arange(5000)],
    ['T of a small matrix', () => small.T],
    ['T of a large one', () => large.T],
    ['transpose', () => transpose(large)],
    ['reshape', () => large.reshape([100, 60])],
    ['slice', () => slice(large, [[1, 50]])],
    ['concat', () => concat([large, large])],
    ['concat of many', () => concat(Array.from({ length: 20 }, () => large))],
    ['toTypedArray', () => large.toTypedArray()],
    ['uniform', () => generator.uniform([5000])],
    ['normal', () => generator.normal([5000], { dtype: 'f32' })],
    ['normal, of a size that a typed array holds', () => generator.normal([1500], { dtype: 'f32' })],
    ['integers', () => generator.integers([2000], { high: 9 })],
    ['allocate', () => allocate(1000).free()],
  ])('%s gives a typed error and leaves everything as it was', (_, operation) => {
    setMemoryBudget(100_000);
    const numbers = large.toTypedArray();
    operation();
    for (let k = 1; k < 100; k++) {
      const state = JSON.stringify(generator.state);
      const others = liveBytes() - resident();
      failAllocation(k);
      try {
        operation();
        // Fewer than k allocations: every one has had its turn.
        if (failAllocation(0)) return;
      } catch (error) {
        failAllocation(0);
        if (!(error instanceof OutOfMemoryError)) throw error;
        expect(JSON.stringify(generator.state)).toBe(state);
        expect(liveBytes() - resident()).toBe(others);
      }
      expect(large.toTypedArray()).toEqual(numbers);
      operation();
    }
    expect.fail('the operation never came to its end');
  });

  test('what does not fit in the whole memory is refused, and everything works afterwards', () => {
    expect(() => allocate(2 ** 33)).toThrow(OutOfMemoryError);
    expect(() => allocate(2 ** 32 - 1)).toThrow(OutOfMemoryError);
    expect(large.T.get(99, 59)).toBe(5999);
  });
});

test('the budget is a setting', () => {
  configure({ memoryBudget: 12345 });
  expect(memoryBudget()).toBe(12345);
});
