// The package in a real browser: the same source, the same answers, nothing to set up.
import { describe, expect, it } from 'vitest';
import { info, matmul, NablaError, solve, tensor } from '../src/index.js';

describe('core-wasm in a browser', () => {
  it('multiplies and solves at once, without an init call', () => {
    const A = tensor([
      [4, 1],
      [1, 3],
    ]);
    expect(matmul(A, A).toArray()).toEqual([
      [17, 7],
      [7, 10],
    ]);
    const x = solve(A, tensor([1, 2]));
    expect(x.get(0)).toBeCloseTo(1 / 11, 15);
    expect(x.get(1)).toBeCloseTo(7 / 11, 15);
  });

  it('says which build runs, and refuses shapes that do not fit', () => {
    expect(info().simd).toBe(true);
    expect(() => matmul(tensor([[1, 2]]), tensor([[1, 2]]))).toThrow(NablaError);
  });
});
