import { tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { constant, type Expr, symbol } from '../../src/expr/node.js';
import { rebuild } from '../../src/expr/walk.js';
import { operations } from '../../src/index.js';
import { apply } from '../../src/ops/index.js';

/** The value of a graph of scalar operations at named numbers, by the table's own functions. */
function numberAt(root: Expr, at: ReadonlyMap<Expr, number>): number {
  const values = new Map<Expr, number>();
  rebuild(root, (node, args) => {
    const known = at.get(node) ?? (node.value === undefined ? undefined : node.toNumber());
    values.set(node, known ?? node.op.value!(...args.map((arg) => values.get(arg)!)));
    return node;
  });
  return values.get(root)!;
}

/** Richardson's extrapolation of central differences: error O(h⁶). */
function slope(f: (x: number) => number, x: number): number {
  const h = 2 ** -8 * Math.max(1, Math.abs(x) / 4);
  const d = (step: number): number => (f(x + step) - f(x - step)) / (2 * step);
  const [a, b, c] = [d(h), d(h / 2), d(h / 4)];
  const [p, q] = [(4 * b - a) / 3, (4 * c - b) / 3];
  return (16 * q - p) / 15;
}

describe('every operation with a partial derivative', () => {
  for (const operation of operations()) {
    if (operation.partial === undefined) continue;
    it(`${operation.name}: the rule equals the slope at every sample`, () => {
      expect(operation.samples, 'samples are required').not.toHaveLength(0);
      for (const sample of operation.samples!) {
        const symbols = sample.map((_, i) => symbol(`u${i}`));
        const self = apply(operation, symbols);
        const at = new Map(symbols.map((each, i) => [each, sample[i]!]));
        sample.forEach((x, index) => {
          const exact = numberAt(operation.partial!(symbols, index, self), at);
          const numeric = slope((t) => operation.value!(...sample.map((each, i) => (i === index ? t : each))), x);
          expect(Math.abs(exact - numeric)).toBeLessThan(1e-9 * Math.max(1, Math.abs(numeric)));
        });
      }
    });
  }

  it('is the whole grammar of scalar functions', () => {
    expect(operations().length).toBeGreaterThan(30);
    expect(constant(2).toNumber()).toBe(2);
  });
});

describe('every operation with a function of whole arrays', () => {
  const numbers = [0, -0, 1, -1, 2.5, -1e300, 1e-310, Infinity, -Infinity, NaN];
  for (const operation of operations()) {
    if (operation.whole === undefined) continue;
    it(`${operation.name}: gives the bits of its value`, () => {
      const pairs = numbers.flatMap((x) => numbers.map((y) => [x, y] as const));
      const columns = operation.arity[1] === 1 ? [numbers] : [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      const got = operation.whole!(columns.map((column) => tensor(column))).toTypedArray();
      const expected = columns[0]!.map((_, k) => operation.value!(...columns.map((column) => column[k]!)));
      expect([...got]).toEqual(expected);
    });
  }
});
