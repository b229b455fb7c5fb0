import { adjugate, cofactor, type DType, det, inv, matmul, ShapeError, tensor } from '@nablajs/core-wasm';
import { fill, product, seededUniform, zooMatrix } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

/** (−1)^(i+j) times the determinant without row i and column j. */
function byMinors(n: number, a: ArrayLike<number>): number[] {
  return Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    const minor = Array.from(a).filter((_, k) => Math.floor(k / n) !== i && k % n !== j);
    return (i + j) % 2 === 0
      ? det(tensor(minor, { shape: [n - 1, n - 1] }))
      : -det(tensor(minor, { shape: [n - 1, n - 1] }));
  });
}

describe('cofactor and adjugate', () => {
  it('by minors, at every rank', () => {
    const random = seededUniform(5);
    for (const n of [1, 2, 3, 4, 6, 9]) {
      for (let rank = 0; rank <= n; rank++) {
        const a = product(
          n,
          rank,
          n,
          fill(n, rank, () => Math.round(4 * random())),
          fill(rank, n, () => Math.round(4 * random())),
        );
        const expected = byMinors(n, a);
        const size = Math.max(1, ...a.map(Math.abs)) ** (n - 1);
        const c = cofactor(tensor(a, { shape: [n, n] })).toTypedArray();
        const adj = adjugate(tensor(a, { shape: [n, n] })).toTypedArray();
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            expect(Math.abs(c[i * n + j]! - expected[i * n + j]!), `n=${n} rank=${rank}`).toBeLessThan(1e-12 * size);
            expect(adj[j * n + i]).toBe(c[i * n + j]);
          }
        }
      }
    }
  });

  it('is zero below rank n − 1, and of rank 1 at rank n − 1', () => {
    expect(
      cofactor(
        tensor([
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ]),
      ).toArray(),
    ).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(
      adjugate(
        tensor([
          [1, 2],
          [2, 4],
        ]),
      ).toArray(),
    ).toEqual([
      [4, -2],
      [-2, 1],
    ]);
    expect(cofactor(tensor([[0]])).toArray()).toEqual([[1]]);
    expect(cofactor(tensor([], { shape: [0, 0] })).shape).toEqual([0, 0]);
  });

  it('is det A·A⁻¹ where A is regular', () => {
    for (const n of [5, 20, 60]) {
      const a = tensor(zooMatrix('random', n).data, { shape: [n, n] });
      const determinant = det(a);
      const expected = inv(a).toTypedArray();
      adjugate(a)
        .toTypedArray()
        .forEach((value, i) => {
          expect(Math.abs(value / determinant - expected[i]!)).toBeLessThan(1e-10);
        });
    }
  });

  it('is the gradient of det at a singular matrix (central differences)', () => {
    const a = [2, 1, 3, 4, -1, 0, 6, 0, 3];
    const gradient = cofactor(tensor(a, { shape: [3, 3] })).toTypedArray();
    const h = 1e-3;
    for (let i = 0; i < 9; i++) {
      const moved = (step: number): number => det(tensor(a.with(i, a[i]! + step), { shape: [3, 3] }));
      expect(gradient[i]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 8);
    }
  });

  it('f32, NaN, shapes', () => {
    const dtype: DType = 'f32';
    expect(
      adjugate(
        tensor(
          [
            [1, 2],
            [3, 4],
          ],
          { dtype },
        ),
      ).dtype,
    ).toBe('f32');
    expect(
      matmul(
        tensor(
          [
            [1, 2],
            [3, 4],
          ],
          { dtype },
        ),
        adjugate(
          tensor(
            [
              [1, 2],
              [3, 4],
            ],
            { dtype },
          ),
        ),
      ).get(0, 0),
    ).toBeCloseTo(-2, 5);
    expect(
      cofactor(
        tensor([
          [Number.NaN, 1, 2],
          [3, 4, 5],
          [6, 7, 9],
        ]),
      )
        .toTypedArray()
        .some(Number.isNaN),
    ).toBe(true);
    expect(() => cofactor(tensor([[1, 2]]))).toThrow(ShapeError);
  });
});
