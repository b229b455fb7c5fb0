import { DTypeError, kron, matmul, ones, outer, ShapeError, tensor } from '@nablajs/core-wasm';
import { fill, seededUniform } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

describe('outer', () => {
  it('x·yᵀ', () => {
    expect(outer(tensor([1, 2]), tensor([3, 4, 5])).toArray()).toEqual([
      [3, 4, 5],
      [6, 8, 10],
    ]);
    expect(outer(tensor([]), tensor([1, 2])).shape).toEqual([0, 2]);
    expect(outer(tensor([0]), tensor([Number.NaN])).get(0, 0)).toBeNaN();
  });

  it('takes vectors of one dtype', () => {
    expect(() => outer(ones([2, 2]), ones([2]))).toThrow(ShapeError);
    expect(() => outer(ones([2]), ones([2], { dtype: 'f32' }))).toThrow(DTypeError);
  });
});

describe('kron', () => {
  it('blocks aᵢⱼ·B', () => {
    const a = tensor([
      [1, 2],
      [3, 4],
    ]);
    const b = tensor([
      [0, 5],
      [6, 7],
    ]);
    expect(kron(a, b).toArray()).toEqual([
      [0, 5, 0, 10],
      [6, 7, 12, 14],
      [0, 15, 0, 20],
      [18, 21, 24, 28],
    ]);
    expect(kron(tensor([1, 2]), tensor([3, 4])).toArray()).toEqual([3, 4, 6, 8]);
    expect(kron(ones([2, 0]), ones([3, 4])).shape).toEqual([6, 0]);
  });

  it('(A ⊗ B)·(C ⊗ D) = A·C ⊗ B·D', () => {
    const random = seededUniform(8);
    const [a, b, c, d] = (
      [
        [2, 3],
        [4, 5],
        [3, 2],
        [5, 6],
      ] as const
    ).map(([m, n]) => tensor(fill(m, n, random), { shape: [m, n] }));
    const left = matmul(kron(a!, b!), kron(c!, d!)).toTypedArray();
    const right = kron(matmul(a!, c!), matmul(b!, d!)).toTypedArray();
    for (const [i, x] of left.entries()) expect(x).toBeCloseTo(right[i]!, 13);
  });

  it('takes two vectors or two matrices', () => {
    expect(() => kron(ones([2]), ones([2, 2]))).toThrow(ShapeError);
    expect(() => kron(ones([2, 2, 2]), ones([2, 2, 2]))).toThrow(ShapeError);
  });
});
