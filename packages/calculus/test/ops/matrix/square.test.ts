import { diff, evaluate, parse } from '@nablajs/calculus';
import { SingularMatrixError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';

const f = parse('det(A + t*B)', { shapes: { A: [3, 3], B: [3, 3] } });
const B = [
  [2, 0, 1],
  [1, 1, 0],
  [0, 3, 1],
];
const A = [
  [1, 2, 3],
  [0, 1, 1],
  [2, 1, 1],
];

describe('derivatives of a determinant', () => {
  it('of order three: det(A + t·B) is a cubic in t with leading coefficient det(B) = 5', () => {
    expect(evaluate(diff(f, ['t', 3]), { A, B, t: 0.3 })).toBeCloseTo(30, 11);
    expect(evaluate(diff(f, ['t', 4]), { A, B, t: 0.3 })).toBeCloseTo(0, 9);
  });

  it('of order two exist at singular matrices, of order three they say that A must be invertible', () => {
    const singular = {
      A: [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      B,
      t: 0,
    };
    expect(evaluate(diff(f, ['t', 2]), singular)).toBe(0);
    expect(() => evaluate(diff(f, ['t', 3]), singular)).toThrow(SingularMatrixError);
  });
});
