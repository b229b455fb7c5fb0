import { ArgumentError, ShapeError, tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/index.js';

describe('classify', () => {
  it('reads the course’s example z = x² + 3xy + y² as a saddle', () => {
    const saddle = classify([
      [2, 3],
      [3, 2],
    ]);
    expect(saddle.kind).toBe('saddle');
    expect(saddle.definiteness).toBe('indefinite');
    expect(saddle.discriminant).toBe(-5);
    expect(saddle.leadingMinors).toEqual([2, -5]);
    expect(saddle.eigenvalues[0]).toBeCloseTo(-1, 14);
    expect(saddle.eigenvalues[1]).toBeCloseTo(5, 14);
  });

  it('names every definiteness', () => {
    const cases: [number[], string, string][] = [
      [[1, 2, 3], 'positive-definite', 'minimum'],
      [[-1, -2, -3], 'negative-definite', 'maximum'],
      [[1, 0, 3], 'positive-semidefinite', 'inconclusive'],
      [[-1, 0, -3], 'negative-semidefinite', 'inconclusive'],
      [[-1, 0, 3], 'indefinite', 'saddle'],
      [[0, 0, 0], 'zero', 'inconclusive'],
    ];
    for (const [diagonal, definiteness, kind] of cases) {
      const H = diagonal.map((value, i) => diagonal.map((_, j) => (i === j ? value : 0)));
      expect(classify(H)).toMatchObject({ definiteness, kind });
    }
  });

  it('finds the eigenvalues of the second-difference matrix, 2 − 2cos(kπ/(n+1)), and its minors k + 1', () => {
    const n = 12;
    const H = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
    );
    const { eigenvalues, leadingMinors, inertia } = classify(tensor(H));
    for (let k = 1; k <= n; k++) {
      expect(eigenvalues[k - 1]).toBeCloseTo(2 - 2 * Math.cos((k * Math.PI) / (n + 1)), 13);
      expect(leadingMinors[k - 1]).toBeCloseTo(k + 1, 11);
    }
    expect(inertia).toEqual({ positive: n, negative: 0, zero: 0 });
  });

  it('gets minors right behind a zero one', () => {
    expect(
      classify([
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 5],
      ]).leadingMinors,
    ).toEqual([0, -1, -5]);
  });

  it('takes a tolerance for what counts as zero', () => {
    const H = [
      [1, 0],
      [0, 1e-9],
    ];
    expect(classify(H).kind).toBe('minimum');
    expect(classify(H, { tolerance: 1e-8 }).kind).toBe('inconclusive');
  });

  it('refuses what is no Hessian', () => {
    expect(() => classify([[1, 2]])).toThrow(ShapeError);
    expect(() => classify([])).toThrow(ShapeError);
    expect(() => classify(new Float64Array(3))).toThrow(ShapeError);
    expect(() => classify(tensor([1, 2, 3]))).toThrow(ShapeError);
    expect(() =>
      classify([
        [1, 2],
        [3, 4],
      ]),
    ).toThrow(ArgumentError);
    expect(() => classify([[Number.NaN]])).toThrow(ArgumentError);
  });
});
