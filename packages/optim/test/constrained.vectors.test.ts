// Problems 6, 7, 28, 35, 43 and 71 of W. Hock, K. Schittkowski, Test Examples for Nonlinear Programming Codes (1981).
import { parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { minimizeConstrained } from '../src/index.js';

interface Problem {
  name: string;
  f: string;
  equalities?: string[];
  /** g ≤ 0. */
  inequalities?: string[];
  bounds?: [number | null, number | null][];
  start: number[];
  x: number[];
  value: number;
}

const problems: Problem[] = [
  { name: 'HS6', f: '(1 - x1)^2 + 0*x2', equalities: ['10*(x2 - x1^2)'], start: [-1.2, 1], x: [1, 1], value: 0 },
  {
    name: 'HS7',
    f: 'log(1 + x1^2) - x2',
    equalities: ['(1 + x1^2)^2 + x2^2 - 4'],
    start: [2, 2],
    x: [0, Math.sqrt(3)],
    value: -Math.sqrt(3),
  },
  {
    name: 'HS28',
    f: '(x1 + x2)^2 + (x2 + x3)^2',
    equalities: ['x1 + 2*x2 + 3*x3 - 1'],
    start: [-4, 1, 1],
    x: [0.5, -0.5, 0.5],
    value: 0,
  },
  {
    name: 'HS35',
    f: '9 - 8*x1 - 6*x2 - 4*x3 + 2*x1^2 + 2*x2^2 + x3^2 + 2*x1*x2 + 2*x1*x3',
    inequalities: ['x1 + x2 + 2*x3 - 3'],
    bounds: [
      [0, null],
      [0, null],
      [0, null],
    ],
    start: [0.5, 0.5, 0.5],
    x: [4 / 3, 7 / 9, 4 / 9],
    value: 1 / 9,
  },
  {
    name: 'HS43',
    f: 'x1^2 + x2^2 + 2*x3^2 + x4^2 - 5*x1 - 5*x2 - 21*x3 + 7*x4',
    inequalities: [
      'x1^2 + x2^2 + x3^2 + x4^2 + x1 - x2 + x3 - x4 - 8',
      'x1^2 + 2*x2^2 + x3^2 + 2*x4^2 - x1 - x4 - 10',
      '2*x1^2 + x2^2 + x3^2 + 2*x1 - x2 - x4 - 5',
    ],
    start: [0, 0, 0, 0],
    x: [0, 1, 2, -1],
    value: -44,
  },
  {
    name: 'HS71',
    f: 'x1*x4*(x1 + x2 + x3) + x3',
    equalities: ['x1^2 + x2^2 + x3^2 + x4^2 - 40'],
    inequalities: ['25 - x1*x2*x3*x4'],
    bounds: [
      [1, 5],
      [1, 5],
      [1, 5],
      [1, 5],
    ],
    start: [1, 5, 5, 1],
    x: [1, 4.7429994, 3.8211503, 1.3794082],
    value: 17.0140173,
  },
];

describe('Hock–Schittkowski', () => {
  for (const { name, f, equalities = [], inequalities = [], bounds, start, x, value } of problems) {
    it(`${name}: the minimum, and the Karush–Kuhn–Tucker conditions`, () => {
      const variables = start.map((_, i) => `x${i + 1}`);
      const result = minimizeConstrained(
        parse(f),
        start,
        {
          equalities: equalities.map((h) => parse(h)),
          inequalities: inequalities.map((g) => parse(g)),
          ...(bounds ? { bounds } : {}),
        },
        { variables },
      );
      expect(result.status, result.message).toBe('converged');
      expect(result.value).toBeCloseTo(value, 6);
      x.forEach((right, i) => void expect(result.x[i]).toBeCloseTo(right, 5));
      expect(result.violation).toBeLessThan(1e-8);
      for (const nu of result.multipliers.inequalities) expect(nu).toBeGreaterThanOrEqual(0);
    });
  }

  it('reports how fast f falls when a constraint gives way', () => {
    const nearest = (c: number) =>
      minimizeConstrained((p) => p[0]! ** 2 + p[1]! ** 2, [3, 0], { equalities: [(p) => p[0]! + p[1]! - c] });
    const { value, multipliers } = nearest(1);
    // f* = c²/2, h = x + y − c: df*/dc = c = −λ
    expect(value).toBeCloseTo(0.5, 7);
    expect(multipliers.equalities[0]).toBeCloseTo(-1, 5);
    expect((nearest(1.001).value - value) / 0.001).toBeCloseTo(1, 2);
  });

  it('refuses constraints by other names, which would leave the problem without them', () => {
    const f = (p: Float64Array): number => p[0]! ** 2;
    const misspelt = { equality: [(p: Float64Array) => p[0]! - 1] };
    expect(() => minimizeConstrained(f, [3], misspelt as object)).toThrow(
      'options among equalities, inequalities, linearEqualities, linearInequalities, bounds',
    );
    expect(() => minimizeConstrained(f, [3], {}, { maxiter: 3 } as object)).toThrow(
      "expected the option 'maxIterations'",
    );
  });

  it('says when constraints contradict each other', () => {
    const result = minimizeConstrained((p) => p[0]! ** 2, [0], { equalities: [(p) => p[0]! - 1, (p) => p[0]! + 1] });
    expect(result.status).not.toBe('converged');
    expect(result.violation).toBeGreaterThan(0.5);
  });
});
