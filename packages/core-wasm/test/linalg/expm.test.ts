import { ArgumentError, expm, inv, matmul, ShapeError, type Tensor, tensor } from '@nablajs/core-wasm';
import { fill, norm1, zooMatrix } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

/** ‖X − Y‖₁/‖Y‖₁. */
function distance(x: Tensor, y: Float64Array): number {
  const [m, n] = x.shape as readonly [number, number];
  const entries = x.toTypedArray();
  return (
    norm1(
      m,
      n,
      y.map((value, i) => entries[i]! - value),
    ) / norm1(m, n, y)
  );
}

describe('expm: closed forms', () => {
  it('diagonal matrices', () => {
    const d = [-700, -1, 0, 1e-9, 1, 20, 700];
    const e = expm(
      tensor(
        fill(7, 7, (i, j) => (i === j ? d[i]! : 0)),
        { shape: [7, 7] },
      ),
    );
    for (let i = 0; i < 7; i++) expect(Math.abs(e.get(i, i) / Math.exp(d[i]!) - 1)).toBeLessThan(2e-13);
    expect(e.get(0, 1)).toBe(0);
  });

  it('rotations: e^(θJ) = cos θ·I + sin θ·J at every scale', () => {
    for (const theta of [1e-12, 0.01, 0.2, 0.9, 2, 5, 40]) {
      const e = expm(
        tensor([
          [0, -theta],
          [theta, 0],
        ]),
      );
      const [c, s] = [Math.cos(theta), Math.sin(theta)];
      expect(distance(e, Float64Array.of(c, -s, s, c))).toBeLessThan(1e-14 * Math.max(1, theta));
    }
  });

  it('nilpotent: a shift gives 1/(j − i)!, in finitely many terms', () => {
    const n = 8;
    const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
    const e = expm(
      tensor(
        fill(n, n, (i, j) => (j === i + 1 ? 1 : 0)),
        { shape: [n, n] },
      ),
    );
    expect(
      distance(
        e,
        fill(n, n, (i, j) => (j < i ? 0 : 1 / factorial(j - i))),
      ),
    ).toBeLessThan(1e-15);
  });

  it('nilpotent of large norm is not overscaled (Al-Mohy & Higham 2009, (1.4))', () => {
    const b = 1e6;
    const e = expm(
      tensor([
        [1, b],
        [0, -1],
      ]),
    );
    expect(Math.abs(e.get(0, 0) / Math.E - 1)).toBeLessThan(1e-14);
    expect(Math.abs(e.get(1, 1) * Math.E - 1)).toBeLessThan(1e-14);
    expect(Math.abs(e.get(0, 1) / (b * Math.sinh(1)) - 1)).toBeLessThan(1e-14);
  });

  it("Moler & Van Loan's example: the series fails, e^A does not (SIAM Review 45 (2003) 3–49, §3)", () => {
    const e = expm(
      tensor([
        [-49, 24],
        [-64, 31],
      ]),
    );
    // A = S·diag(−1, −17)·S⁻¹ with S = ((1, 3), (2, 4)).
    const [x, y] = [Math.exp(-1), Math.exp(-17)];
    const known = Float64Array.of(-2 * x + 3 * y, 1.5 * (x - y), -4 * (x - y), 3 * x - 2 * y);
    expect(distance(e, known)).toBeLessThan(1e-13);
  });

  it('idempotent P: e^(tP) = I + (eᵗ − 1)·P', () => {
    const t = 3;
    const n = 5;
    const e = expm(
      tensor(
        fill(n, n, () => t / n),
        { shape: [n, n] },
      ),
    );
    expect(
      distance(
        e,
        fill(n, n, (i, j) => (i === j ? 1 : 0) + Math.expm1(t) / n),
      ),
    ).toBeLessThan(1e-14);
  });
});

describe('expm: identities', () => {
  for (const scale of [1e-3, 0.05, 0.3, 1, 3]) {
    it(`e^A·e^(−A) = I and det e^A = e^(tr A) at scale ${scale}`, () => {
      const n = 20;
      const data = zooMatrix('random', n).data.map((x) => (x * scale) / 2);
      const plus = expm(tensor(data, { shape: [n, n] }));
      const minus = expm(
        tensor(
          data.map((x) => -x),
          { shape: [n, n] },
        ),
      );
      const unit = fill(n, n, (i, j) => (i === j ? 1 : 0));
      const kappa = norm1(n, n, plus.toTypedArray()) * norm1(n, n, minus.toTypedArray());
      expect(distance(matmul(plus, minus), unit)).toBeLessThan(1e-14 * kappa);
      expect(distance(inv(plus), Float64Array.from(minus.toTypedArray()))).toBeLessThan(1e-14 * kappa);
    });
  }
});

it('expm of f32, of order 0 and beyond the range', () => {
  const e = expm(
    tensor(
      [
        [1, 0],
        [0, 2],
      ],
      { dtype: 'f32' },
    ),
  );
  expect(e.dtype).toBe('f32');
  expect(e.get(1, 1)).toBe(Math.fround(Math.exp(2)));
  expect(expm(tensor([], { shape: [0, 0] })).shape).toEqual([0, 0]);
  expect(expm(tensor([[1000]])).item()).toBe(Number.POSITIVE_INFINITY);
  expect(expm(tensor([[-1e300]])).item()).toBe(0);
});

it('expm refuses what is not a square matrix of finite numbers', () => {
  expect(() => expm(tensor([[1, 2]]))).toThrow(ShapeError);
  expect(() => expm(tensor([[Number.NaN]]))).toThrow(ArgumentError);
});
