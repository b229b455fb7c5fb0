// Quadratic programs: against the solution of their Karush–Kuhn–Tucker equations, SciPy and Hock and Schittkowski.
import { ShapeError, tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { minimizeConstrained } from '../src/index.js';

const Q = [
  [4, 1, 0.5],
  [1, 3, 0.2],
  [0.5, 0.2, 2],
];
const times = (x: Float64Array): Float64Array =>
  Float64Array.from(Q, (row) => row[0]! * x[0]! + row[1]! * x[1]! + row[2]! * x[2]!);
const risk = {
  value: (x: Float64Array): number => times(x).reduce((sum, q, i) => sum + 0.5 * q * x[i]!, 0),
  gradient: times,
};
const A = [
  [1, 1, 1],
  [0.1, 0.2, 0.15],
];
const close = (x: ArrayLike<number>, right: number[], digits = 6): void => {
  expect(x.length).toBe(right.length);
  right.forEach((c, i) => void expect(x[i], `entry ${i}`).toBeCloseTo(c, digits));
};

describe('linear constraints', () => {
  it('Ax = b: Qx + Aᵀλ = 0, whose solution NumPy gives', () => {
    for (const given of [A, tensor(A)]) {
      const { x, multipliers, status, violation } = minimizeConstrained(risk, [0, 0, 0], {
        linearEqualities: { A: given, b: [1, 0.14] },
      });
      expect(status).toBe('converged');
      expect(violation).toBeLessThan(1e-8);
      close(x, [0.32957746478873, 0.12957746478873, 0.54084507042254]);
      close(multipliers.linearEqualities, [-2.61014084507042, 8.91830985915493], 5);
      times(x).forEach((slope, j) => {
        const pull = A.reduce((sum, row, i) => sum + row[j]! * multipliers.linearEqualities[i]!, 0);
        expect(slope + pull).toBeCloseTo(0, 6);
      });
    }
  });

  it('Ax = b, Bx ≤ c and bounds together, as SciPy’s SLSQP finds it, with ν ≥ 0 and ν(Bx − c) = 0', () => {
    const { x, value, multipliers, status } = minimizeConstrained(risk, [0, 0, 0], {
      linearEqualities: { A: [[1, 1, 1]], b: [1] },
      linearInequalities: {
        A: [
          [-0.1, -0.2, -0.15],
          [1, 0, 0],
        ],
        b: [-0.17, 0.9],
      },
      bounds: [
        [0, null],
        [0, null],
        [0, null],
      ],
    });
    expect(status).toBe('converged');
    close(x, [0.03802817, 0.43802817, 0.52394366]);
    expect(value).toBeCloseTo(0.6377323943661972, 7);
    expect(multipliers.linearInequalities[0]).toBeCloseTo(6.0478873, 4);
    expect(multipliers.linearInequalities[1]).toBe(0);
  });

  it('HS76, beside a constraint that is not linear', () => {
    // The ball does not bind, so the solution is that of the published problem.
    const { x, value, multipliers } = minimizeConstrained(
      ([a, b, c, d]: Float64Array) =>
        a! ** 2 + 0.5 * b! ** 2 + c! ** 2 + 0.5 * d! ** 2 - a! * c! + c! * d! - a! - 3 * b! + c! - d!,
      [0.5, 0.5, 0.5, 0.5],
      {
        inequalities: [(p) => p.reduce((sum, c) => sum + c * c, 0) - 100],
        linearInequalities: {
          A: [
            [1, 2, 1, 1],
            [3, 1, 2, -1],
            [0, -1, -4, 0],
          ],
          b: [5, 4, -1.5],
        },
        bounds: Array.from({ length: 4 }, () => [0, null] as const),
      },
    );
    expect(value).toBeCloseTo(-4.681818181818, 7);
    close(x, [3 / 11, 23 / 11, 0, 6 / 11], 5);
    expect(multipliers.inequalities).toEqual([0]);
    close(multipliers.linearInequalities, [5 / 11, 0, 0], 4);
  });

  it('repeated rows share their multiplier, contradicting ones are told', () => {
    const f = (x: Float64Array): number => x[0]! ** 2 + x[1]! ** 2;
    const rows = [
      [1, 1],
      [2, 2],
    ];
    close(minimizeConstrained(f, [0, 0], { linearEqualities: { A: rows, b: [1, 2] } }).x, [0.5, 0.5]);
    const { status, violation } = minimizeConstrained(f, [0, 0], { linearEqualities: { A: rows, b: [1, 3] } });
    expect(status).toBe('stalled');
    expect(violation).toBeGreaterThan(0.1);
  });

  it('refuses shapes that do not fit and entries that are not finite', () => {
    const wrong = (A: number[][], b: number[]) => () =>
      minimizeConstrained(risk, [0, 0, 0], { linearEqualities: { A, b } });
    expect(wrong([[1, 1]], [1])).toThrow(ShapeError);
    expect(wrong([[1, 1]], [1])).toThrow('linearEqualities: A: expected rows of 3 numbers, got 2 numbers in row 0');
    expect(wrong(A, [1])).toThrow('expected 2 numbers, one for each row of A, got 1 numbers');
    expect(wrong([[1, Number.NaN, 1]], [1])).toThrow('row 0: expected finite numbers, got NaN');
    expect(() => minimizeConstrained(risk, [0, 0, 0], { linearEqualities: { A: tensor([[1, 2]]), b: [1] } })).toThrow(
      'a matrix of 3 columns',
    );
  });
});
