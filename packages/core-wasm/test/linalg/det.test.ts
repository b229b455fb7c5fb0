import { det, diag, eye, matmul, mul, ShapeError, slogdet, tensor } from '@nablajs/core-wasm';
import { seededUniform, zooMatrix } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

describe('det: known values', () => {
  it('small matrices by hand', () => {
    expect(det(tensor([], { shape: [0, 0] }))).toBe(1);
    expect(det(tensor([[-3]]))).toBe(-3);
    expect(
      det(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toBe(-2);
    expect(
      det(
        tensor([
          [0, 1],
          [1, 0],
        ]),
      ),
    ).toBe(-1);
    expect(
      det(
        tensor([
          [0, 1, 0],
          [0, 0, 1],
          [1, 0, 0],
        ]),
      ),
    ).toBe(1);
    expect(
      det(
        tensor([
          [2, -1, 0],
          [-1, 2, -1],
          [0, -1, 2],
        ]),
      ),
    ).toBeCloseTo(4, 14);
  });

  it('Hilbert matrices: 1/12, 1/2160, 1/6048000, 1/266716800000 (OEIS A005249)', () => {
    for (const [n, inverse] of [
      [2, 12],
      [3, 2160],
      [4, 6048000],
      [5, 266716800000],
    ] as const) {
      const value = det(tensor(zooMatrix('hilbert', n).data, { shape: [n, n] }));
      expect(Math.abs(value * inverse - 1)).toBeLessThan(1e-10);
    }
  });

  it('Vandermonde matrices: Π (xⱼ − xᵢ)', () => {
    const nodes = [-2, -0.5, 0.25, 1, 3, 3.5];
    const value = det(tensor(nodes.map((x) => nodes.map((_, j) => x ** j))));
    let expected = 1;
    nodes.forEach((x, j) => {
      for (const y of nodes.slice(0, j)) expected *= x - y;
    });
    expect(Math.abs(value / expected - 1)).toBeLessThan(1e-12);
  });
});

describe('det: exactly zero for a singular matrix', () => {
  it('where a pivot is zero, and where it is rounding', () => {
    expect(
      det(
        tensor([
          [1, 2],
          [2, 4],
        ]),
      ),
    ).toBe(0);
    expect(
      det(
        tensor([
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ]),
      ),
    ).toBe(0);
    expect(
      det(
        tensor([
          [0.1, 0.3],
          [0.2, 0.6],
        ]),
      ),
    ).toBe(0);
    expect(
      det(
        tensor(
          [
            [1, 2, 3],
            [4, 5, 6],
            [7, 8, 9],
          ],
          { dtype: 'f32' },
        ),
      ),
    ).toBe(0);
    const random = seededUniform(3);
    for (let n = 2; n <= 12; n++) {
      const column = Array.from({ length: n }, () => Math.round(10 * random()));
      const a = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => (i + 1) * (j + 2) + column[i]! * j * j),
      );
      expect(det(tensor(a)), `order ${n}, rank at most 2`).toBe(
        n === 2 ? a[0]![0]! * a[1]![1]! - a[0]![1]! * a[1]![0]! : 0,
      );
    }
  });

  it('but not zero where it is not', () => {
    expect(
      det(
        tensor([
          [1, 1],
          [1, 1 + 2 ** -52],
        ]),
      ),
    ).toBe(2 ** -52);
    expect(
      det(
        tensor([
          [1e200, 1],
          [1e200, 1 + 2 ** -52],
        ]),
      ),
    ).toBe(1e200 * 2 ** -52);
  });
});

describe('det: identities and ranges', () => {
  it('det(A·B) = det A·det B', () => {
    for (const n of [3, 10, 40]) {
      const a = tensor(zooMatrix('random', n).data, { shape: [n, n] });
      const b = tensor(zooMatrix('spd', n).data, { shape: [n, n] });
      expect(Math.abs(det(matmul(a, b)) / (det(a) * det(b)) - 1)).toBeLessThan(1e-9);
    }
  });

  it('in range though partial products are not', () => {
    expect(det(diag(tensor([1e300, 1e300, 1e-300, 1e-300, 2])))).toBeCloseTo(2, 13);
    expect(det(diag(tensor([1e-300, 1e-300, 1e300, 1e300, 2])))).toBeCloseTo(2, 13);
    expect(det(mul(eye(400), 10))).toBe(Infinity);
    expect(det(diag(tensor([5e-324, 1, 1])))).toBe(5e-324);
  });

  it('NaN comes out', () => {
    expect(
      det(
        tensor([
          [1, Number.NaN],
          [2, 3],
        ]),
      ),
    ).toBeNaN();
    expect(
      slogdet(
        tensor([
          [1, Number.NaN],
          [2, 3],
        ]),
      ).sign,
    ).toBeNaN();
  });

  it('refuses what is not square', () => {
    expect(() => det(tensor([[1, 2]]))).toThrow(ShapeError);
  });
});

describe('slogdet', () => {
  it('of empty, singular, negative and huge determinants', () => {
    expect(slogdet(tensor([], { shape: [0, 0] }))).toEqual({ sign: 1, logAbs: 0 });
    expect(
      slogdet(
        tensor([
          [1, 2],
          [2, 4],
        ]),
      ),
    ).toEqual({ sign: 0, logAbs: -Infinity });
    const { sign, logAbs } = slogdet(
      tensor([
        [0, 2],
        [3, 0],
      ]),
    );
    expect([sign, logAbs]).toEqual([-1, Math.log(2) + Math.log(3)]);
    expect(Math.abs(slogdet(mul(eye(401), -10)).logAbs - 401 * Math.LN10)).toBeLessThan(1e-11);
    expect(slogdet(mul(eye(401), -10)).sign).toBe(-1);
  });
});
