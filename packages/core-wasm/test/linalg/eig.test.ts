import { ArgumentError, type DType, eig, eigh, eigvals, ShapeError, type Tensor, tensor } from '@nablajs/core-wasm';
import { epsilonOf, fill, norm1, product, symmetrized, zoo, zooMatrix, zooOrders } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

const dtypes: DType[] = ['f64', 'f32'];

/** ‖A·V − V·Λ‖₁/(n·‖A‖₁·ε) in complex arithmetic, and the largest deviation of an eigenvector's norm from 1. */
function judge(a: ArrayLike<number>, n: number, dtype: DType, result: ReturnType<typeof eig>): [number, number] {
  const [re, im] = [result.re.toTypedArray(), result.im.toTypedArray()];
  const [x, y] = [result.vectorsRe.toTypedArray(), result.vectorsIm.toTypedArray()];
  const [ax, ay] = [product(n, n, n, a, x), product(n, n, n, a, y)];
  const difference = new Float64Array(n * n);
  const squares = new Float64Array(n);
  for (let k = 0; k < n * n; k++) {
    const j = k % n;
    const dx = ax[k]! - (x[k]! * re[j]! - y[k]! * im[j]!);
    const dy = ay[k]! - (x[k]! * im[j]! + y[k]! * re[j]!);
    difference[k] = Math.hypot(dx, dy);
    squares[j]! += x[k]! ** 2 + y[k]! ** 2;
  }
  const distance = norm1(n, n, difference);
  const ratio = distance === 0 ? 0 : distance / norm1(n, n, a) / (n * epsilonOf[dtype]);
  return [ratio, Math.max(0, ...squares.map((square) => Math.abs(Math.sqrt(square) - 1)))];
}

/** Every known eigenvalue is met by one of those computed, within a tolerance. */
function expectSpectrum(a: Tensor, known: readonly (readonly [re: number, im: number])[], tolerance: number): void {
  for (const { re, im } of [eig(a), eigvals(a)]) {
    const found = Array.from(re.toTypedArray(), (x, i): [number, number] => [x, im.get(i)]);
    expect(found.length).toBe(known.length);
    for (const [x, y] of known) {
      const distances = found.map(([u, v]) => Math.hypot(u - x, v - y));
      const nearest = distances.indexOf(Math.min(...distances));
      expect(distances[nearest], `${x} + ${y}i`).toBeLessThan(tolerance);
      found.splice(nearest, 1);
    }
  }
}

describe('eig: A·V = V·Λ over the zoo', () => {
  for (const dtype of dtypes) {
    for (const n of zooOrders) {
      it(`${dtype} ${n}×${n}`, () => {
        for (const { name, data } of zoo(n, n, dtype)) {
          const a = tensor(data, { shape: [n, n], dtype });
          const result = eig(a);
          const [ratio, deviation] = judge(data, n, dtype, result);
          expect(ratio, `${name}: residual`).toBeLessThan(10);
          expect(deviation, `${name}: norm`).toBeLessThan(10 * epsilonOf[dtype]);
          const im = result.im.toTypedArray();
          for (let j = 0; j < n; j++) if (im[j]! > 0) expect(im[j + 1]).toBe(-im[j]!);
        }
      });
    }
  }
});

describe('eig: known spectra', () => {
  it('a circulant shift: the roots of unity', () => {
    const n = 24;
    const a = tensor(
      fill(n, n, (i, j) => ((i + 1) % n === j ? 1 : 0)),
      { shape: [n, n] },
    );
    const known = Array.from({ length: n }, (_, k): [number, number] => {
      const angle = (2 * Math.PI * k) / n;
      return [Math.cos(angle), Math.sin(angle)];
    });
    expectSpectrum(a, known, 1e-14);
  });

  it('companion matrix of (x − 1)(x − 2)…(x − 6)', () => {
    const coefficients = [-21, 175, -735, 1624, -1764, 720];
    const a = fill(6, 6, (i, j) => (i === 0 ? -coefficients[j]! : i === j + 1 ? 1 : 0));
    expectSpectrum(
      tensor(a, { shape: [6, 6] }),
      [1, 2, 3, 4, 5, 6].map((x) => [x, 0]),
      1e-9,
    );
  });

  it("Frank's matrix of order 6: eigenvalues in reciprocal pairs (Frank, J. SIAM 6 (1958) 378)", () => {
    const n = 6;
    const a = tensor(
      fill(n, n, (i, j) => (j < i - 1 ? 0 : n - Math.max(i, j))),
      { shape: [n, n] },
    );
    const values = eigvals(a).re.toTypedArray().sort();
    for (let i = 0; i < n; i++) expect(Math.abs(values[i]! * values[n - 1 - i]! - 1)).toBeLessThan(1e-11);
    expect([...values].reduce((sum, x) => sum + x, 0)).toBeCloseTo(21, 12);
  });

  it('badly scaled: balancing finds what norms hide', () => {
    const a = tensor([
      [1, 0, 1e12],
      [0, 2, 0],
      [1e-12, 0, 3],
    ]);
    const root = Math.sqrt(2);
    expectSpectrum(
      a,
      [
        [2, 0],
        [2 + root, 0],
        [2 - root, 0],
      ],
      1e-14,
    );
  });

  it('a triangular matrix: its diagonal, exactly', () => {
    const a = tensor(
      fill(30, 30, (i, j) => (j < i ? 0 : i + 1)),
      { shape: [30, 30] },
    );
    expect(eigvals(a).re.toTypedArray().sort()).toEqual(Float64Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('a Jordan block of order n: its eigenvalue, all eigenvectors the same', () => {
    const { re, vectorsRe } = eig(
      tensor([
        [2, 1, 0],
        [0, 2, 1],
        [0, 0, 2],
      ]),
    );
    expect(re.toArray()).toEqual([2, 2, 2]);
    for (let j = 0; j < 3; j++) expect(Math.abs(vectorsRe.get(0, j))).toBeCloseTo(1, 10);
  });

  it('agrees with eigh on symmetric matrices', () => {
    const a = tensor(symmetrized(zooMatrix('random', 60)).data, { shape: [60, 60] });
    const known = [...eigh(a).values.toTypedArray()].map((x): [number, number] => [x, 0]);
    expectSpectrum(a, known, 1e-12);
  });

  it('a rotation: cos ± i·sin with eigenvectors (1, ∓i)/√2', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const { re, im, vectorsRe, vectorsIm } = eig(
      tensor([
        [c, -s],
        [s, c],
      ]),
    );
    expect(re.get(0)).toBeCloseTo(c, 15);
    expect(im.get(0)).toBeCloseTo(s, 15);
    for (let i = 0; i < 2; i++)
      expect(Math.hypot(vectorsRe.get(i, 0), vectorsIm.get(i, 0))).toBeCloseTo(Math.SQRT1_2, 15);
    expect(vectorsIm.get(0, 1)).toBe(-vectorsIm.get(0, 0));
  });
});

it('eig refuses what is not a square matrix of finite numbers', () => {
  expect(() => eig(tensor([1, 2]))).toThrow(ShapeError);
  expect(() => eig(tensor([[1, 2]]))).toThrow('eig: expected a square matrix, got 1×2');
  expect(() => eig(tensor([[Number.NaN]]))).toThrow('eig: expected finite entries, got NaN at [0, 0]');
  expect(() => eigvals(tensor([[Number.NEGATIVE_INFINITY]]))).toThrow(ArgumentError);
});
