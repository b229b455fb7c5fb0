import { diff, type Expr, equals, evaluate, parse } from '@nablajs/calculus';
import { SingularMatrixError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { deviation, differences, flat, valuesOf } from './tables/differences.js';

const shapes = {
  A: ['n', 'n'],
  B: ['n', 'm'],
  X: ['n', 'n'],
  Y: ['m', 'n'],
  x: ['n'],
  y: ['n'],
  z: ['m'],
  s: [],
} as const;

type Kind = 'nn' | 'nm' | 'mn' | 'n' | 'm' | '1';

/** xorshift32, so that a failing formula can be found again by its seed. */
function dice(seed: number): (sides: number) => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

/** A random formula of the given shape, in the grammar. */
function formula(kind: Kind, depth: number, roll: (sides: number) => number): string {
  const sub = (inner: Kind): string => formula(inner, depth - 1, roll);
  const leaves: Record<Kind, string[]> = {
    nn: ['A', 'X', "A'", "X'", 'eye(n)', "x*y'"],
    nm: ['B', "Y'"],
    mn: ['Y', "B'"],
    n: ['x', 'y', 'ones(n)'],
    m: ['z', 'Y*x'],
    '1': ['s', "x'*y", 'tr(X)', 'sum(Y)', '2', 'norm2(x)'],
  };
  const pick = (choices: readonly (() => string)[]): string => choices[roll(choices.length)]!();
  if (depth === 0) return leaves[kind][roll(leaves[kind].length)]!;
  const shared = [
    () => `(${sub(kind)} + ${sub(kind)})`,
    () => `(${sub(kind)} - ${sub(kind)})`,
    () => `(${sub('1')})*(${sub(kind)})`,
    () => `sin(${sub(kind)})`,
    () => `exp(${sub(kind)}/4)`,
    () => `tanh(${sub(kind)})`,
    () => `-(${sub(kind)})`,
  ];
  const shaped = [
    () => `(${sub(kind)}).*(${sub(kind)})`,
    () => `(${sub(kind)}).^2`,
    () => `${sub(kind)} + ${sub('1')}`,
  ];
  const own: Record<Kind, (() => string)[]> = {
    nn: [
      () => `(${sub('nn')})*(${sub('nn')})`,
      () => `(${sub('nm')})*(${sub('mn')})`,
      () => `(${sub('nn')})'`,
      () => `(${sub('n')})*(${sub('n')})'`,
      () => `diag(${sub('n')})`,
      () => `inv(${sub('nn')}/8 + 3*eye(n))`,
    ],
    nm: [() => `(${sub('nn')})*(${sub('nm')})`, () => `(${sub('mn')})'`, () => `(${sub('n')})*(${sub('m')})'`],
    mn: [() => `(${sub('mn')})*(${sub('nn')})`, () => `(${sub('nm')})'`],
    n: [
      () => `(${sub('nn')})*(${sub('n')})`,
      () => `(${sub('nm')})*(${sub('m')})`,
      () => `diag(${sub('nn')})`,
      () => `softmax(${sub('n')})`,
    ],
    m: [() => `(${sub('mn')})*(${sub('n')})`, () => `((${sub('n')})'*(${sub('nm')}))'`],
    '1': [
      () => `(${sub('n')})'*(${sub('n')})`,
      () => `(${sub('m')})'*(${sub('m')})`,
      () => `tr(${sub('nn')})`,
      () => `sum(${sub('mn')})`,
      () => `sum((${sub('nn')}).*(${sub('nn')}))`,
      () => `logsumexp(${sub('n')})`,
      () => `norm2(${sub('m')})^2`,
      () => `mean(${sub('nn')})`,
      () => `det(${sub('nn')}/8 + 2*eye(n))`,
    ],
  };
  return pick([...shared, ...(kind === '1' ? [] : shaped), ...own[kind], ...own[kind]]);
}

const kinds: readonly Kind[] = ['1', '1', '1', 'n', 'm', 'nn', 'mn'];
const variables = ['x', 'X', 'Y', 's', 'y'];

describe('derivatives of random formulas', () => {
  it.each(Array.from({ length: 300 }, (_, seed) => seed + 1))('seed %i', (seed) => {
    const roll = dice(seed);
    const kind = kinds[roll(kinds.length)]!;
    const text = formula(kind, 1 + roll(3), roll);
    const f = parse(text, { shapes });
    const values = valuesOf({ shapes, sizes: { n: 3, m: 2 } }, seed);
    for (const wrt of variables) check(f, wrt, values, text);
    const again = parse(String(f), { shapes });
    expect(deviation(flat(evaluate(again, values)), flat(evaluate(f, values))), text).toBeLessThan(1e-12);
    expect(equals(f, again), text).not.toBe(false);
  });
});

function check(f: Expr, wrt: string, values: ReturnType<typeof valuesOf>, text: string): void {
  let expected: number[];
  try {
    expected = differences(f, wrt, values);
  } catch (error) {
    if (error instanceof SingularMatrixError) return;
    throw error;
  }
  const largest = Math.max(...flat(evaluate(f, values)).map(Math.abs), ...expected.map(Math.abs));
  if (!(largest < 1e5)) return;
  const derived = diff(f, wrt);
  const got = flat(evaluate(derived, values));
  const tolerance = 1e-8 * Math.max(1, largest / Math.max(...expected.map(Math.abs), 1e-3));
  expect(deviation(got, expected), `∂/∂${wrt} of ${text} = ${derived}`).toBeLessThan(tolerance);
}
