import { diff, equals, evaluate, parse } from '@nablajs/calculus';
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
