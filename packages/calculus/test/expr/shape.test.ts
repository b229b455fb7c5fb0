import { parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { isRow, rowShape, sameShape, shapeKey } from '../../src/expr/shape.js';

const shapes = { x: ['n'], A: ['m', 'n'], R: [1, 3], c: [3], y: ['m'] } as const;

describe('shapes of rows', () => {
  it('are 1×n with the number one', () => {
    expect(parse("x'", { shapes }).shape).toEqual([1, 'n']);
    expect(parse("y'*A", { shapes }).shape).toEqual([1, 'n']);
    expect(parse("x''", { shapes }).shape).toEqual(['n']);
  });

  it('differ from matrices declared 1×n, which have two indices', () => {
    const [row, matrix] = [parse("c'", { shapes }), parse('R', { shapes })];
    expect([isRow(row.shape), isRow(matrix.shape)]).toEqual([true, false]);
    expect(sameShape(row.shape, matrix.shape)).toBe(false);
    expect(shapeKey(row.shape)).not.toBe(shapeKey(matrix.shape));
    expect(rowShape(3)).toBe(row.shape);
  });

  it('keep constants of rows apart from constants of such matrices', () => {
    expect(parse('R + ones(1, 3)', { shapes }).shape).toEqual([1, 3]);
    expect(parse("c' + ones(3)'", { shapes }).shape).toEqual([1, 3]);
    expect(parse("ones(3)'*c", { shapes }).shape).toEqual([]);
  });
});
