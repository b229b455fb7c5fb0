import { describe, expect, it } from 'vitest';
import { contract } from '../../../src/ops/matrix/contract.js';
import { Dense } from '../../../src/ops/matrix/dense.js';

const dense = (seed: number, ...shape: number[]): Dense =>
  Dense.of(
    shape,
    Float64Array.from({ length: shape.reduce((total, each) => total * each, 1) }, (_, k) => Math.sin(seed + 3 * k)),
  );

/** Σ over all labels by plain loops. */
function plainly(args: readonly Dense[], at: readonly (readonly number[])[], free: number): Float64Array {
  const sizes: number[] = [];
  args.forEach((arg, k) => {
    at[k]!.forEach((label, axis) => {
      sizes[label] = arg.shape[axis]!;
    });
  });
  const place = (labels: readonly number[], count: readonly number[]): number =>
    labels.reduce((total, label) => total * sizes[label]! + count[label]!, 0);
  const result = Array.from({ length: free }, (_, label) => label);
  const out = new Float64Array(result.reduce((total, label) => total * sizes[label]!, 1));
  for (let at1 = 0; at1 < sizes.reduce((total, each) => total * each, 1); at1++) {
    let rest = at1;
    const count = sizes.map((size) => {
      const own = rest % size;
      rest = Math.floor(rest / size);
      return own;
    });
    out[place(result, count)]! += args.reduce((product, arg, k) => product * arg.data[place(at[k]!, count)]!, 1);
  }
  return out;
}

const cases: Record<string, [Dense[], number[][], number]> = {
  'a product that is one call of the core': [
    [dense(1, 30, 40), dense(2, 40, 20)],
    [
      [0, 2],
      [2, 1],
    ],
    2,
  ],
  'its transpose, of four indices': [
    [dense(1, 40, 6, 5), dense(2, 4, 40, 5)],
    [
      [4, 1, 0],
      [2, 4, 3],
    ],
    4,
  ],
  'an element-wise product under a sum': [
    [dense(1, 9, 4), dense(2, 9, 4), dense(3, 9, 5)],
    [
      [3, 0],
      [3, 1],
      [3, 2],
    ],
    3,
  ],
  'δ beside a matrix': [
    [Dense.diagonal(new Float64Array(4).fill(1)), dense(1, 3, 3)],
    [
      [0, 2],
      [1, 3],
    ],
    4,
  ],
  'δ that meets a vector': [[dense(1, 4), Dense.diagonal(new Float64Array(4).fill(1))], [[0], [0, 1]], 2],
  'diagonals in a row': [
    [Dense.diagonal(dense(1, 4).data), Dense.diagonal(dense(2, 4).data), dense(3, 4, 4)],
    [
      [0, 2],
      [2, 1],
      [0, 1],
    ],
    2,
  ],
  'a summed diagonal': [
    [Dense.diagonal(dense(1, 4).data), dense(3, 4, 5)],
    [
      [1, 2],
      [2, 0],
    ],
    1,
  ],
  'the trace of δ': [[Dense.diagonal(new Float64Array(4).fill(1)), dense(1, 2)], [[1, 1], [0]], 1],
};

describe('contract', () => {
  it.each(Object.entries(cases))('%s', (_name, [args, at, free]) => {
    const expected = plainly(
      args.map((arg) => Dense.of(arg.shape, Float64Array.from(plainEntries(arg)))),
      at,
      free,
    );
    const got = contract(args, at, free);
    expect(got.length).toBe(expected.length);
    got.forEach((each, k) => {
      expect(each).toBeCloseTo(expected[k]!, 11);
    });
  });
});

/** The entries without making the value forget that it is diagonal. */
function plainEntries(value: Dense): Float64Array {
  const { kind, shape } = value;
  const { diagonal } = kind;
  if (diagonal === undefined) return value.data;
  return Float64Array.from({ length: shape[0]! ** 2 }, (_, k) =>
    k % (shape[0]! + 1) === 0 ? diagonal[k / (shape[0]! + 1)]! : 0,
  );
}
