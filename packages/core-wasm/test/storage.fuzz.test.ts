import { arange, concat, slice, type Tensor, tensor, transpose } from '@nablajs/core-wasm';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { memoryBudget, resident, setMemoryBudget } from '../src/storage.js';

const budget = memoryBudget();
afterEach(() => setMemoryBudget(budget));

/** A matrix beside the numbers that it must hold. */
interface Pair {
  readonly tensor: Tensor;
  readonly rows: number[][];
}

function make(m: number, n: number, start: number): Pair {
  const rows = Array.from({ length: m }, (_, i) => Array.from({ length: n }, (_, j) => start + i * n + j));
  return { tensor: tensor(rows, { shape: [m, n] }), rows };
}

function transposed({ tensor: a, rows }: Pair): Pair {
  const [m, n] = a.shape as [number, number];
  const columns = Array.from({ length: n }, (_, j) => Array.from({ length: m }, (_, i) => rows[i]![j]!));
  return { tensor: a.T, rows: columns };
}

function doubled({ tensor: a, rows }: Pair): Pair {
  return { tensor: concat([a, a], 1), rows: rows.map((row) => [...row, ...row]) };
}

function halved({ tensor: a, rows }: Pair): Pair {
  const half = Math.ceil(a.shape[1]! / 2);
  return { tensor: slice(a, [null, [0, half]]), rows: rows.map((row) => row.slice(0, half)) };
}

const step = fc.oneof(
  fc.record({
    kind: fc.constant('make' as const),
    m: fc.integer({ min: 1, max: 60 }),
    n: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({ kind: fc.constantFrom('transpose', 'double', 'halve', 'dispose', 'drop', 'check'), which: fc.nat() }),
  fc.record({ kind: fc.constant('budget' as const), bytes: fc.constantFrom(0, 10_000, 40_000, 200_000) }),
);

test('any sequence of operations under a tiny budget gives what plain arrays give', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
      setMemoryBudget(40_000);
      const pairs: Pair[] = [make(40, 40, 0)];
      steps.forEach((move, i) => {
        if (move.kind === 'make') pairs.push(make(move.m, move.n, i * 10_000));
        if (move.kind === 'budget') setMemoryBudget(move.bytes);
        if (!('which' in move) || pairs.length === 0) return;
        const at = move.which % pairs.length;
        const pair = pairs[at]!;
        if (move.kind === 'transpose') pairs.push(transposed(pair));
        if (move.kind === 'double' && pair.tensor.size < 4000) pairs.push(doubled(pair));
        if (move.kind === 'halve') pairs.push(halved(pair));
        if (move.kind === 'check') expect(pair.tensor.toArray()).toEqual(pair.rows);
        if (move.kind === 'dispose') pair.tensor[Symbol.dispose]();
        if (move.kind === 'dispose' || move.kind === 'drop') pairs.splice(at, 1);
      });
      for (const { tensor: a, rows } of pairs) expect(a.toArray()).toEqual(rows);
      const held = resident();
      for (const { tensor: a } of pairs) a[Symbol.dispose]();
      expect(resident()).toBeLessThanOrEqual(held);
    }),
    { numRuns: 40, seed: 11 },
  );
});

test('operands that are one and the same tensor are fine', () => {
  setMemoryBudget(0);
  const a = arange(3000).reshape([30, 100]);
  const out = concat([a, a, transpose(transpose(a))]);
  expect(out.get(89, 99)).toBe(2999);
});
