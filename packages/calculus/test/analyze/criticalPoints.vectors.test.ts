import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { criticalPoints, parse, UnknownSymbolError } from '../../src/index.js';

const search = (f: string, names: readonly string[], r: number) =>
  criticalPoints(parse(f), names, Object.fromEntries(names.map((name) => [name, [-r, r] as const])));

const XY = ['x', 'y'];

/** Function, variables, half width of the box, and every critical point with its kind. */
const regular: readonly (readonly [
  string,
  readonly string[],
  number,
  readonly (readonly [readonly number[], string])[],
])[] = [
  ['x^2 + 3y^2 - 2x', XY, 3, [[[1, 0], 'minimum']]],
  [
    'x^3 - 12x + y^2',
    XY,
    4,
    [
      [[2, 0], 'minimum'],
      [[-2, 0], 'saddle'],
    ],
  ],
  ['x^3*y^2 - 3x*y^3 - x*y + 1', XY, 2, [[[0, 0], 'saddle']]],
  [
    'sin(x) + y^2',
    XY,
    4,
    [
      [[Math.PI / 2, 0], 'saddle'],
      [[-Math.PI / 2, 0], 'minimum'],
    ],
  ],
  [
    'x*exp(-x^2 - y^2)',
    XY,
    3,
    [
      [[Math.SQRT1_2, 0], 'maximum'],
      [[-Math.SQRT1_2, 0], 'minimum'],
    ],
  ],
  ['100*(y - x^2)^2 + (1 - x)^2', XY, 2, [[[1, 1], 'minimum']]],
  [
    'x^2 + y^2 + z^2 + x*y*z',
    ['x', 'y', 'z'],
    3,
    [
      [[0, 0, 0], 'minimum'],
      [[2, 2, -2], 'saddle'],
      [[2, -2, 2], 'saddle'],
      [[-2, 2, 2], 'saddle'],
      [[-2, -2, -2], 'saddle'],
    ],
  ],
  ['x + y', XY, 2, []],
];

describe('criticalPoints', () => {
  it.each(regular)('%s: all of them, with a certificate', (f, names, r, expected) => {
    const { points, complete, undecided } = search(f, names, r);
    expect([complete, undecided, points.length]).toEqual([true, [], expected.length]);
    for (const [at, kind] of expected) {
      const found = points.find((point) => names.every((name, i) => Math.abs(point.at[name]! - at[i]!) < 1e-10));
      expect(found?.kind).toBe(kind);
      expect(found!.gradientNorm).toBeLessThan(1e-9);
    }
  });

  it("Himmelblau's function has four minima, four saddles and a maximum", () => {
    const { points, complete } = search('(x^2 + y - 11)^2 + (x + y^2 - 7)^2', XY, 5);
    const count = (kind: string): number => points.filter((point) => point.kind === kind).length;
    expect([complete, count('minimum'), count('saddle'), count('maximum')]).toEqual([true, 4, 4, 1]);
  });

  it.each([
    ['x^6', ['x'], 'minimum'],
    ['x^4 + y^4', XY, 'minimum'],
    ['-x^4 - y^4', XY, 'maximum'],
    ['x^4 - y^4', XY, 'saddle'],
    ['x^3 - 3x*y^2', XY, 'saddle'],
    ['x^2 + y^3', XY, 'saddle'],
    ['x^2 + y^4', XY, 'minimum'],
    ['(y - x^2)*(y - 2x^2)', XY, 'saddle'],
    ['x^2*y^2', XY, undefined],
    ['x^2 + y^4 + z^4', ['x', 'y', 'z'], 'minimum'],
    ['x^2 + y^4 - z^4', ['x', 'y', 'z'], 'saddle'],
    ['(x - y^2 - z^2)^2 - y^4 - z^4', ['x', 'y', 'z'], 'saddle'],
    ['(x - y^2 - z^2)^2 + y^4 + z^4', ['x', 'y', 'z'], 'minimum'],
    ['-x^2 - y^4 - z^4', ['x', 'y', 'z'], 'maximum'],
    ['x^2 + y^4 + z^6', ['x', 'y', 'z'], 'minimum'],
    ['(x - y)^2 + (x + y)^4', XY, 'minimum'],
    ['(x - y^2)^2 + y^6', XY, 'minimum'],
    ['x^3 + x*y^3', XY, 'saddle'],
    ['x^3 + y^5', XY, 'saddle'],
    ['x - sin(x)', ['x'], 'saddle'],
    ['(1 - cos(x))^2 + y^2', XY, 'minimum'],
    ['log(1 + x^4) + exp(y) - y', XY, 'minimum'],
    ['cosh(x) + cos(x) + cosh(y) + cos(y)', XY, 'minimum'],
    ['x^2 + y^2 + z^2 + w^4', ['x', 'y', 'z', 'w'], 'minimum'],
  ])('%s at 0 is degenerate, by higher terms %s, and the only one', (f, names, nature) => {
    const { points, complete } = search(f, names, 2);
    const origin = points.find((point) => names.every((name) => Math.abs(point.at[name]!) < 1e-3))!;
    expect(origin.kind).toBe('degenerate');
    expect(origin.nature).toBe(nature);
    expect(origin.reason.length).toBeGreaterThan(10);
    // x²y² has the axes for critical points.
    expect(complete).toBe(f !== 'x^2*y^2');
    if (complete) expect(points).toHaveLength(1);
  });

  it.each([
    ['(x^2 - 2)^4', 2, [-Math.SQRT2, 0, Math.SQRT2]],
    ['sin(x)^4', 4, [-Math.PI, -Math.PI / 2, 0, Math.PI / 2, Math.PI]],
    ['x^4 - 4x^3 + 6x^2 - 4x', 3, [1]],
    ['(x - 1/3)^4', 1, [1 / 3]],
  ] as const)('%s: degenerate points are found exactly', (f, r, expected) => {
    const { points, complete } = search(f, ['x'], r);
    expect(complete).toBe(true);
    expect(points.map(({ at }) => at.x!).sort((a, b) => a - b)).toEqual(expected.map((x) => expect.closeTo(x, 15)));
  });

  it.each([
    ['sin(x)/x', 0],
    ['abs(x) + x^2', 0],
    ['max(x, 1) + (x - 1)^2 - x', 1],
    ['log(x) + x', 0],
    ['sqrt(x^2)', 0],
  ])('%s has no critical point at %f, but a hole', (f, at) => {
    const { points, complete, holes } = search(f, ['x'], 2);
    expect(points.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
    expect(points.every((point) => Math.abs(point.at.x! - at) > 1e-3)).toBe(true);
    expect(complete).toBe(false);
    expect(holes.some(({ x }) => x![0] <= at && at <= x![1])).toBe(true);
  });

  it('a pole without critical points near it leaves no hole', () => {
    const { points, complete, holes } = search('x^2/(x - 1)', ['x'], 3);
    expect([points.map(({ at }) => Number(at.x!.toFixed(12))).sort(), complete, holes]).toEqual([[0, 2], true, []]);
  });

  it('points on the boundary of the box belong to it', () => {
    const { points, complete } = criticalPoints(parse('(x - 1)^4 + y^2'), XY, { x: [1, 2], y: [-1, 0] });
    expect([points.map(({ at }) => at), complete]).toEqual([[{ x: 1, y: 0 }], true]);
  });

  it('finds what is isolated next to curves of critical points, and covers the curves', () => {
    const { points, undecided } = search('x^3*y^2*(6 - x - y)', XY, 7);
    const top = points.find((point) => point.kind === 'maximum')!;
    expect([top.at.x!, top.at.y!].map((each) => Number(each.toFixed(9)))).toEqual([3, 2]);
    expect(points.filter((point) => point.kind === 'degenerate')).toHaveLength(1);
    for (let k = -7; k <= 7; k++) {
      for (const [x, y] of [
        [0, k],
        [k, 0],
      ] as const) {
        expect(undecided.some((box) => box.x![0] <= x && x <= box.x![1] && box.y![0] <= y && y <= box.y![1])).toBe(
          true,
        );
      }
    }
  });

  it("settles the points of Wood's function although the box is too large to be searched", () => {
    const f =
      '100*(y - x^2)^2 + (1 - x)^2 + 90*(w - z^2)^2 + (1 - z)^2 + 10.1*((y - 1)^2 + (w - 1)^2) + 19.8*(y - 1)*(w - 1)';
    const { points, complete } = search(f, ['x', 'y', 'z', 'w'], 2);
    const minima = points.filter((point) => point.kind === 'minimum');
    expect(minima.map(({ at }) => Object.values(at).map((x) => Number(x.toFixed(9))))).toEqual([[1, 1, 1, 1]]);
    expect(points.every(({ kind }) => kind !== 'degenerate')).toBe(true);
    expect(complete).toBe(false);
  });

  it('refuses boxes and names that are none', () => {
    const f = parse('x^2');
    expect(() => criticalPoints(f, ['x'], {})).toThrow(ArgumentError);
    expect(() => criticalPoints(f, ['x'], { x: [1, 1] })).toThrow(ArgumentError);
    expect(() => criticalPoints(f, [], {})).toThrow(ArgumentError);
    expect(() => criticalPoints(parse('a*x'), ['x'], { x: [0, 1] })).toThrow(UnknownSymbolError);
  });
});
