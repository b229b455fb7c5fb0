import { expect, test } from 'vitest';
import {
  eig,
  eigh,
  ldlt,
  lstsq,
  matmul,
  nullSpace,
  pinv,
  qr,
  svd,
  type Tensor,
  tensor,
  transpose,
} from '../../src/index.js';

/** The same values in f64. */
const wide = (a: Tensor): Tensor => tensor(Array.from(a.toTypedArray()), { shape: a.shape });

/** The decimals of k²·√2, as f32. */
const single = (rows: number, columns: number): Tensor =>
  tensor(
    Array.from({ length: rows * columns }, (_, k) => ((k + 1) ** 2 * Math.SQRT2) % 1),
    { shape: [rows, columns], dtype: 'f32' },
  );

/** The tensors of a result, by name. */
const tensors = (result: object): [string, Tensor][] =>
  Object.entries(result).filter(([, value]) => typeof value === 'object' && 'dtype' in value) as [string, Tensor][];

const square = single(7, 7);
const symmetric = matmul(square, transpose(square));

test.each<[string, (a: Tensor) => object, Tensor]>([
  ['eigh', eigh, symmetric],
  ['eig', eig, square],
  ['svd', svd, single(9, 5)],
  ['qr', qr, single(9, 5)],
  ['qr with pivots', (a) => qr(a, { pivot: true }), single(5, 9)],
  ['ldlt', ldlt, symmetric],
  ['pinv', (a) => ({ inverse: pinv(a) }), single(9, 5)],
  ['nullSpace', (a) => ({ basis: nullSpace(a) }), single(3, 7)],
  ['lstsq', (a) => lstsq(a, a), single(9, 5)],
])('%s of an f32 matrix is the f32 nearest to its result in f64', (_, factor, a) => {
  const expected = new Map(tensors(factor(wide(a))));
  const got = tensors(factor(a));
  expect(got.map(([name]) => name)).toEqual([...expected.keys()]);
  for (const [name, value] of got) {
    expect(value.dtype, name).toBe('f32');
    expect(value.toTypedArray(), name).toEqual(new Float32Array(expected.get(name)!.toTypedArray()));
  }
});
