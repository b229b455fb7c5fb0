import { type DType, lu, ShapeError, tensor } from '@nablajs/core-wasm';
import { epsilonOf, product, residualRatio, zoo } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

const shapes = [0, 1, 2, 3, 5, 7, 8, 9, 10, 16, 17, 50, 127, 200].map((n) => [n, n] as const);
const oblong = [
  [3, 8],
  [8, 3],
  [9, 40],
  [40, 9],
  [65, 33],
  [33, 65],
] as const;
const dtypes: DType[] = ['f64', 'f32'];

describe('lu: A[p] = L·U over the zoo', () => {
  for (const dtype of dtypes) {
    for (const [m, n] of [...shapes, ...oblong]) {
      it(`${dtype} ${m}×${n}`, () => {
        for (const matrix of zoo(m, n, dtype)) {
          // Entries grow to 2ⁿ⁻¹, which f32 does not hold.
          if (matrix.name === 'growth' && dtype === 'f32' && n > 100) continue;
          const a = tensor(matrix.data, { shape: [m, n], dtype });
          const entries = a.toTypedArray();
          const { L, U, p } = lu(a);
          const k = Math.min(m, n);
          const l = L.toTypedArray();
          const u = U.toTypedArray();
          const permuted = Float64Array.from(entries, (_, i) => entries[p[Math.floor(i / n)]! * n + (i % n)]!);
          // The residual is against the largest intermediate entry: partial pivoting may let it grow.
          const growth = Math.max(1, largest(u) / largest(entries));
          const ratio = residualRatio(m, n, permuted, product(m, k, n, l, u), epsilonOf[dtype]);
          expect(ratio / growth, `${matrix.name}: residual`).toBeLessThan(10);
          expect([...p].sort((x, y) => x - y)).toEqual(Array.from({ length: m }, (_, i) => i));
          const badL = l.findIndex((x, at) => {
            const [row, col] = [Math.floor(at / k), at % k];
            return row === col ? x !== 1 : col > row ? x !== 0 : !(Math.abs(x) <= 1);
          });
          const badU = u.findIndex((x, at) => at % n < Math.floor(at / n) && x !== 0);
          expect([badL, badU], `${matrix.name}: shape of L and U`).toEqual([-1, -1]);
        }
      });
    }
  }
});

describe('lu: by hand', () => {
  it('exchanges rows for the largest pivot (G. Strang, Linear Algebra, §2.6)', () => {
    const { L, U, p } = lu(
      tensor([
        [1, 2, 1],
        [3, 8, 1],
        [0, 4, 1],
      ]),
    );
    expect(p).toEqual([1, 2, 0]);
    expect(U.toArray()).toEqual([
      [3, 8, 1],
      [0, 4, 1],
      [0, 0, 1 - 1 / 3 + 1 / 6],
    ]);
    expect(L.get(1, 0)).toBe(0);
    expect(L.get(2, 0)).toBeCloseTo(1 / 3, 15);
    expect(L.get(2, 1)).toBeCloseTo(-1 / 6, 15);
  });

  it('a singular matrix has a zero on the diagonal of U', () => {
    const { U } = lu(
      tensor([
        [2, 4],
        [1, 2],
      ]),
    );
    expect(U.toArray()).toEqual([
      [2, 4],
      [0, 0],
    ]);
  });

  it('keeps NaN and infinities', () => {
    const { U } = lu(
      tensor([
        [1, 2],
        [Number.NaN, 3],
      ]),
    );
    expect(U.toTypedArray().some(Number.isNaN)).toBe(true);
    expect(
      lu(
        tensor([
          [Infinity, 1],
          [2, 3],
        ]),
      ).U.get(0, 0),
    ).toBe(Infinity);
  });

  it('leaves A as it was', () => {
    const a = tensor([
      [1, 2],
      [3, 4],
    ]);
    lu(a);
    expect(a.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('refuses what is no matrix', () => {
    expect(() => lu(tensor([1, 2]))).toThrow(ShapeError);
  });
});

function largest(entries: ArrayLike<number>): number {
  let found = 0;
  for (let i = 0; i < entries.length; i++) found = Math.max(found, Math.abs(entries[i]!));
  return found || 1;
}
