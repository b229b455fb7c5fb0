// Where compiled functions keep their numbers: one block of core memory for all of them.
import { OutOfMemoryError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { failAllocation } from '../../../core-wasm/src/faults.js';
import { liveBytes } from '../../../core-wasm/src/memory.js';
import { compile, parse } from '../../src/index.js';

describe('the memory of compiled functions', () => {
  const column = Float64Array.from({ length: 1000 }, (_, i) => i / 7);

  it('does not grow with their number, in one synchronous loop', () => {
    const use = (k: number): void => {
      const f = compile(parse(`x^2*y + ${k}*y`), ['x', 'y']);
      f.value([1, 2]);
      f.batchHessian([column, column], column.length);
    };
    use(0);
    const before = liveBytes();
    for (let k = 1; k < 300; k++) use(k);
    expect(liveBytes()).toBe(before);
  });

  it('that cannot grow leaves everything usable', () => {
    const names = Array.from({ length: 40 }, (_, i) => `x${i}`);
    const f = compile(parse(names.map((name) => `sin(${name})`).join('*')), names);
    const x = names.map((_, i) => 1 + i / 100);
    const [value, gradient] = [f.value(x), f.gradient(x)];
    const columns = names.map(() => column);
    failAllocation(1);
    expect(() => f.batchHessian(columns, column.length)).toThrow(OutOfMemoryError);
    failAllocation(0);
    expect(f.value(x)).toBe(value);
    expect(f.gradient(x)).toEqual(gradient);
    expect(f.batch(columns, column.length)[3]).toBe(f.value(names.map(() => column[3]!)));
  });
});
