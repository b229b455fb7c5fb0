// What every public operation promises: no input is touched, running out of memory is a typed error at every allocation,
// nothing is kept, and NaN never vanishes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failAllocation } from '../src/faults.js';
import * as core from '../src/index.js';
import { liveBytes } from '../src/memory.js';
import { resident } from '../src/storage.js';
import { numbers, type Operands, operations, others } from './operations.js';

beforeAll(() => core.configure({ onWarning: () => undefined }));
afterAll(() => core.configure({ onWarning: undefined }));

function operands(n: number, dtype: core.DType): Operands {
  const generator = core.random(5);
  const a = generator.uniform([n, n], { low: 0.1, high: 0.9, dtype });
  const s = core.add(core.matmul(a, a, { transposeB: true }), core.eye(n, { dtype }));
  const [v, w] = [generator.uniform([n], { dtype }), generator.uniform([n], { dtype })];
  return { a, s, v, w };
}

const dataOf = (given: Operands): number[][] => Object.values(given).map(numbers);

it('every exported name is an operation of the table or one of the others', () => {
  const known = [...Object.keys(operations), ...others].sort();
  expect(Object.keys(core).sort()).toEqual(known);
});

it('results that no memory holds are refused by the name of the operation, before anything is allocated', () => {
  const [line, column, square] = [core.zeros([1, 1_000_000]), core.zeros([1_000_000, 1]), core.zeros([600, 600])];
  const calls: Record<string, () => unknown> = {
    zeros: () => core.zeros([1e9, 1e9]),
    ones: () => core.ones([65536, 65536]),
    eye: () => core.eye(1e6),
    add: () => core.add(line, column),
    outer: () => core.outer(line.reshape([1e6]), column.reshape([1e6])),
    kron: () => core.kron(square, square),
    matmul: () => core.matmul(column, line),
    einsum: () => core.einsum('ij,kl->ijkl', square, square),
  };
  for (const [name, call] of Object.entries(calls)) {
    const before = liveBytes() - resident();
    expect(call, name).toThrow(core.OutOfMemoryError);
    expect(call, name).toThrow(new RegExp(`^${name}: shape .* bytes do not fit`));
    expect(liveBytes() - resident()).toBe(before);
  }
});

let failures = 0;

describe.each(Object.entries(operations))('%s', (_, call) => {
  it('out of memory at any allocation: a typed error, inputs as they were, the next call right', () => {
    const given = operands(40, 'f64');
    const data = dataOf(given);
    const right = numbers(call(given));
    const before = liveBytes() - resident();
    for (let k = 1, reached = true; reached; k++) {
      failAllocation(k);
      try {
        expect(numbers(call(given))).toEqual(right);
      } catch (error) {
        expect(error).toBeInstanceOf(core.OutOfMemoryError);
        failures++;
      } finally {
        reached = !failAllocation(0);
      }
      expect(liveBytes() - resident()).toBe(before);
    }
    expect(dataOf(given)).toEqual(data);
    expect(numbers(call(given))).toEqual(right);
  });
});

it('most operations allocate', () => expect(failures).toBeGreaterThan(Object.keys(operations).length));

/** Results that cannot be NaN: comparisons are 0 or 1, an index or a rank is a whole number. */
const DECIDED = new Set('equal notEqual less lessEqual greater greaterEqual argmax argmin'.split(' '));
/** Operations that need the diagonal or the vectors to see it. */
const PLACES: Readonly<Record<string, [operand: keyof Operands, index: number]>> = {
  ...{ trace: ['a', 0], diag: ['a', 0], dot: ['v', 3], outer: ['w', 2], cumsum: ['a', 1] },
};

describe.each(['f64', 'f32'] as const)('NaN in %s', (dtype) => {
  const n = 12;
  it.each(Object.entries(operations).filter(([name]) => !DECIDED.has(name)))(
    '%s: NaN or a typed error',
    (name, call) => {
      const generator = core.random(8);
      for (let round = 0; round < 4; round++) {
        const given = operands(n, dtype);
        const [at, index] = PLACES[name] ?? ['a', generator.integers([1], { low: 0, high: n * n }).item()];
        const poison = (x: core.Tensor, i: number): core.Tensor => {
          const values = x.toTypedArray();
          values[i] = Number.NaN;
          return core.tensor(values, { shape: x.shape, dtype });
        };
        const spoilt = { ...given, [at]: poison(given[at], index) };
        // a symmetric matrix has it at both places
        if (at === 'a') spoilt.s = poison(poison(given.s, index), (index % n) * n + Math.floor(index / n));
        let result: number[];
        try {
          result = numbers(call(spoilt));
        } catch (error) {
          expect(error).toBeInstanceOf(core.NablaError);
          continue;
        }
        expect(result.some(Number.isNaN), `NaN at ${at}[${index}]`).toBe(true);
      }
    },
  );
});
