import * as core from '@nablajs/core-wasm';
import { DTypeError, NablaError, ShapeError, type Tensor, tensor } from '@nablajs/core-wasm';
import { expect, test } from 'vitest';

type Unary = (x: Tensor | number) => Tensor;
type Binary = (x: Tensor | number, y: Tensor | number) => Tensor;
const functions = core as unknown as Record<string, Unary & Binary>;

const unary = [
  ...[
    'neg',
    'abs',
    'sign',
    'sqrt',
    'cbrt',
    'exp',
    'exp2',
    'expm1',
    'log',
    'log2',
    'log10',
    'log1p',
    'sin',
    'cos',
    'tan',
    'asin',
  ],
  ...['acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'erf', 'sigmoid', 'softplus', 'relu', 'gelu'],
  ...['gelu_tanh', 'floor', 'ceil', 'round'],
];
const plain: Record<string, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  maximum: Math.max,
  minimum: Math.min,
  equal: (x, y) => Number(x === y),
  notEqual: (x, y) => Number(x !== y),
  less: (x, y) => Number(x < y),
  lessEqual: (x, y) => Number(x <= y),
  greater: (x, y) => Number(x > y),
  greaterEqual: (x, y) => Number(x >= y),
};

/** Integers from −3 to 3, so that comparisons have ties and f32 is exact. */
function sample(shape: readonly number[], dtype: 'f64' | 'f32', seed: number): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Array.from({ length: size }, (_, i) => ((i * 37 + seed * 11) % 7) - 3),
    { shape, dtype },
  );
}

/** The element of t that broadcasting puts at the index. */
function pick(t: Tensor, index: readonly number[]): number {
  const own = t.shape.map((n, axis) => (n === 1 ? 0 : index[axis + index.length - t.shape.length]!));
  return t.get(...own);
}

function* indices(shape: readonly number[]): Generator<number[]> {
  const size = shape.reduce((a, b) => a * b, 1);
  for (let flat = 0; flat < size; flat++) {
    let rest = flat;
    yield [...shape]
      .reverse()
      .map((n) => {
        const i = rest % n;
        rest = (rest - i) / n;
        return i;
      })
      .reverse();
  }
}

const pairs: [number[], number[], number[]][] = [
  [[], [], []],
  [[5], [], [5]],
  [[2, 3], [3], [2, 3]],
  [
    [2, 1],
    [1, 5],
    [2, 5],
  ],
  [
    [2, 1, 3, 1],
    [5, 1, 4],
    [2, 5, 3, 4],
  ],
  [
    [1, 3],
    [4, 1, 1],
    [4, 1, 3],
  ],
  [
    [3, 1, 2],
    [3, 5, 2],
    [3, 5, 2],
  ],
  [
    [2, 3, 4, 5],
    [2, 3, 4, 5],
    [2, 3, 4, 5],
  ],
  [
    [0, 3],
    [1, 3],
    [0, 3],
  ],
  [
    [1, 9],
    [7, 1],
    [7, 9],
  ],
];

for (const [name, f] of Object.entries(plain)) {
  test(`${name} broadcasts as the definition says`, () => {
    for (const dtype of ['f64', 'f32'] as const) {
      for (const [a, b, shape] of pairs) {
        const x = sample(a, dtype, 1);
        const y = sample(b, dtype, 2);
        for (const [left, right] of [
          [x, y],
          [y, x],
        ] as const) {
          const z = functions[name]!(left, right);
          expect(z.shape).toEqual(shape);
          expect(z.dtype).toBe(dtype);
          for (const index of indices(shape)) {
            const expected = f(pick(left, index), pick(right, index));
            expect(z.get(...index)).toEqual(dtype === 'f32' ? Math.fround(expected) : expected);
          }
        }
        const withNumber = functions[name]!(x, 2);
        expect(withNumber.dtype).toBe(dtype);
        for (const index of indices(a)) {
          const expected = f(x.get(...index), 2);
          expect(withNumber.get(...index)).toBe(dtype === 'f32' ? Math.fround(expected) : expected);
        }
      }
    }
    expect(functions[name]!(3, 2).shape).toEqual([]);
    expect(functions[name]!(3, 2).item()).toBe(f(3, 2));
  });
}

test('NaN goes through every function and stays where it is', () => {
  const xs = Array.from({ length: 23 }, (_, i) => (i % 5 === 2 ? Number.NaN : 1 + (i % 3) / 4));
  for (const dtype of ['f64', 'f32'] as const) {
    const x = tensor(xs, { dtype });
    for (const name of unary) {
      const inside = ['asin', 'acos', 'atanh'].includes(name) ? core.div(x, 2) : x;
      const y = functions[name]!(inside).toTypedArray();
      expect(Array.from(y, Number.isNaN), name).toEqual(xs.map(Number.isNaN));
    }
    for (const name of ['add', 'sub', 'mul', 'div', 'pow', 'atan2', 'hypot', 'maximum', 'minimum']) {
      for (const y of [functions[name]!(x, 2), functions[name]!(2, x)]) {
        expect(Array.from(y.toTypedArray(), Number.isNaN), name).toEqual(xs.map(Number.isNaN));
      }
    }
    expect(Array.from(core.clip(x, 0, 1).toTypedArray(), Number.isNaN)).toEqual(xs.map(Number.isNaN));
  }
});

test('the functions agree with Math, in f64 and for large tensors too', () => {
  const n = 5001;
  const x = core.linspace(0.01, 0.99, n);
  const xs = x.toTypedArray();
  for (const name of [
    'exp',
    'expm1',
    'log',
    'log1p',
    'log2',
    'log10',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'atanh',
    'cbrt',
    'sqrt',
  ]) {
    const y = functions[name]!(x).toTypedArray();
    const f = (Math as unknown as Record<string, (v: number) => number>)[name]!;
    for (let i = 0; i < n; i++)
      expect(Math.abs(y[i]! - f(xs[i]!))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(y[i]!)));
  }
});

test('where chooses with broadcasting of all three; clip holds between bounds', () => {
  const condition = tensor([[1], [0]]);
  const z = core.where(condition, tensor([1, 2, 3]), -1);
  expect(z.toArray()).toEqual([
    [1, 2, 3],
    [-1, -1, -1],
  ]);
  expect(core.where(tensor([Number.NaN, 0]), 1, 2).toArray()).toEqual([1, 2]);
  expect(core.clip(tensor([-3, 0, 3]), -1, tensor([2])).toArray()).toEqual([-1, 0, 2]);
});

test('operands that do not fit are refused, and named', () => {
  const a = tensor([1, 2]);
  expect(() => core.add(a, tensor([1, 2, 3]))).toThrow(ShapeError);
  expect(() => core.add(tensor([[1, 2]]), tensor([1, 2, 3]))).toThrow(
    'add: expected shapes that broadcast, got 1×2 and 3',
  );
  expect(() => core.where(a, a, tensor([1, 2, 3]))).toThrow(/where.*2 and 2 and 3/);
  expect(() => core.mul(a, tensor([1], { dtype: 'f32' }))).toThrow(DTypeError);
  for (const wrong of ['1', null, undefined, [1], {}, 1n]) {
    expect(() => core.exp(wrong as unknown as number)).toThrow(NablaError);
    expect(() => core.add(a, wrong as unknown as number)).toThrow(NablaError);
  }
  expect(a.toArray()).toEqual([1, 2]);
});
