import {
  ArgumentError,
  type AxisOptions,
  argmax,
  argmin,
  cumsum,
  logsumexp,
  max,
  mean,
  min,
  prod,
  ShapeError,
  std,
  sum,
  type Tensor,
  tensor,
  transpose,
  variance,
} from '@nablajs/core-wasm';
import { expect, test } from 'vitest';

type Reduction = (x: Tensor, options?: AxisOptions) => Tensor;
const plain: [string, Reduction, (line: number[]) => number][] = [
  ['sum', sum, (line) => line.reduce((a, b) => a + b, 0)],
  ['mean', mean, (line) => line.reduce((a, b) => a + b, 0) / line.length],
  ['prod', prod, (line) => line.reduce((a, b) => a * b, 1)],
  ['max', max, (line) => Math.max(...line)],
  ['min', min, (line) => Math.min(...line)],
  ['argmax', argmax, (line) => line.indexOf(Math.max(...line))],
  ['argmin', argmin, (line) => line.indexOf(Math.min(...line))],
];

/** Small integers, so that every reduction is exact. */
function sample(shape: readonly number[], dtype: 'f64' | 'f32'): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Array.from({ length: size }, (_, i) => ((i * 29) % 5) - 2),
    { shape, dtype },
  );
}

for (const [name, reduce, f] of plain) {
  test(`${name} over each axis and over all`, () => {
    for (const dtype of ['f64', 'f32'] as const) {
      for (const shape of [[1], [2], [3], [7], [64], [65], [3, 5], [5, 3], [4, 9], [2, 3, 4], [3, 2, 5, 7]]) {
        const x = sample(shape, dtype);
        const all = Array.from(x.toTypedArray());
        const close = (got: number, line: number[]): void => {
          const expected = f(line);
          expect(got).toBeCloseTo(dtype === 'f32' ? Math.fround(expected) : expected, 6);
        };
        close(reduce(x).item(), all);
        expect(reduce(x, { keepDims: true }).shape).toEqual(shape.map(() => 1));
        for (let axis = 0; axis < shape.length; axis++) {
          const y = reduce(x, { axis });
          expect(y.shape).toEqual(shape.toSpliced(axis, 1));
          expect(y.toArray()).toEqual(reduce(x, { axis: axis - shape.length }).toArray());
          expect(reduce(x, { axis, keepDims: true }).shape).toEqual(shape.with(axis, 1));
          const n = shape[axis]!;
          const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
          const values = y.toTypedArray();
          for (let k = 0; k < values.length; k++) {
            const start = Math.floor(k / inner) * n * inner + (k % inner);
            close(
              values[k]!,
              Array.from({ length: n }, (_, j) => all[start + j * inner]!),
            );
          }
        }
      }
    }
  });
}

test('sums are right to the last bit where a plain loop loses everything', () => {
  expect(sum(tensor([1, 1e100, 1, -1e100])).item()).toBe(2);
  const columns = tensor([
    [1, 3],
    [1e100, 1e50],
    [1, 4],
    [-1e100, -1e50],
  ]);
  expect(sum(columns, { axis: 0 }).toArray()).toEqual([2, 7]);
  const n = 100_003;
  const tenths = tensor(Array.from({ length: n }, () => 0.1));
  // 0.1 is 3602879701896397·2^-55
  const exact = Number(3602879701896397n * BigInt(n)) / 2 ** 55;
  expect(sum(tenths).item()).toBe(exact);
  expect(mean(tenths).item()).toBe(0.1);
  const floats = tensor(
    Array.from({ length: n }, () => 0.1),
    { dtype: 'f32' },
  );
  expect(sum(floats).item()).toBe(Math.fround(Math.fround(0.1) * n));
  expect(mean(tensor([3e38, 3e38], { dtype: 'f32' })).item()).toBe(Math.fround(3e38));
});

test('running sums along an axis or through all', () => {
  expect(
    cumsum(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    ).toArray(),
  ).toEqual([1, 3, 6, 10]);
  expect(
    cumsum(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      { axis: 0 },
    ).toArray(),
  ).toEqual([
    [1, 2],
    [4, 6],
  ]);
  expect(
    cumsum(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      { axis: -1 },
    ).toArray(),
  ).toEqual([
    [1, 3],
    [3, 7],
  ]);
  expect(cumsum(tensor([1, 1e100, 1, -1e100])).get(3)).toBe(2);
});

test('infinities and NaN never vanish', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    for (let at = 0; at < 11; at++) {
      const values = Array.from({ length: 11 }, (_, i) => (i === at ? Number.NaN : i));
      const x = tensor(values, { dtype });
      for (const reduce of [sum, mean, prod, max, min]) expect(reduce(x).item()).toBeNaN();
      expect(argmax(x).item()).toBe(at);
      expect(argmin(x).item()).toBe(at);
      const column = tensor(values, { dtype, shape: [11, 1] });
      expect(max(column, { axis: 0 }).get(0)).toBeNaN();
      const wide = tensor([values, values.map(() => 1)], { dtype });
      for (const reduce of [sum, max, min]) {
        expect(Array.from(reduce(wide, { axis: 0 }).toTypedArray(), Number.isNaN)).toEqual(values.map(Number.isNaN));
      }
    }
  }
  expect(sum(tensor([1, Infinity, 2])).item()).toBe(Infinity);
  expect(
    sum(
      tensor([
        [1, 2, 3, 4],
        [Infinity, -Infinity, 1, 1],
      ]),
      { axis: 0 },
    ).toArray(),
  ).toEqual([Infinity, -Infinity, 4, 5]);
  expect(sum(tensor([Infinity, -Infinity])).item()).toBeNaN();
  expect(sum(tensor([1e308, 1e308, 1])).item()).toBe(Infinity);
});

test('no elements: neutral results where there are any, typed errors elsewhere', () => {
  const empty = tensor([], { shape: [0, 3] });
  expect(sum(empty).item()).toBe(0);
  expect(sum(empty, { axis: 0 }).toArray()).toEqual([0, 0, 0]);
  expect(prod(empty, { axis: 0 }).toArray()).toEqual([1, 1, 1]);
  expect(mean(empty).item()).toBeNaN();
  expect(max(empty, { axis: 1 }).shape).toEqual([0]);
  for (const reduce of [max, min, argmax, argmin]) {
    expect(() => reduce(empty)).toThrow(ShapeError);
    expect(() => reduce(empty, { axis: 0 })).toThrow(/at least one element.*0×3/);
  }
});

test('wrong axes and operands are refused', () => {
  const x = tensor([[1, 2]]);
  for (const axis of [2, -3, 0.5, Number.NaN]) expect(() => sum(x, { axis })).toThrow(ArgumentError);
  expect(() => sum([1, 2] as unknown as Tensor)).toThrow(ArgumentError);
});

const several = { sum, mean, prod, max, min, variance, std, logsumexp };

/** Every set of axes, in every order of naming them. */
function axisSets(rank: number): number[][] {
  const longer = (axes: number[]): number[][] => [
    axes,
    ...Array.from({ length: rank }, (_, axis) => axis)
      .filter((axis) => !axes.includes(axis))
      .flatMap((axis) => longer([...axes, axis])),
  ];
  return longer([]);
}

for (const [name, reduce] of Object.entries(several)) {
  test(`${name} over several axes is ${name} of the axes moved together and made one`, () => {
    for (const dtype of ['f64', 'f32'] as const) {
      for (const shape of [[], [3], [2, 3], [2, 3, 4], [3, 2, 5, 2]]) {
        const x = sample(shape, dtype);
        for (const axes of axisSets(shape.length)) {
          const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
          const lengths = kept.map((axis) => shape[axis]!);
          const count = lengths.reduce((a, b) => a * b, 1);
          const lines = transpose(x, [...kept, ...axes]).reshape([count, x.size / count]);
          const expected = reduce(lines, { axis: -1 }).toTypedArray();
          const got = reduce(x, { axis: axes });
          expect(got.shape).toEqual(lengths);
          got.toTypedArray().forEach((value, i) => {
            expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(
              (dtype === 'f64' ? 1e-14 : 1e-6) * Math.abs(value),
            );
          });
          const negative = { axis: axes.map((axis) => axis - shape.length), keepDims: true };
          const long = reduce(x, negative);
          expect(long.shape).toEqual(shape.map((n, axis) => (axes.includes(axis) ? 1 : n)));
          expect(long.toTypedArray()).toEqual(got.toTypedArray());
        }
      }
    }
  });
}

test('axes that are none, or twice the same, or several where there is one', () => {
  const x = sample([2, 3, 4], 'f64');
  expect(() => sum(x, { axis: [0, 3] })).toThrow(/sum: axis: expected an integer from -3 to 2, got 3/);
  expect(() => sum(x, { axis: [0, -3] })).toThrow(/sum: axis: expected different axes, got \[0, -3\]/);
  expect(() => sum(x, { axis: '0' as never })).toThrow(ArgumentError);
  expect(() => sum(x, { axis: [0], keepDims: 1 as never })).toThrow(/keepDims: expected true or false, got 1/);
  expect(() => argmax(x, { axis: [0, 1] as never })).toThrow(/argmax: axis: expected one axis, got an array of 2/);
  expect(() => cumsum(x, { axis: [0] as never })).toThrow(ArgumentError);
  expect(() => max(tensor([], { shape: [2, 0, 3] }), { axis: [1, 2] })).toThrow(ShapeError);
  expect(sum(tensor([], { shape: [2, 0, 3] }), { axis: [0, 2] }).toArray()).toEqual([]);
});
