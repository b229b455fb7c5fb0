import {
  ArgumentError,
  DTypeError,
  OutOfMemoryError,
  type Random,
  random,
  ShapeError,
  type Tensor,
} from '@nablajs/core-wasm';
import { describe, expect, test } from 'vitest';

const N = 200_000;

/** Mean, variance, and the third and fourth standardised moments. */
function moments(a: Tensor): [mean: number, variance: number, skewness: number, kurtosis: number] {
  const x = Array.from(a.toTypedArray());
  const mean = x.reduce((sum, t) => sum + t, 0) / x.length;
  const central = (k: number): number => x.reduce((sum, t) => sum + (t - mean) ** k, 0) / x.length;
  const variance = central(2);
  return [mean, variance, central(3) / variance ** 1.5, central(4) / variance ** 2];
}

/** Pearson's χ² of the counts against equal expectation; its mean is cells - 1, its variance twice that. */
function chiSquared(counts: number[], total: number): number {
  const expected = total / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function countInto(cells: number, numbers: Iterable<number>, cellOf: (x: number) => number): number[] {
  const counts = new Array<number>(cells).fill(0);
  for (const x of numbers) counts[cellOf(x)]!++;
  return counts;
}

describe.each(['f64', 'f32'] as const)('%s', (dtype) => {
  test('uniform numbers have the moments of the uniform distribution and fill cells evenly', () => {
    const a = random(1).uniform([N], { dtype });
    const [mean, variance, skewness, kurtosis] = moments(a);
    // Five standard errors of each estimate.
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / N));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / N));
    expect(Math.abs(skewness)).toBeLessThan(0.03);
    expect(Math.abs(kurtosis - 9 / 5)).toBeLessThan(0.03);
    const chi = chiSquared(
      countInto(256, a.toTypedArray(), (x) => Math.floor(x * 256)),
      N,
    );
    expect(Math.abs(chi - 255)).toBeLessThan(5 * Math.sqrt(2 * 255));
  });

  test('normal numbers have the moments and the tails of the normal distribution', () => {
    const a = random(2).normal([N], { dtype, mean: 3, std: 2 });
    const [mean, variance, skewness, kurtosis] = moments(a);
    expect(Math.abs(mean - 3)).toBeLessThan(5 * Math.sqrt(4 / N));
    expect(Math.abs(variance - 4)).toBeLessThan(5 * 4 * Math.sqrt(2 / N));
    expect(Math.abs(skewness)).toBeLessThan(5 * Math.sqrt(6 / N));
    expect(Math.abs(kurtosis - 3)).toBeLessThan(5 * Math.sqrt(24 / N));
    // P(|z| < 1), < 2, < 3, and beyond (Abramowitz and Stegun, table 26.1).
    const shares = [0.682689492137, 0.271810243966, 0.042800469832, 0.002699796063];
    const counts = countInto(4, a.toTypedArray(), (x) => Math.min(3, Math.floor(Math.abs(x - 3) / 2)));
    shares.forEach((p, i) => {
      expect(Math.abs(counts[i]! - N * p)).toBeLessThan(5 * Math.sqrt(N * p * (1 - p)));
    });
  });

  test('neighbours are uncorrelated', () => {
    const x = Array.from(random(3).normal([N], { dtype }).toTypedArray());
    for (const lag of [1, 2, 7]) {
      const sum = x.reduce((total, t, i) => total + (i < lag ? 0 : t * x[i - lag]!), 0);
      expect(Math.abs(sum / N)).toBeLessThan(5 / Math.sqrt(N));
    }
  });

  test('bounds are respected: low may come, high never does', () => {
    const high = dtype === 'f64' ? 1 + Number.EPSILON : 1 + 2 ** -23;
    const values = new Set(random(4).uniform([1000], { dtype, low: 1, high }).toTypedArray());
    expect([...values]).toEqual([1]);
    expect(random(4).uniform([3], { dtype, low: 2, high: 2 }).toArray()).toEqual([2, 2, 2]);
    const below = random(4).uniform([1000], { dtype, low: -1, high: 0 }).toTypedArray();
    expect(below.every((x) => x >= -1 && x < 0)).toBe(true);
    expect(random(4).normal([3], { dtype, mean: 5, std: 0 }).toArray()).toEqual([5, 5, 5]);
  });

  test('integers are equally likely between their bounds', () => {
    const x = random(5).integers([N], { dtype, low: -3, high: 4 }).toTypedArray();
    const chi = chiSquared(
      countInto(7, x, (value) => value + 3),
      N,
    );
    expect(chi).toBeLessThan(6 + 5 * Math.sqrt(12));
  });
});

test('integers of a range that does not divide 2³² or 2⁵³ are equally likely too', () => {
  for (const third of [2 ** 30, 2 ** 51]) {
    const x = random(12)
      .integers([N], { high: 3 * third })
      .toTypedArray();
    const chi = chiSquared(
      countInto(3, x, (value) => Math.floor(value / third)),
      N,
    );
    expect(chi).toBeLessThan(2 + 5 * Math.sqrt(4));
  }
});

test('integers reach beyond 32 bits', () => {
  const x = random(6)
    .integers([10_000], { low: -(2 ** 52), high: 2 ** 52 })
    .toTypedArray();
  expect(x.every(Number.isSafeInteger)).toBe(true);
  expect(new Set(x).size).toBe(10_000);
  expect(x.some((value) => value < -(2 ** 51)) && x.some((value) => value > 2 ** 51)).toBe(true);
});

test('every order of four is equally likely', () => {
  const generator = random(7);
  const orders = new Map<string, number>();
  for (let i = 0; i < 24_000; i++) {
    const order = generator.permutation(4).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect(orders.size).toBe(24);
  expect(chiSquared([...orders.values()], 24_000)).toBeLessThan(23 + 5 * Math.sqrt(46));
  expect(generator.permutation(0)).toEqual([]);
  expect(generator.permutation(1)).toEqual([0]);
});

describe('the same numbers', () => {
  const draw = (generator: Random): unknown => [
    generator.normal([5]).toArray(),
    generator.uniform([3], { dtype: 'f32' }).toArray(),
    generator.permutation(6),
    generator.integers([4], { high: 100 }).toArray(),
  ];

  test('for the same seed, others for another', () => {
    expect(draw(random(42))).toEqual(draw(random(42)));
    const first = [0, 1, -1, 2 ** 40, 2 ** 40 + 1].map((seed) => random(seed).uniform([]).item());
    expect(new Set(first).size).toBe(5);
  });

  test('on every machine, in every version', () => {
    expect(random(0).uniform([3]).toArray()).toEqual(GOLDEN.uniform);
    expect(random(0).uniform([3], { dtype: 'f32' }).toArray()).toEqual(GOLDEN.uniform32);
    expect(random(0).normal([3]).toArray()).toEqual(GOLDEN.normal);
    expect(random(0).integers([6], { high: 1000 }).toArray()).toEqual(GOLDEN.integers);
    expect(random(0).permutation(8)).toEqual(GOLDEN.permutation);
    expect(random(0).split().state.key).toEqual(GOLDEN.split);
  });

  test('after the state went through JSON, at any point', () => {
    const generator = random(9);
    for (let i = 0; i < 20; i++) {
      const resumed = random(JSON.parse(JSON.stringify(generator.state)));
      expect(draw(resumed)).toEqual(draw(generator));
      generator.split();
    }
  });

  test('however large the tensor is beside the batch', () => {
    const long = random(8).uniform([5000]).toTypedArray();
    expect(random(8).uniform([1024]).toTypedArray()).toEqual(long.slice(0, 1024));
  });
});

test('generators split off are independent of each other and leave the first alone', () => {
  const [a, b] = [random(10), random(10)];
  const children = [a.split(), a.split(), b.split()];
  expect(a.uniform([4]).toArray()).toEqual(b.uniform([4]).toArray());
  const [x, y, z] = children.map((child) => Array.from(child.normal([N]).toTypedArray()));
  expect(x).toEqual(z);
  const correlation = x!.reduce((sum, t, i) => sum + t * y![i]!, 0) / N;
  expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(N));
});

describe('refused', () => {
  const g = random(0);

  test.each<[string, () => unknown, new (...args: never[]) => Error]>([
    ['a seed that is not whole', () => random(0.5), ArgumentError],
    ['a seed that is too large', () => random(2 ** 53), ArgumentError],
    ['a seed that is a text', () => random('1' as never), ArgumentError],
    ['no seed', () => random(undefined as never), ArgumentError],
    ['a state of another kind', () => random({ algorithm: 'mt19937' } as never), ArgumentError],
    ['a state with a broken key', () => random({ ...g.state, key: [0, 2 ** 32] }), ArgumentError],
    ['a state with a broken counter', () => random({ ...g.state, counter: -1 }), ArgumentError],
    ['bounds upside down', () => g.uniform([1], { low: 1, high: 0 }), ArgumentError],
    ['an infinite bound', () => g.uniform([1], { high: Number.POSITIVE_INFINITY }), ArgumentError],
    ['bounds too far apart', () => g.uniform([1], { low: -1e308, high: 1e308 }), ArgumentError],
    ['a bound beyond f32', () => g.uniform([1], { high: 1e39, dtype: 'f32' }), ArgumentError],
    ['a negative deviation', () => g.normal([1], { std: -1 }), ArgumentError],
    ['a mean that is NaN', () => g.normal([1], { mean: Number.NaN }), ArgumentError],
    ['integers without a bound', () => g.integers([1], {} as never), ArgumentError],
    ['no options for integers', () => g.integers([1], undefined as never), ArgumentError],
    ['an empty range', () => g.integers([1], { low: 3, high: 3 }), ArgumentError],
    ['a bound that is not whole', () => g.integers([1], { high: 2.5 }), ArgumentError],
    ['integers beyond f32', () => g.integers([1], { high: 2 ** 25, dtype: 'f32' }), ArgumentError],
    ['a permutation of -1', () => g.permutation(-1), ShapeError],
    ['a permutation of 10¹²', () => g.permutation(1e12), OutOfMemoryError],
    ['a shape that is a number', () => g.normal(3 as never), ShapeError],
    ['a shape too large', () => g.uniform([1e6, 1e6]), OutOfMemoryError],
    ['a dtype', () => g.uniform([1], { dtype: 'int' as never }), DTypeError],
  ])('%s, and no numbers are used up', (_, call, error) => {
    const before = JSON.stringify(g.state);
    expect(call).toThrow(error);
    expect(JSON.stringify(g.state)).toBe(before);
  });
});

/** Computed by a second implementation, in another language, of the same definitions. */
const GOLDEN = {
  uniform: [0.8805201978886142, 0.6054818538799213, 0.36209111566940344],
  uniform32: [0.3990464210510254, 0.8805201649665833, 0.7357127666473389],
  normal: [-0.2547157771067685, -0.8410626264514156, 1.121061574836562],
  integers: [541, 453, 348, 760, 164, 499],
  permutation: [2, 1, 3, 7, 0, 4, 6, 5],
  split: [768504805, 323543615],
};
