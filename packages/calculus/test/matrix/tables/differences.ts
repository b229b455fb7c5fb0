import { type Expr, evaluate } from '@nablajs/calculus';
import { type NestedArray, random, type Tensor, tensor } from '@nablajs/core-wasm';
import type { Identity } from './identity.js';

export type Values = Record<string, number | Tensor>;

/** Lengths of the symbolic sizes, all different, so that a transposition shows. */
const LENGTHS: Readonly<Record<string, number>> = { m: 4, n: 3, k: 2, l: 5, p: 4, h: 3, q: 2, N: 5 };

export function flat(value: number | Tensor): number[] {
  return typeof value === 'number' ? [value] : Array.from(value.toTypedArray());
}

/** Random values for the names of a row; square matrices are well away from singular. */
export function valuesOf(row: Pick<Identity, 'shapes' | 'symmetric' | 'positive' | 'sizes'>, seed: number): Values {
  const lengths = { ...LENGTHS, ...row.sizes };
  const generator = random(seed);
  return Object.fromEntries(
    Object.entries(row.shapes).map(([name, shape]) => {
      const dims = shape.map((size) => (typeof size === 'number' ? size : lengths[size]!));
      const made = generator.uniform(dims, { low: -1, high: 1 });
      if (dims.length === 0) return [name, made.item()];
      if (dims.length < 2 || dims[0] !== dims[1]) return [name, made];
      const rows = made.toArray() as number[][];
      const positive = row.positive?.includes(name) === true;
      const symmetric = positive || row.symmetric?.includes(name) === true;
      const shift = positive ? 6 : 1.5;
      const square = rows.map((each, i) =>
        each.map((entry, j) => (symmetric ? rows[i]![j]! + rows[j]![i]! : entry) + (i === j ? shift : 0)),
      );
      return [name, tensor(square as NestedArray)];
    }),
  );
}

/** ∂f/∂wrt by sixth-order central differences: outputs first, then the entries of the variable. */
export function differences(f: Expr, wrt: string, values: Values): number[] {
  const x = values[wrt]!;
  const start = flat(x);
  const step = 1e-3;
  const columns = start.map((_, entry) => {
    const at = (steps: number): number[] => {
      const moved = start.map((each, k) => (k === entry ? each + steps * step : each));
      const value = typeof x === 'number' ? moved[0]! : tensor(moved, { shape: x.shape });
      return flat(evaluate(f, { ...values, [wrt]: value }));
    };
    const [a, b, c] = [1, 2, 3].map((k) => [at(k), at(-k)] as const) as [Pair, Pair, Pair];
    const slope = (o: number): number =>
      (45 * (a[0][o]! - a[1][o]!) - 9 * (b[0][o]! - b[1][o]!) + (c[0][o]! - c[1][o]!)) / (60 * step);
    return a[0].map((_output, o) => slope(o));
  });
  return columns[0]!.flatMap((_, output) => columns.map((column) => column[output]!));
}

type Pair = readonly [above: number[], below: number[]];

/** The largest deviation, relative to the largest entry; infinite where the lengths differ. */
export function deviation(got: readonly number[], expected: readonly number[]): number {
  if (got.length !== expected.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(...expected.map(Math.abs), 1e-3);
  return Math.max(...got.map((each, k) => Math.abs(each - expected[k]!))) / scale;
}
