import {
  ArgumentError,
  type DType,
  DTypeError,
  dot,
  matmul,
  ones,
  ShapeError,
  type Tensor,
  tensor,
  trace,
} from '@nablajs/core-wasm';
import { epsilonOf, fill, product, seededUniform, transposed } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

const sizes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 17, 33, 70];
const dtypes: DType[] = ['f64', 'f32'];
const random = seededUniform(4);

function matrix(rows: number, cols: number, dtype: DType): Tensor {
  return tensor(fill(rows, cols, random), { shape: [rows, cols], dtype });
}

describe('matmul ≡ plain loops', () => {
  for (const dtype of dtypes) {
    it(`${dtype}: AB, AᵀB, ABᵀ, AᵀBᵀ on both sides of every path`, () => {
      for (const m of sizes) {
        for (const n of [0, 1, 3, 8, 33]) {
          for (const k of [0, 1, 2, 5, 16, 40]) {
            for (const transposeA of [false, true]) {
              for (const transposeB of [false, true]) {
                const a = transposeA ? matrix(k, m, dtype) : matrix(m, k, dtype);
                const b = transposeB ? matrix(n, k, dtype) : matrix(k, n, dtype);
                const x = transposeA ? transposed(k, m, a.toTypedArray()) : a.toTypedArray();
                const y = transposeB ? transposed(n, k, b.toTypedArray()) : b.toTypedArray();
                const c = matmul(a, b, { transposeA, transposeB });
                expect(c.shape).toEqual([m, n]);
                expect(c.dtype).toBe(dtype);
                const expected = product(m, k, n, x, y);
                const bad = c
                  .toTypedArray()
                  .findIndex((v, i) => !(Math.abs(v - expected[i]!) <= (k + 1) * k * epsilonOf[dtype]));
                expect(bad, `${m}×${k}·${k}×${n} ${transposeA} ${transposeB}`).toBe(-1);
              }
            }
          }
        }
      }
    });
  }

  it('vectors as in NumPy: rows on the left, columns on the right, no axis of length 1 in the result', () => {
    const a = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(matmul(a, tensor([1, 0, -1])).toArray()).toEqual([-2, -2]);
    expect(matmul(tensor([1, -1]), a).toArray()).toEqual([-3, -3, -3]);
    expect(matmul(tensor([1, 2, 3]), tensor([4, 5, 6])).toArray()).toBe(32);
    expect(matmul(tensor([1, 1]), a, { transposeA: true }).toArray()).toEqual([5, 7, 9]);
    expect(matmul(a, tensor([1, 1]), { transposeA: true }).toArray()).toEqual([5, 7, 9]);
    for (const n of [40, 300]) {
      const big = matrix(n, n + 1, 'f64');
      const x = fill(n + 1, 1, random);
      const expected = product(n, n + 1, 1, big.toTypedArray(), x);
      const y = matmul(big, tensor(x)).toTypedArray();
      const z = matmul(tensor(x), big, { transposeB: true }).toTypedArray();
      for (let i = 0; i < n; i++) {
        expect(y[i]).toBeCloseTo(expected[i]!, 11);
        expect(z[i]).toBeCloseTo(expected[i]!, 11);
      }
    }
  });

  it('empty sums are 0', () => {
    expect(matmul(ones([2, 0]), ones([0, 3])).toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(matmul(ones([0]), ones([0])).toArray()).toBe(0);
  });

  it('NaN and infinities never vanish, at small sizes and large', () => {
    for (const n of [2, 9, 40]) {
      const a = fill(n, n, () => 0);
      a[n + 1] = Number.NaN;
      const c = matmul(tensor(a, { shape: [n, n] }), ones([n, n])).toTypedArray();
      for (let i = 0; i < n * n; i++) expect(Number.isNaN(c[i]!)).toBe(Math.floor(i / n) === 1);
      a[n + 1] = Infinity;
      expect(matmul(tensor(a, { shape: [n, n] }), ones([n, n])).get(1, 0)).toBe(Infinity);
    }
  });

  it('may have one tensor as both operands', () => {
    const a = matrix(50, 50, 'f64');
    const expected = product(50, 50, 50, a.toTypedArray(), a.toTypedArray());
    matmul(a, a)
      .toTypedArray()
      .forEach((x, i) => {
        expect(x).toBeCloseTo(expected[i]!, 11);
      });
  });
});

describe('matmul: what does not fit', () => {
  it('names both shapes', () => {
    expect(() => matmul(ones([3, 4]), ones([5, 2]))).toThrow(ShapeError);
    expect(() => matmul(ones([3, 4]), ones([5, 2]))).toThrow(/3×4.*5×2/);
    expect(() => matmul(ones([3, 4]), ones([4, 2]), { transposeA: true })).toThrow('a 3×4 transposed and b 4×2');
    expect(() => matmul(ones([3]), ones([2, 2]))).toThrow(/a 3 and b 2×2/);
  });

  it('ranks, dtypes, kinds', () => {
    expect(() => matmul(ones([2, 2, 2]), ones([2, 2]))).toThrow(ShapeError);
    expect(() => matmul(ones([]), ones([2, 2]))).toThrow(ShapeError);
    expect(() => matmul(ones([2, 2]), ones([2, 2], { dtype: 'f32' }))).toThrow(DTypeError);
    expect(() => matmul([[1]] as unknown as Tensor, ones([1, 1]))).toThrow(ArgumentError);
  });
});

describe('dot and trace', () => {
  it('dot', () => {
    expect(dot(tensor([1, 2, 3]), tensor([4, 5, 6]))).toBe(32);
    expect(dot(tensor([]), tensor([]))).toBe(0);
    expect(dot(tensor([1, Number.NaN]), tensor([0, 0]))).toBeNaN();
    const x = fill(10_001, 1, random);
    const sum = x.reduce((total, value) => total + value * value, 0);
    expect(Math.abs(dot(tensor(x), tensor(x)) / sum - 1)).toBeLessThan(1e-13);
    expect(() => dot(tensor([1]), tensor([1, 2]))).toThrow(ShapeError);
    expect(() => dot(ones([1, 1]), ones([1, 1]))).toThrow(ShapeError);
  });

  it('trace', () => {
    expect(
      trace(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toBe(5);
    expect(
      trace(
        tensor([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ),
    ).toBe(6);
    expect(trace(tensor([], { shape: [0, 0] }))).toBe(0);
    expect(
      trace(
        tensor(
          [
            [0.1, 0],
            [0, 0.2],
          ],
          { dtype: 'f32' },
        ),
      ),
    ).toBe(Math.fround(Math.fround(0.1) + Math.fround(0.2)));
    expect(() => trace(tensor([1]))).toThrow(ShapeError);
  });
});
