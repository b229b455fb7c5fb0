import {
  ArgumentError,
  arange,
  concat,
  DTypeError,
  ones,
  reshape,
  ShapeError,
  slice,
  type Tensor,
  tensor,
  transpose,
  zeros,
} from '@nablajs/core-wasm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const product = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);
const shapes = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 15, max: 70 })), { maxLength: 4 });
const tensors = shapes
  .filter((shape) => product(shape) <= 20_000)
  .chain((shape) => fc.constantFrom('f64' as const, 'f32' as const).map((dtype) => ramp(shape, dtype)));

function ramp(shape: readonly number[], dtype: 'f64' | 'f32'): Tensor {
  return arange(product(shape), { dtype }).reshape(shape);
}

/** Every index of a shape. */
function* indices(shape: readonly number[]): Generator<number[]> {
  if (shape.length === 0) {
    yield [];
    return;
  }
  for (const head of indices(shape.slice(0, -1))) for (let i = 0; i < shape.at(-1)!; i++) yield [...head, i];
}

/** Compares every element with a formula over the index. */
function expectElements(a: Tensor, at: (index: number[]) => number): void {
  for (const index of indices(a.shape)) {
    if (a.get(...index) !== at(index)) expect.fail(`[${index}] of ${a.shape} is ${a.get(...index)}, not ${at(index)}`);
  }
}

describe('transpose', () => {
  test('permutes axes: out[i] = a[i permuted], at any rank', () => {
    const input = tensors.chain((a) =>
      fc
        .shuffledSubarray(
          a.shape.map((_, axis) => axis),
          { minLength: a.shape.length },
        )
        .map((perm) => ({ a, perm })),
    );
    fc.assert(
      fc.property(input, ({ a, perm }) => {
        const out = transpose(a, perm);
        expect(out.shape).toEqual(perm.map((axis) => a.shape[axis]));
        expect(out.dtype).toBe(a.dtype);
        expectElements(out, (index) => a.get(...a.shape.map((_, axis) => index[perm.indexOf(axis)]!)));
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('reverses the axes without a permutation', () => {
    const a = arange(24).reshape([2, 3, 4]);
    expect(transpose(a).toArray()).toEqual(transpose(a, [2, 1, 0]).toArray());
    expect(transpose(a, [-1, 0, 1]).shape).toEqual([4, 2, 3]);
    expect(transpose(tensor(1)).item()).toBe(1);
  });

  test.each([[[0, 1]], [[0, 0, 1]], [[0, 1, 3]], [[0, 1, 1.5]], [[0, 1, -4]], ['012']])(
    'refuses %j as a permutation of three axes',
    (perm) => {
      expect(() => transpose(zeros([1, 2, 3]), perm as number[])).toThrow(ArgumentError);
    },
  );
});

describe('slice', () => {
  test('takes the elements between the bounds', () => {
    const input = tensors.chain((a) =>
      fc
        .tuple(...a.shape.map((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.integer({ min: 0, max: n }))))
        .map((pairs) => ({ a, ranges: pairs.map(([i, j]) => [Math.min(i, j), Math.max(i, j)] as const) })),
    );
    fc.assert(
      fc.property(input, ({ a, ranges }) => {
        const out = slice(a, ranges);
        expect(out.shape).toEqual(ranges.map(([from, to]) => to - from));
        expectElements(out, (index) => a.get(...index.map((i, axis) => i + ranges[axis]![0])));
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  test('bounds may be missing, null, or negative', () => {
    const a = arange(12).reshape([3, 4]);
    expect(slice(a, []).toArray()).toEqual(a.toArray());
    expect(slice(a, [[1]]).shape).toEqual([2, 4]);
    expect(slice(a, [null, [-2, -1]]).toArray()).toEqual([[2], [6], [10]]);
    expect(slice(a, [[3, 3]]).shape).toEqual([0, 4]);
    expect(slice(tensor(1), []).item()).toBe(1);
  });

  test.each([
    [[[0, 4]], ArgumentError, /axis 0: expected \[from, to\] with 0 ≤ from ≤ to ≤ 3, got \[0, 4\]/],
    [[[2, 1]], ArgumentError, /got \[2, 1\]/],
    [[[-4, 1]], ArgumentError, /-4/],
    [[[0.5, 1]], ArgumentError, /0.5/],
    [[['0', 1]], ArgumentError, /axis 0/],
    [[1, 2], ArgumentError, /axis 0.*got 1/],
    [[null, null, null], ShapeError, /at most 2 ranges for shape 3×4/],
    [5, ArgumentError, /an array of/],
  ])('%j is refused', (ranges, error, message) => {
    const call = (): Tensor => slice(zeros([3, 4]), ranges as never);
    expect(call).toThrow(error);
    expect(call).toThrow(message);
  });
});

describe('concat', () => {
  test('undoes slicing along any axis', () => {
    const input = tensors
      .filter((a) => a.shape.length > 0)
      .chain((a) =>
        fc.tuple(fc.nat(a.shape.length - 1), fc.nat(), fc.nat()).map(([axis, i, j]) => ({ a, axis, i, j })),
      );
    fc.assert(
      fc.property(input, ({ a, axis, i, j }) => {
        const n = a.shape[axis]!;
        const [p, q] = [i % (n + 1), j % (n + 1)].sort((x, y) => x - y) as [number, number];
        const cuts: [number, number][] = [
          [0, p],
          [p, q],
          [q, n],
        ];
        const parts = cuts.map((cut) => slice(a, [...a.shape.slice(0, axis).map(() => null), cut]));
        const out = concat(parts, axis);
        expect(out.shape).toEqual(a.shape);
        expect(out.toTypedArray()).toEqual(a.toTypedArray());
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test('a thousand small parts join', () => {
    const parts = Array.from({ length: 1000 }, (_, i) => tensor([i, -i]));
    const out = concat(parts);
    expect([out.size, out.get(1998), out.get(-1)]).toEqual([2000, 999, -999]);
  });

  test('the axis may be named', () => {
    expect(concat([ones([2, 1]), zeros([2, 2])], { axis: -1 }).toArray()).toEqual([
      [1, 0, 0],
      [1, 0, 0],
    ]);
  });

  test.each([
    ['no tensors', () => concat([]), ArgumentError, /at least one/],
    ['a tensor alone', () => concat(ones([2]) as never), ArgumentError, /an array/],
    ['an array among them', () => concat([ones([2]), [1] as never]), ArgumentError, /concat: \[1\]: expected a Tensor/],
    ['other lengths', () => concat([ones([2, 2]), ones([2, 3])]), ShapeError, /shape 2×2 but for axis 0, got 2×3/],
    ['other ranks', () => concat([ones([2]), ones([2, 1])]), ShapeError, /\[1\]/],
    ['rank 0', () => concat([tensor(1), tensor(2)]), ShapeError, /rank at least 1/],
    ['two dtypes', () => concat([ones([1]), ones([1], { dtype: 'f32' })]), DTypeError, /f64, as the first, got f32/],
    ['no such axis', () => concat([ones([1])], 1), ArgumentError, /from -1 to 0, got 1/],
  ])('%s: refused', (_, call, error, message) => {
    expect(call).toThrow(error);
    expect(call).toThrow(message);
  });
});

test('reshape as a function is the method', () => {
  expect(reshape(arange(4), [2, -1]).toArray()).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(() => reshape([1, 2] as never, [2])).toThrow(ArgumentError);
});

test('no result is a view: each has elements of its own', () => {
  const a = arange(4000).reshape([40, 100]);
  const results = [a.T, a.reshape([100, 40]), transpose(a), slice(a, []), concat([a])];
  a[Symbol.dispose]();
  for (const result of results)
    expect(Array.from(result.toTypedArray()).reduce((sum, x) => sum + x, 0)).toBe((3999 * 4000) / 2);
});
