import { type DType, inv, rcond, ShapeError, tensor } from '@nablajs/core-wasm';
import { norm1, scaled, zooMatrix } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

describe('rcond', () => {
  it('is never too small, and at most three times too large', () => {
    for (const name of ['random', 'spd', 'wilkinson', 'kahan', 'identity', 'defective', 'vandermonde']) {
      for (const n of [1, 2, 3, 5, 10, 40, 100]) {
        const a = tensor(zooMatrix(name, n).data, { shape: [n, n] });
        const estimate = rcond(a);
        if (estimate < 1e-12) continue;
        const { x } = inv(a, { report: true });
        const exact = 1 / (norm1(n, n, a.toTypedArray()) * norm1(n, n, x.toTypedArray()));
        expect(estimate / exact, `${name} ${n}`).toBeGreaterThan(0.999);
        expect(estimate / exact, `${name} ${n}`).toBeLessThan(3);
      }
    }
  });

  it('of the Hilbert matrix of order 5: 1/943656 (J. Todd, J. Res. NBS 65B, 1961)', () => {
    expect(1 / rcond(tensor(zooMatrix('hilbert', 5).data, { shape: [5, 5] }))).toBeCloseTo(943656, 3);
  });

  it('does not depend on the scale, at the ends of the range', () => {
    for (const [dtype, power] of [
      ['f64', 300],
      ['f32', 30],
    ] as const satisfies readonly (readonly [DType, number])[]) {
      const matrix = zooMatrix('random', 30);
      const [low, middle, high] = [10 ** -power, 1, 10 ** power].map((factor) =>
        rcond(tensor(scaled(matrix, factor).data, { shape: [30, 30], dtype })),
      ) as [number, number, number];
      expect(low / middle).toBeCloseTo(1, 2);
      expect(high / middle).toBeCloseTo(1, 2);
    }
  });

  it('0 of singular and infinite matrices, NaN of NaN, 1 of the empty one', () => {
    expect(
      rcond(
        tensor([
          [1, 2],
          [2, 4],
        ]),
      ),
    ).toBe(0);
    expect(
      rcond(
        tensor([
          [0, 0],
          [0, 0],
        ]),
      ),
    ).toBe(0);
    expect(
      rcond(
        tensor([
          [Infinity, 0],
          [0, 1],
        ]),
      ),
    ).toBe(0);
    expect(
      rcond(
        tensor([
          [Number.NaN, 0],
          [0, 1],
        ]),
      ),
    ).toBeNaN();
    expect(rcond(tensor([], { shape: [0, 0] }))).toBe(1);
    expect(() => rcond(tensor([[1, 2]]))).toThrow(ShapeError);
  });
});
