import { diff, evaluate, fromJSON, parse, toCode, toJSON } from '@nablajs/calculus';
import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';

const shapes = { X: ['m', 'n'], S: ['n', 'n'], A: ['m', 'm'], B: ['n', 'n'], a: ['n'] } as const;
const f = (text: string) => parse(text, { shapes });

describe('index form', () => {
  it.each([
    ['A*X*B', 'X'],
    ["X'*X", 'X'],
    ['inv(S)', 'S'],
    ['kron(X, B)', 'X'],
    ['exp(A*X)', 'X'],
    ['X', 'X'],
  ])('%s by %s is the same node after JSON', (text, wrt) => {
    const derivative = diff(f(text), wrt);
    expect(fromJSON(JSON.parse(JSON.stringify(toJSON(derivative))))).toBe(derivative);
  });

  it('is einsum in Python and a comprehension in Julia', () => {
    const derivative = diff(f('A*X*B'), 'X');
    expect(toCode(derivative, 'numpy')).toContain("np.einsum('ik,lj->ijkl', A, B)");
    expect(toCode(derivative, 'torch')).toContain("torch.einsum('ik,lj->ijkl', A, B)");
    expect(toCode(derivative, 'julia')).toContain(
      '((f1, f2,) -> [f1[i, k] * f2[l, j] for i in axes(f1, 1), j in axes(f2, 2), k in axes(f1, 2), l in axes(f2, 1)])(A, B)',
    );
  });

  it('has no letters that are names or sizes', () => {
    const named = { Z: ['k', 'k'], A: ['p', 'i'], B: ['n', 'm'], X: ['i', 'n'], j: [] } as const;
    const derived = (text: string, wrt: string) => diff(parse(text, { shapes: named }), wrt);
    expect(String(derived('inv(Z)', 'Z'))).toBe('-inv(Z)[i,l]*inv(Z)[m,j]');
    expect(String(derived('j*A*X*B', 'X'))).toBe('j*A[k,q]*B[r,l]');
    const twice = diff(derived('sum((A*X*B).^3)', 'X'), 'X');
    expect(String(twice)).toMatch(/^6\*sum_[^kjpimn]{2}\(/);
    expect(String(parse(String(twice), { shapes: named }))).toBe(String(twice));
  });

  it('reads JSON that nobody wrote with a typed error', () => {
    const matrix = { sym: 'A', shape: [2, 2] };
    for (const spec of ['ij->ijk', 'ij,jk->ik', 'ijk->ij', 'ij', 'ij->ii', 'IJ->IJ']) {
      expect(() => fromJSON(['einsum', spec, matrix, 2, 2])).toThrow(ArgumentError);
    }
    expect(() => fromJSON(['einsum', 'ij->ji', matrix, 2, 0.5])).toThrow(ArgumentError);
    const transposed = fromJSON(['einsum', 'ij->ji', matrix, 2, 2]);
    expect(
      evaluate(transposed, {
        A: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toMatchObject({ shape: [2, 2] });
  });
});
