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
    full: () => core.full([1e5, 1e5], 7),
    eye: () => core.eye(1e6),
    diag: () => core.diag(core.zeros([1e6])),
    arange: () => core.arange(1e12),
    linspace: () => core.linspace(0, 1, 1e12),
    uniform: () => core.random(1).uniform([1e9, 1e9]),
    normal: () => core.random(1).normal([65536, 65536], { dtype: 'f32' }),
    permutation: () => core.random(1).permutation(1e12),
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

/** Results that cannot be NaN: comparisons are 0 or 1, an index is a whole number. */
const DECIDED = new Set('equal notEqual less lessEqual greater greaterEqual argmax argmin'.split(' '));
/** Which operands an operation reads, when not the matrix `a` alone; and of which entries, when not of all. */
const READS: Readonly<Record<string, readonly (keyof Operands)[]>> = {
  ...Object.fromEntries(
    'add sub mul div pow atan2 hypot maximum minimum solve lstsq'.split(' ').map((name) => [name, ['a', 'v']]),
  ),
  ...Object.fromEntries('cholesky eigh eigvalsh ldlt'.split(' ').map((name) => [name, ['s']])),
  ...Object.fromEntries('concat matmul einsum'.split(' ').map((name) => [name, ['a', 's']])),
  ...{ dot: ['v', 'w'], outer: ['v', 'w'] },
};
const ON_DIAGONAL = new Set(['trace', 'diag']);
/** Finite where an argument is infinite: what is bounded, has the limit 0, or chooses; inverses are below. */
const BOUNDED = new Set(
  `sign exp exp2 expm1 atan tanh erf sigmoid softplus relu gelu gelu_tanh softmax logsumexp min max argmax argmin div pow atan2
  maximum minimum clip inv solve rcond`.split(/\s+/),
);

describe.each(['f64', 'f32'] as const)('%s:', (dtype) => {
  const n = 12;
  const given = operands(n, dtype);
  /** Whether the result depends on the entry i of an operand. */
  const readable = (name: string, i: number): boolean => !ON_DIAGONAL.has(name) || i % (n + 1) === 0;

  /** The operands with `value` at a random set of places of those that the operation reads, and the places. */
  function spoilt(name: string, value: number, seed: number): { operands: Operands; where: string } {
    const generator = core.random(seed);
    const below = (high: number): number => generator.integers([1], { low: 0, high }).item();
    const reads = READS[name] ?? ['a'];
    const at = reads[below(reads.length)]!;
    const values = given[at].toTypedArray();
    const share = [1 / values.length, 0.1, 0.5, 1][below(4)]!;
    const places = Array.from(values.keys()).filter((i) => readable(name, i));
    const chosen = new Set(places.filter(() => generator.uniform([1]).item() < share));
    if (chosen.size === 0) chosen.add(places[below(places.length)]!);
    for (const i of chosen) {
      values[i] = value;
      // a symmetric matrix has it at both places
      if (at === 's') values[(i % n) * n + Math.floor(i / n)] = value;
    }
    return {
      operands: { ...given, [at]: core.tensor(values, { shape: given[at].shape, dtype }) },
      where: `${at}[${[...chosen]}] of ${values.length}`,
    };
  }

  /** What an operation makes of them, or undefined when that is a typed error. */
  function outcome(call: (given: Operands) => unknown, spoiled: Operands): number[] | undefined {
    try {
      return numbers(call(spoiled));
    } catch (error) {
      expect(error).toBeInstanceOf(core.NablaError);
      return undefined;
    }
  }

  it.each(Object.entries(operations).filter(([name]) => !DECIDED.has(name)))(
    '%s keeps NaN wherever it is, or refuses it by a typed error',
    (name, call) => {
      for (let seed = 0; seed < 12; seed++) {
        const { operands: spoiled, where } = spoilt(name, Number.NaN, seed);
        const result = outcome(call, spoiled);
        if (result) expect(result.some(Number.isNaN), `NaN at ${where}`).toBe(true);
      }
    },
  );

  it.each(Object.entries(operations).filter(([name]) => !DECIDED.has(name) && !BOUNDED.has(name)))(
    '%s makes no finite number of an infinity, or refuses it by a typed error',
    (name, call) => {
      for (let seed = 0; seed < 12; seed++) {
        const value = seed % 2 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
        const { operands: spoiled, where } = spoilt(name, value, seed);
        const result = outcome(call, spoiled);
        if (result) expect(result.every(Number.isFinite), `${value} at ${where}`).toBe(false);
      }
    },
  );

  const entrywise = 'neg abs sign sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf sigmoid softplus relu gelu gelu_tanh floor ceil round clip'; // biome-ignore format: a list
  it.each([...entrywise.split(' '), ...'add sub mul div atan2 hypot maximum minimum'.split(' ')])(
    '%s gives NaN exactly where NaN came in',
    (name) => {
      const call = operations[name]!;
      const clean = numbers(call({ ...given, a: core.mul(given.a, 0.5) })).map(Number.isNaN);
      for (let seed = 0; seed < 6; seed++) {
        const mask = core.less(core.random(seed).uniform([n, n], { dtype }), [0.02, 0.3, 0.9][seed % 3]!);
        const a = core.where(mask, Number.NaN, core.mul(given.a, 0.5));
        const hidden = numbers(mask);
        const expected = clean.map((nan, i) => nan || hidden[i] === 1);
        expect(numbers(call({ ...given, a })).map(Number.isNaN)).toEqual(expected);
      }
    },
  );
});

it('the inverse and a solution beside an infinity are the limits, as in LAPACK, of a reciprocal condition of 0', () => {
  const a = core.tensor([[1, 2], [Number.POSITIVE_INFINITY, 1]]); // biome-ignore format: a matrix
  const [inverse, solution] = [core.inv(a, { report: true }), core.solve(a, core.tensor([1, 1]), { report: true })];
  expect(inverse).toMatchObject({ rcond: 0 });
  expect(solution).toMatchObject({ rcond: 0 });
  expect([inverse.x.toArray(), solution.x.toArray()]).toEqual([[[-0, 0], [0.5, 0]], [0, 0.5]]); // biome-ignore format: a matrix
});
