import { randomFormula, seededDraw } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../../src/expr/operation.js';
import { postorder } from '../../src/expr/walk.js';
import { diff, type Expr, evaluate, expand, factor, parse, simplify, TooLargeError } from '../../src/index.js';
import { IntervalEvaluator } from '../../src/simplify/intervals.js';
import { regular } from '../regular.js';

const POINTS = [
  [0.7, 1.3],
  [-0.7, 1.3],
  [2.5, -0.4],
  [-1.2, -2.1],
  [0, 1],
  [1, 0],
  [0, 0],
  [1, 1],
  [-1, 2],
  [3, -2],
  [0.5, 0.5],
  [Number.POSITIVE_INFINITY, 1],
  [1, Number.NEGATIVE_INFINITY],
  [1e-8, -1e-8],
  [6, -5],
  [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  [-0.5, -0.5],
  [10, 0.1],
  [-3, 0.3],
  [0.2, -7],
] as const;

/** A long run: NABLA_FUZZ_TREES=100000 NABLA_FUZZ_SEED=1 npx vitest run --project node packages/calculus/test/simplify/simplify.fuzz.test.ts */
const TREES = Number(process.env.NABLA_FUZZ_TREES ?? 1000);
const SEED = Number(process.env.NABLA_FUZZ_SEED ?? 20261120);

/**
 * Where f has a finite value, g has the same: both are enclosed by intervals, which must meet.
 */
function disagreement(f: Expr, g: Expr): string | undefined {
  const parts = new IntervalEvaluator(postorder([f]));
  const whole = new IntervalEvaluator([f, g]);
  for (const [x, y] of POINTS) {
    const point = new Map<string, Interval>([
      ['x', [x, x]],
      ['y', [y, y]],
    ]);
    // Nothing is said where a part may divide by zero, as by sin π, which as a double is not zero.
    if (!parts.over(point).flat().every(Number.isFinite)) continue;
    const [a, b] = whole.over(point) as [Interval, Interval];
    if (!(a[0] <= b[1] && b[0] <= a[1])) return `at (${x}, ${y}): [${a}] became [${b}]`;
  }
  return undefined;
}

describe('rewriting keeps every value that the formula has', () => {
  for (const [name, rewrite] of [
    ['simplify', simplify],
    ['expand', expand],
    ['factor', factor],
  ] as const) {
    it(
      name,
      () => {
        const draw = seededDraw(SEED);
        const failures: string[] = [];
        for (let k = 0; k < TREES; k++) {
          const text = randomFormula(draw, 2 + (k % 3));
          const f = parse(text);
          try {
            const g = rewrite(f);
            const wrong = disagreement(f, g);
            if (wrong !== undefined) failures.push(`${text}  →  ${g}  ${wrong}`);
          } catch (error) {
            if (!(error instanceof TooLargeError)) throw new Error(`${text}: ${(error as Error).stack}`);
          }
        }
        expect(failures.slice(0, 10)).toEqual([]);
      },
      60_000 + 10 * TREES,
    );
  }

  it('and printing and reading again gives the same values', () => {
    const draw = seededDraw(7);
    for (let k = 0; k < 1000; k++) {
      const f = simplify(parse(randomFormula(draw, 3)));
      const again = parse(String(f));
      for (const [x, y] of POINTS) {
        const [a, b] = [evaluate(f, { x, y }) as number, evaluate(again, { x, y }) as number];
        if (Number.isFinite(a))
          expect(Math.abs(a - b), String(f)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(a)));
      }
    }
  });
});

describe('derivatives of random formulas', () => {
  it('are what central differences say', () => {
    const draw = seededDraw(99);
    const failures: string[] = [];
    for (let k = 0; k < 600; k++) {
      const text = randomFormula(draw, 3);
      const f = parse(text);
      const g = diff(f, 'x');
      for (const [x, y] of [
        [0.7, 1.3],
        [-0.6, 0.4],
        [1.9, -1.1],
      ] as const) {
        const value = (h: number): number => evaluate(f, { x: x + h, y }) as number;
        const slope = (h: number): number => (value(h) - value(-h)) / (2 * h);
        const [coarse, fine] = [slope(1e-3), slope(5e-4)];
        const numeric = (4 * fine - coarse) / 3;
        const kink = Math.abs((value(1e-4) - value(0)) / 1e-4 - (value(0) - value(-1e-4)) / 1e-4);
        const reliable = Math.max(kink, Math.abs(fine - coarse)) < 1e-2 * Math.max(1, Math.abs(numeric));
        const exact = evaluate(g, { x, y }) as number;
        if (
          reliable &&
          regular(f, x, y) &&
          regular(g, x, y) &&
          !(Math.abs(exact - numeric) < 2e-5 * Math.max(1, Math.abs(numeric), Math.abs(value(0))))
        ) {
          failures.push(`${text} at (${x}, ${y}): ${exact}, differences say ${numeric}; derived ${g}`);
        }
      }
    }
    expect(failures.slice(0, 5)).toEqual([]);
  });
});
