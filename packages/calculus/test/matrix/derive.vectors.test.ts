import { diff, equals, evaluate, parse } from '@nablajs/calculus';
import type { Tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { cookbook } from './tables/cookbook.js';
import { course } from './tables/course.js';
import { deviation, differences, flat, valuesOf } from './tables/differences.js';
import type { Identity } from './tables/identity.js';

const optionsOf = (row: Identity) => ({
  shapes: row.shapes,
  symmetric: row.symmetric?.filter((name) => name in row.shapes),
});

describe.each([
  ['the course', course],
  ['The Matrix Cookbook', cookbook],
])('%s', (_source, table) => {
  it.each(table.map((row) => [row.number, row.text, row.wrt, row] as const))('(%s) %s by %s', (_n, text, wrt, row) => {
    const f = parse(text, optionsOf(row));
    const derived = diff(f, wrt, { assume: row.assume });
    if (row.printed !== undefined) expect(derived.toString()).toBe(row.printed);
    for (const seed of [1, 2]) {
      const values = valuesOf(row, seed);
      const got = flat(evaluate(derived, values));
      expect(deviation(got, differences(f, wrt, values))).toBeLessThan(1e-8);
      if (row.closed === undefined) continue;
      const closed = parse(row.closed, optionsOf(row));
      expect(deviation(got, flat(evaluate(closed, values)))).toBeLessThan(1e-10);
    }
    if (row.closed !== undefined && row.positive === undefined) {
      expect(equals(derived, parse(row.closed, optionsOf(row)))).toBe(true);
    }
  });
});

describe('The Matrix Cookbook, determinants', () => {
  const square = { X: ['n', 'n'], A: ['n', 'n'], B: ['n', 'n'], C: ['n', 'n'] } as const;
  const read = (text: string) => parse(text, { shapes: square });

  it('(47), (50) Σ ∂det(X)/∂X[i,k]·X[j,k] = δ[i,j]·det(X)', () => {
    const slope = diff(read('det(X)'), 'X');
    const row = { shapes: { X: ['n', 'n'] } };
    for (const seed of [1, 2]) {
      const values = valuesOf(row, seed);
      const gradient = (evaluate(slope, values) as Tensor).toArray() as number[][];
      const X = (values.X as Tensor).toArray() as number[][];
      const det = evaluate(read('det(X)'), values) as number;
      const products = gradient.flatMap((g) => X.map((x) => g.reduce((total, each, k) => total + each * x[k]!, 0)));
      const expected = gradient.flatMap((_, i) => X.map((_row, j) => (i === j ? det : 0)));
      expect(deviation(products, expected)).toBeLessThan(1e-12);
    }
  });

  it('(48) ∂²det(Y)/∂t² for Y = A + t·B + t²·C', () => {
    const second = diff(read('det(A + t*B + t^2*C)'), 't', 't');
    const [Y, slope] = ['(A + t*B + t^2*C)', '(B + 2*t*C)'];
    const book = read(
      `det(${Y})*(tr(inv(${Y})*(2*C)) + tr(inv(${Y})*${slope})^2 - tr(inv(${Y})*${slope}*inv(${Y})*${slope}))`,
    );
    for (const seed of [1, 2]) {
      const values = valuesOf({ shapes: { A: ['n', 'n'], B: ['n', 'n'], C: ['n', 'n'], t: [] } }, seed);
      expect(deviation(flat(evaluate(second, values)), flat(evaluate(book, values)))).toBeLessThan(1e-11);
    }
  });
});
