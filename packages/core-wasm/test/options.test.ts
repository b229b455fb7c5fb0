import {
  ArgumentError,
  arange,
  argmax,
  cumsum,
  eye,
  full,
  inv,
  linspace,
  lstsq,
  matmul,
  max,
  mean,
  ones,
  prod,
  qr,
  random,
  solve,
  std,
  sum,
  tensor,
  variance,
  zeros,
} from '@nablajs/core-wasm';
import { expect, test } from 'vitest';

const A = tensor([
  [4, 1],
  [1, 3],
]);
const b = tensor([1, 2]);

/** What JavaScript lets through: an option by another library's name, or what is no object of options. */
const mistakes: Record<string, () => unknown> = {
  "sum: expected options among axis, keepDims, got 'keepdims'": () => sum(A, { axis: 0, keepdims: true } as never),
  'sum: expected options among axis, keepDims, got 0': () => sum(A, 0 as never),
  "mean: expected options among axis, keepDims, got 'axes'": () => mean(A, { axes: 0 } as never),
  'prod: expected options among axis, keepDims, got 1': () => prod(A, 1 as never),
  'max: expected options among axis, keepDims, got 1': () => max(A, 1 as never),
  'argmax: expected options among axis, keepDims, got null': () => argmax(A, null as never),
  "cumsum: expected options among axis, got 'keepDims'": () => cumsum(A, { axis: 0, keepDims: true } as never),
  "variance: expected options among axis, keepDims, ddof, got 'dof'": () => variance(A, { dof: 1 } as never),
  'std: expected options among axis, keepDims, ddof, got 0': () => std(A, 0 as never),
  "matmul: expected options among transposeA, transposeB, got 'transA'": () => matmul(A, A, { transA: true } as never),
  "solve: expected options among report, got 'lower'": () => solve(A, b, { lower: true } as never),
  "inv: expected options among report, got 'overwrite'": () => inv(A, { overwrite: true } as never),
  "qr: expected options among pivot, got 'pivoting'": () => qr(A, { pivoting: true } as never),
  "lstsq: expected options among tolerance, report, got 'rcond'": () => lstsq(A, b, { rcond: 1e-3 } as never),
  'zeros: expected options among dtype, got the text "f32"': () => zeros([2], 'f32' as never),
  "ones: expected options among dtype, got 'type'": () => ones([2], { type: 'f32' } as never),
  'full: expected options among dtype, got the text "f32"': () => full([2], 1, 'f32' as never),
  'eye: expected options among dtype, got 3': () => eye(2, 3 as never),
  'arange: expected options among dtype, got 5': () => arange(2, 5 as never),
  'linspace: expected options among dtype, got true': () => linspace(0, 1, 3, true as never),
  "tensor: expected options among dtype, shape, got 'type'": () => tensor([1], { type: 'f32' } as never),
  "uniform: expected options among low, high, dtype, got 'min'": () => random(1).uniform([2], { min: 1 } as never),
  "normal: expected options among mean, std, dtype, got 'sigma'": () => random(1).normal([2], { sigma: 2 } as never),
  'integers: expected options among low, high, dtype, got 10': () => random(1).integers([2], 10 as never),
};

for (const [message, call] of Object.entries(mistakes)) {
  test(message, () => {
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow(message);
  });
}

test('an option that is undefined counts as left out', () => {
  expect(sum(A, { axis: undefined, keepDims: undefined }).item()).toBe(9);
  expect(zeros([1], { dtype: undefined } as never).dtype).toBe('f64');
});

test('functions of one operand can be given to map, which passes the index too', () => {
  const [x] = ([[[1, 2]]] as never[]).map(tensor as never) as ReturnType<typeof tensor>[];
  expect(x!.shape).toEqual([1, 2]);
  expect(([A] as never[]).map(inv as never)).toHaveLength(1);
  expect(([A] as never[]).map(qr as never)).toHaveLength(1);
});

test('cumsum takes its axis as a number, like softmax and concat', () => {
  expect(cumsum(A, 0).toArray()).toEqual([
    [4, 1],
    [5, 4],
  ]);
  expect(cumsum(A, -1).toArray()).toEqual(cumsum(A, { axis: 1 }).toArray());
});
