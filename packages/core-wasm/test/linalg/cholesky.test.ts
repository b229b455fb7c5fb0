import { ArgumentError, cholesky, type DType, NotPositiveDefiniteError, ShapeError, tensor } from '@nablajs/core-wasm';
import { epsilonOf, fill, product, residualRatio, scaled, thrown, transposed, zooMatrix } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

const sizes = [0, 1, 2, 3, 5, 10, 15, 16, 17, 24, 25, 33, 50, 127, 200];
const dtypes: DType[] = ['f64', 'f32'];

describe('cholesky: A = L·Lᵀ', () => {
  for (const dtype of dtypes) {
    for (const n of sizes) {
      it(`${dtype} ${n}×${n}`, () => {
        const power = dtype === 'f64' ? 300 : 30;
        const spd = zooMatrix('spd', n);
        const kms = { ...spd, name: 'Kac–Murdock–Szegő', data: fill(n, n, (i, j) => 0.9 ** Math.abs(i - j)) };
        const graded = {
          ...spd,
          name: 'graded',
          data: spd.data.map((x, at) => x * 2 ** (-(Math.floor(at / n) + (at % n)) / 8)),
        };
        for (const matrix of [
          spd,
          kms,
          graded,
          zooMatrix('identity', n),
          scaled(spd, 10 ** power),
          scaled(spd, 10 ** -power),
        ]) {
          const a = tensor(matrix.data, { shape: [n, n], dtype });
          const l = cholesky(a).toTypedArray();
          const back = product(n, n, n, l, transposed(n, n, l));
          expect(residualRatio(n, n, a.toTypedArray(), back, epsilonOf[dtype]), matrix.name).toBeLessThan(10);
          const bad = l.findIndex((x, at) => {
            const [row, col] = [Math.floor(at / n), at % n];
            return col > row ? x !== 0 : col === row && !(x > 0);
          });
          expect(bad, `${matrix.name}: shape of L`).toBe(-1);
        }
      });
    }
  }

  it('of the Hilbert matrix of order 3: L[i, j] in closed form (M.-D. Choi, Amer. Math. Monthly 90, 1983)', () => {
    const l = cholesky(tensor(zooMatrix('hilbert', 3).data, { shape: [3, 3] })).toTypedArray();
    const expected = [1, 0, 0, 1 / 2, 1 / Math.sqrt(12), 0, 1 / 3, 1 / Math.sqrt(12), 1 / Math.sqrt(180)];
    for (const [i, x] of expected.entries()) expect(l[i]).toBeCloseTo(x, 14);
  });
});

describe('cholesky: what has no factor', () => {
  it('names the leading minor', () => {
    for (const n of [2, 5, 17, 40, 100]) {
      for (const minor of [1, 2, Math.ceil(n / 2), n]) {
        const data = fill(n, n, (i, j) => (i !== j ? 0 : i === minor - 1 ? -1 : 2));
        const error = thrown(() => cholesky(tensor(data, { shape: [n, n] })));
        expect(error).toBeInstanceOf(NotPositiveDefiniteError);
        expect((error as NotPositiveDefiniteError).facts.minor).toBe(minor);
        expect((error as NotPositiveDefiniteError).code).toBe('NOT_POSITIVE_DEFINITE');
      }
    }
  });

  it('a semidefinite matrix and NaN are not positive definite', () => {
    expect(() =>
      cholesky(
        tensor([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toThrow(NotPositiveDefiniteError);
    expect(() =>
      cholesky(
        tensor([
          [1, Number.NaN],
          [Number.NaN, 1],
        ]),
      ),
    ).toThrow(NotPositiveDefiniteError);
    expect(() =>
      cholesky(
        tensor([
          [Infinity, 0],
          [0, Number.NaN],
        ]),
      ),
    ).toThrow(NotPositiveDefiniteError);
  });

  it('an asymmetric matrix is refused, with the entries; rounding is not', () => {
    expect(() =>
      cholesky(
        tensor([
          [1, 2],
          [3, 20],
        ]),
      ),
    ).toThrow(/3 at \[1, 0\] but 2 at \[0, 1\]/);
    expect(() =>
      cholesky(
        tensor([
          [1, Number.NaN],
          [0, 1],
        ]),
      ),
    ).toThrow(ArgumentError);
    expect(
      cholesky(
        tensor([
          [1, 0.5],
          [0.5 + 1e-12, 1],
        ]),
      ).get(1, 0),
    ).toBeCloseTo(0.5, 10);
  });

  it('neither is what is not square', () => {
    expect(() => cholesky(tensor([[1, 2]]))).toThrow(ShapeError);
  });
});
