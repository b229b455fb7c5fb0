import { log, logsumexp, softmax, sum, tensor, transpose } from '@nablajs/core-wasm';
import { expect, test } from 'vitest';

const rows = [
  [1, 2, 3],
  [-1000, 0, 1000],
  [5, 5, 5],
];

test('softmax sums to one over its axis and survives large elements', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    const x = tensor(rows, { dtype });
    for (const axis of [0, 1, -1, -2]) {
      const sums = sum(softmax(x, axis), { axis }).toTypedArray();
      for (const s of sums) expect(Math.abs(s - 1)).toBeLessThan(dtype === 'f64' ? 4e-16 : 2e-7);
    }
  }
  expect(softmax(tensor(rows)).toArray()).toEqual(softmax(tensor(rows), { axis: 1 }).toArray());
  const [first] = softmax(tensor(rows)).toArray() as number[][];
  const total = Math.exp(-2) + Math.exp(-1) + 1;
  for (const [j, p] of first!.entries()) expect(p).toBeCloseTo(Math.exp(j - 2) / total, 15);
  expect((softmax(tensor(rows)).toArray() as number[][])[1]).toEqual([0, 0, 1]);
});

test('softmax over a middle axis is softmax over the last one of the lines', () => {
  const x = tensor(
    Array.from({ length: 2 * 3 * 4 }, (_, i) => Math.sin(i)),
    { shape: [2, 3, 4] },
  );
  const y = softmax(x, 1);
  for (let i = 0; i < 2; i++) {
    for (let k = 0; k < 4; k++) {
      const line = softmax(tensor([0, 1, 2].map((j) => x.get(i, j, k)))).toTypedArray();
      for (let j = 0; j < 3; j++) expect(Math.abs(y.get(i, j, k) - line[j]!)).toBeLessThan(2e-16);
    }
  }
});

test('logsumexp is stable and has its limits', () => {
  expect(logsumexp(tensor([1000, 1000])).item()).toBe(1000 + Math.LN2);
  expect(logsumexp(tensor([-1e4, -1e4]), { axis: 0 }).item()).toBe(-1e4 + Math.LN2);
  expect(logsumexp(tensor([-Infinity, -Infinity])).item()).toBe(-Infinity);
  expect(logsumexp(tensor([1, Infinity])).item()).toBe(Infinity);
  expect(logsumexp(tensor([1, Number.NaN])).item()).toBeNaN();
  expect(logsumexp(tensor([]), 0).item()).toBe(-Infinity);
  const x = tensor([
    [0.5, -1],
    [2, 0.25],
  ]);
  expect(logsumexp(x, { axis: 1, keepDims: true }).shape).toEqual([2, 1]);
  const direct = Math.log(Math.exp(0.5) + Math.exp(-1));
  expect(logsumexp(x, 1).get(0)).toBeCloseTo(direct, 15);
});

test('log softmax = x − logsumexp', () => {
  const x = tensor([0.1, 2, -3]);
  const left = log(softmax(x)).toTypedArray();
  const shift = logsumexp(x).item();
  for (let i = 0; i < 3; i++) expect(left[i]!).toBeCloseTo(x.get(i) - shift, 14);
});

test('NaN spoils its own line only; an axis that is not there is refused', () => {
  const y = softmax(
    tensor([
      [1, Number.NaN],
      [1, 1],
    ]),
  ).toArray();
  expect(y).toEqual([
    [Number.NaN, Number.NaN],
    [0.5, 0.5],
  ]);
  expect(() => softmax(tensor([1, 2]), 1)).toThrow(/softmax: axis/);
  expect(softmax(tensor([], { shape: [0, 3] })).shape).toEqual([0, 3]);
});

test('rows of every length agree with columns, which take other passes', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    const unit = dtype === 'f64' ? 2 ** -52 : 2 ** -23;
    for (const n of [1, 2, 3, 4, 5, 7, 8, 9, 11, 16, 17, 33]) {
      const rows = Array.from({ length: 3 }, (_, i) => Array.from({ length: n }, (_, j) => 40 * Math.sin(7 * i + j)));
      const x = tensor(rows, { dtype });
      const across = transpose(x);
      const p = softmax(x, 1).toTypedArray();
      const q = transpose(softmax(across, 0)).toTypedArray();
      for (let i = 0; i < p.length; i++) expect(Math.abs(p[i]! - q[i]!)).toBeLessThanOrEqual(2 * unit * q[i]!);
      const s = logsumexp(x, 1).toTypedArray();
      const t = logsumexp(across, 0).toTypedArray();
      for (let i = 0; i < 3; i++) expect(Math.abs(s[i]! - t[i]!)).toBeLessThanOrEqual(2 * unit * Math.abs(t[i]!));
    }
  }
});

test('a row that holds NaN, an infinity or only −∞ leaves the others alone', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    for (const n of [1, 3, 4, 9, 20]) {
      for (const at of [0, n - 1]) {
        const row = (value: number): number[] => Array.from({ length: n }, (_, j) => (j === at ? value : 0.5));
        const x = tensor([row(Number.NaN), row(Infinity), row(0.5), new Array<number>(n).fill(-Infinity)], { dtype });
        const p = softmax(x).toArray() as number[][];
        expect(p[0]).toEqual(new Array(n).fill(Number.NaN));
        expect(p[1]).toEqual(row(0).map((_, j) => (j === at ? Number.NaN : 0)));
        for (const value of p[2]!) expect(value).toBeCloseTo(1 / n, dtype === 'f64' ? 15 : 7);
        expect(p[3]).toEqual(new Array(n).fill(Number.NaN));
        const s = logsumexp(x, 1).toTypedArray();
        expect([s[0], s[1], s[3]]).toEqual([Number.NaN, Infinity, -Infinity]);
        expect(s[2]).toBeCloseTo(0.5 + Math.log(n), dtype === 'f64' ? 14 : 6);
      }
    }
  }
});
