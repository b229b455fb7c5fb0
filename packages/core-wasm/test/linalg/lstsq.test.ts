import {
  ArgumentError,
  configure,
  type DType,
  DTypeError,
  lstsq,
  ShapeError,
  tensor,
  type Warning,
} from '@nablajs/core-wasm';
import { epsilonOf, norm1, product, transposed, zooMatrix } from '@nablajs/testing';
import { afterEach, describe, expect, it } from 'vitest';

const warnings: Warning[] = [];
afterEach(() => {
  configure({ onWarning: undefined });
  warnings.length = 0;
});
const listen = (): void => configure({ onWarning: (warning) => warnings.push(warning) });

describe('lstsq: full rank', () => {
  for (const dtype of ['f64', 'f32'] as DType[]) {
    for (const [m, n] of [
      [1, 1],
      [5, 3],
      [40, 40],
      [200, 7],
      [90, 60],
    ] as const) {
      it(`${dtype} ${m}×${n}: the residual is orthogonal to the columns`, () => {
        const a = tensor(zooMatrix('random', m, n).data, { shape: [m, n], dtype });
        const b = tensor(zooMatrix('random', m, 2).data, { shape: [m, 2], dtype });
        const { x, rank, singularValues } = lstsq(a, b);
        expect(rank).toBe(n);
        expect(x.shape).toEqual([n, 2]);
        expect(singularValues.shape).toEqual([n]);
        const ax = product(m, n, 2, a.toTypedArray(), x.toTypedArray());
        const residual = b.toTypedArray().map((value, i) => value - ax[i]!);
        const normal = product(n, m, 2, transposed(m, n, a.toTypedArray()), residual);
        const scale = norm1(m, n, a.toTypedArray()) ** 2 * norm1(n, 2, x.toTypedArray());
        expect(norm1(n, 2, normal) / scale / (m * epsilonOf[dtype])).toBeLessThan(10);
      });
    }
  }

  it("Longley's regression (NIST StRD certified values)", () => {
    const y = [
      60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551,
    ];
    const x = [
      [83.0, 234289, 2356, 1590, 107608, 1947],
      [88.5, 259426, 2325, 1456, 108632, 1948],
      [88.2, 258054, 3682, 1616, 109773, 1949],
      [89.5, 284599, 3351, 1650, 110929, 1950],
      [96.2, 328975, 2099, 3099, 112075, 1951],
      [98.1, 346999, 1932, 3594, 113270, 1952],
      [99.0, 365385, 1870, 3547, 115094, 1953],
      [100.0, 363112, 3578, 3350, 116219, 1954],
      [101.2, 397469, 2904, 3048, 117388, 1955],
      [104.6, 419180, 2822, 2857, 118734, 1956],
      [108.4, 442769, 2936, 2798, 120445, 1957],
      [110.8, 444546, 4681, 2637, 121950, 1958],
      [112.6, 482704, 3813, 2552, 123366, 1959],
      [114.2, 502601, 3931, 2514, 125368, 1960],
      [115.7, 518173, 4806, 2572, 127852, 1961],
      [116.9, 554894, 4007, 2827, 130081, 1962],
    ].map((row) => [1, ...row]);
    const certified = [
      -3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359,
      -0.0511041056535807, 1829.15146461355,
    ];
    const solution = lstsq(tensor(x), tensor(y)).x.toTypedArray();
    for (let i = 0; i < 7; i++) expect(Math.abs(solution[i]! / certified[i]! - 1)).toBeLessThan(1e-7);
  });
});

describe('lstsq: least norm', () => {
  it('of an underdetermined system is a combination of the rows', () => {
    const x = lstsq(tensor([[1, 1, 1]]), tensor([3])).x.toTypedArray();
    for (const value of x) expect(value).toBeCloseTo(1, 14);
  });

  it('of a rank-deficient system, which is told of', () => {
    listen();
    const a = tensor([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    const { x, rank } = lstsq(a, tensor([1, 2, 3]));
    expect(rank).toBe(1);
    for (const value of x.toTypedArray()) expect(value).toBeCloseTo(1, 14);
    expect(warnings.map(({ kind }) => kind)).toEqual(['rank-deficient']);
    expect(warnings[0]!.facts.rank).toBe(1);
  });

  it('reports instead of warning on request', () => {
    listen();
    const report = lstsq(
      tensor([
        [1, 0],
        [0, 1e-20],
      ]),
      tensor([1, 1]),
      { report: true },
    );
    expect(report.rcond / 1e-20).toBeCloseTo(1, 12);
    expect(report.growth).toBe(1);
    expect(report.rank).toBe(1);
    expect(report.x.toArray()).toEqual([1, 0]);
    expect(warnings).toEqual([]);
    lstsq(
      tensor([
        [1, 0],
        [0, 1e-10],
      ]),
      tensor([1, 1]),
    );
    expect(warnings).toEqual([]);
  });

  it('takes the tolerance it is given', () => {
    const a = tensor([
      [1, 0],
      [0, 1e-20],
    ]);
    expect(lstsq(a, tensor([1, 1]), { tolerance: 0, report: true }).x.get(1) / 1e20).toBeCloseTo(1, 12);
    expect(lstsq(a, tensor([1, 1]), { tolerance: 2, report: true }).x.toArray()).toEqual([0, 0]);
  });

  it('works at both ends of the exponent range', () => {
    for (const unit of [1e300, 1e-300, 1e-310]) {
      const x = lstsq(
        tensor([
          [3 * unit, 0],
          [0, 2 * unit],
        ]),
        tensor([6 * unit, 6 * unit]),
      ).x.toTypedArray();
      expect(x[0]).toBeCloseTo(2, 12);
      expect(x[1]).toBeCloseTo(3, 12);
    }
  });

  it('of empty systems', () => {
    listen();
    expect(lstsq(tensor([], { shape: [0, 2] }), tensor([])).x.toArray()).toEqual([0, 0]);
    expect(lstsq(tensor([], { shape: [2, 0] }), tensor([1, 2])).x.shape).toEqual([0]);
  });
});

it('lstsq refuses what does not fit', () => {
  const a = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(() => lstsq(a, tensor([1, 2, 3]))).toThrow(ShapeError);
  expect(() => lstsq(a, tensor([1, 2, 3]))).toThrow('lstsq: expected b of 2 rows');
  expect(() => lstsq(a, tensor([1, 2], { dtype: 'f32' }))).toThrow(DTypeError);
  expect(() => lstsq(a, tensor([1, Number.NaN]))).toThrow('lstsq: expected finite entries, got NaN at [1]');
  expect(() => lstsq(a, tensor([1, 2]), { tolerance: -1 })).toThrow(ArgumentError);
});
