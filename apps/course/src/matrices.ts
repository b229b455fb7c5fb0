// The checks of the matrix chapters: derivatives by vectors and matrices against the printed closed form, and against
// difference quotients entry by entry.
import { diff, type Expr, equals, evaluate, parse } from '@nablajs/calculus';
import { random, type Tensor, tensor } from '@nablajs/core-wasm';
import { differences } from './differences.js';
import type { Check, Claim } from './example.js';
import type { Text } from './language.js';
import { typeset } from './typeset.js';
import { deviation, equalTo } from './verify.js';

/** Sizes of the matrices on which the symbolic sizes are tried; all different, so that a transposition shows. */
const SIZES: Readonly<Record<string, number>> = { m: 4, n: 3, k: 2, p: 5, N: 6 };
const TOLERANCE = 1e-6;

export type Shapes = Readonly<Record<string, readonly (string | number)[]>>;
type Nested = number | readonly Nested[];

const flat = (value: number | Tensor): number[] =>
  typeof value === 'number' ? [value] : Array.from(value.toTypedArray());

/** Numbers in [-1, 1) of the given lengths, the same in every run. */
export function sample(lengths: readonly number[], seed: number): Nested {
  return random(seed)
    .uniform([...lengths], { low: -1, high: 1 })
    .toArray() as Nested;
}

/** Values of symbols of the given shapes, the same in every run. */
export function sampleValues(shapes: Shapes, symmetric: readonly string[]): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape], seed) => {
      const lengths = shape.map((size) => (typeof size === 'number' ? size : SIZES[size]));
      const values = sample(lengths, seed + 1);
      if (!symmetric.includes(name)) return [name, tensor(values as never)];
      const rows = values as number[][];
      return [name, tensor(rows.map((row, i) => row.map((_, j) => rows[Math.min(i, j)][Math.max(i, j)])))];
    }),
  );
}

/** `derived` against the difference quotients of `f` by every entry of `wrt`: outputs first, then the variable's entries. */
export function derivativeQuotients(
  derived: Expr,
  f: Expr,
  wrt: string,
  values: Readonly<Record<string, Tensor>>,
): { readonly count: number; readonly worst: number } {
  const { shape } = values[wrt];
  const at = flat(values[wrt]);
  const evaluated = (x: readonly number[]): number[] =>
    flat(evaluate(f, { ...values, [wrt]: tensor(x, { shape }) }) as number | Tensor);
  const columns = at.map((_, entry) => differences(evaluated, at, [entry]));
  const expected = columns[0].flatMap((_, output) => columns.map((column) => column[output]));
  const got = flat(evaluate(derived, values) as number | Tensor);
  const fits = got.length === expected.length;
  const worst = fits ? Math.max(...got.map((x, k) => deviation(x, expected[k]))) : Number.POSITIVE_INFINITY;
  return { count: expected.length, worst };
}

function numeric(derived: Expr, f: Expr, wrt: string, values: Readonly<Record<string, Tensor>>): Check {
  const { count, worst } = derivativeQuotients(derived, f, wrt, values);
  return {
    held: worst < TOLERANCE,
    how: {
      en: `${count} difference quotients agree to ${worst.toExponential(0)}`,
      zh: `与 ${count} 个差商一致（偏差 ${worst.toExponential(0)}）`,
    },
  };
}

/** ∂f/∂wrt in closed form, against the course's, and entry by entry. */
export function derivativeByMatrix(
  ask: string | Text,
  text: string,
  wrt: string,
  printed: string,
  shapes: Shapes,
  symmetric: readonly string[] = [],
): Claim {
  const options = { shapes, ...(symmetric.length > 0 ? { symmetric } : {}) };
  const f = parse(text, options as never);
  const derived = diff(f, wrt);
  const expected = parse(printed, options as never);
  return {
    ask,
    answer: typeset(String(derived)),
    checks: [
      {
        held: equals(derived, expected) === true,
        how: equalTo(printed),
      },
      numeric(derived, f, wrt, sampleValues(shapes, symmetric)),
    ],
  };
}

/** A matrix that Nabla computed, against the right one. */
export function matricesAgree(
  ask: string | Text,
  got: number | Tensor,
  expected: readonly (readonly number[])[],
  tolerance: number,
): Claim {
  const entries = flat(got);
  const right = expected.flat();
  const worst =
    entries.length === right.length
      ? Math.max(...entries.map((x, k) => deviation(x, right[k])))
      : Number.POSITIVE_INFINITY;
  const rows = typeof got === 'number' ? [[got]] : (got.toArray() as number[][]);
  const show = (matrix: readonly (readonly number[])[]): string =>
    `[${matrix.map((row) => `[${row.map((x) => String(Number(x.toPrecision(4)))).join(', ')}]`).join(', ')}]`;
  return {
    ask,
    answer: show(rows),
    checks: [{ held: worst <= tolerance, how: { en: `${show(expected)} expected`, zh: `应为 ${show(expected)}` } }],
  };
}
