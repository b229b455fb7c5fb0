import { tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { Dense, scaledLight } from '../../../src/ops/matrix/dense.js';
import { multiply } from '../../../src/ops/matrix/multiply.js';

const n = 40;
const vector = (seed: number): Float64Array => Float64Array.from({ length: n }, (_, k) => Math.sin(seed * (k + 1)));
const matrix = (seed: number): Dense =>
  Dense.of(
    [n, n],
    Float64Array.from({ length: n * n }, (_, k) => Math.cos(seed * (k + 1))),
  );
const [u, v, d] = [vector(1), vector(2), vector(3)];

/** The same entries, with nothing known about them. */
const plain = (a: Dense): Dense => Dense.of(a.shape, a.data.slice());

const lefts: Record<string, () => Dense> = {
  'diagonal + outer': () => Dense.sum([Dense.diagonal(d), scaledLight(-1, Dense.outer(u, v))!]),
  outer: () => Dense.outer(u, v),
  'matrix + transpose': () => Dense.sum([matrix(1), Dense.transposed(matrix(1))]),
  'multiple of a sum': () => scaledLight(3, Dense.sum([Dense.diagonal(d), Dense.outer(v, u)]))!,
  'multiple of a matrix': () => Dense.scaled(-3, matrix(5))!,
  'inverse of a diagonal': () => Dense.inverted(Dense.diagonal(d)),
};
const rights: Record<string, () => Dense> = {
  vector: () => Dense.of([n], u),
  matrix: () => matrix(2),
  'diagonal + outer': () => Dense.sum([Dense.diagonal(v), Dense.outer(d, u)]),
  outer: () => Dense.outer(d, v),
  'multiple of a matrix': () => Dense.scaled(0.5, matrix(4))!,
};

describe('products of values that are known to be more than their entries', () => {
  for (const [left, a] of Object.entries(lefts)) {
    it.each(Object.entries(rights))(`${left} times %s`, (_right, b) => {
      const [got, expected] = [multiply(a(), b()), multiply(plain(a()), plain(b()))];
      expect(got.shape).toEqual(expected.shape);
      got.data.forEach((each, k) => {
        expect(each).toBeCloseTo(expected.data[k]!, 11);
      });
    });
  }

  it('adds up what lies in the core as what lies outside', () => {
    const [a, b] = [matrix(1), matrix(2)];
    const inside = (dense: Dense): Dense => Dense.from(tensor(dense.data, { shape: dense.shape }));
    const terms = (of: (dense: Dense) => Dense): Dense[] => [
      of(a),
      Dense.scaled(-1, of(b))!,
      Dense.scaled(3, of(a))!,
      of(a),
    ];
    const [outside, resident] = [Dense.sum(terms((dense) => dense)), Dense.sum(terms(inside))];
    expect([outside.isResident, resident.isResident]).toEqual([false, true]);
    resident.tensor.toTypedArray().forEach((each, k) => {
      expect(each).toBeCloseTo(5 * a.data[k]! - b.data[k]!, 13);
      expect(outside.data[k]!).toBeCloseTo(each, 13);
    });
  });

  it('keeps transposes of outer products and inverses of diagonals what they are', () => {
    expect(Dense.transposed(Dense.outer(u, v)).kind.outer).toEqual([v, u]);
    expect(Dense.inverted(Dense.diagonal(Float64Array.of(2, 4))).kind.diagonal).toEqual(Float64Array.of(0.5, 0.25));
    expect(Dense.inverted(Dense.diagonal(Float64Array.of(2, 0))).kind.diagonal).toBeUndefined();
  });
});
