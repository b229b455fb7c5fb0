import { diff, evaluate, parse } from '@nablajs/calculus';
import { type Tensor, tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';

const shapes = { A: ['m', 'n'], B: ['m', 'n'], S: ['n', 'n'], x: ['n'], y: ['m'], T: ['n', 'n', 'n'] } as const;
const A = [
  [1, 2, 3],
  [4, 5, 6],
];
const B = [
  [7, -1, 0],
  [2, 3, -4],
];
const S = [
  [1, 0, 2],
  [3, -1, 1],
  [0, 5, 4],
];
const values = { A, B, S, x: [1, -2, 3], y: [2, 5] };

const read = (text: string): unknown => {
  const value = evaluate(parse(text, { shapes }), values);
  return typeof value === 'number' ? value : (value as Tensor).toArray();
};

describe('index notation', () => {
  it('puts the letters in alphabetical order', () => {
    expect(read('A[j,i]')).toEqual(tensor(A).T.toArray());
    expect(read('x[i]*y[j]')).toEqual([
      [2, 5],
      [-4, -10],
      [6, 15],
    ]);
  });

  it('sums over the letters of sum_…, each sum with letters of its own', () => {
    expect(read('sum_p(A[i,p]*x[p])')).toEqual([6, 12]);
    expect(read('sum_pq(A[p,q]*B[p,q])')).toBe(7 - 2 + 8 + 15 - 24);
    expect(read('sum_p(S[p,p])')).toBe(4);
  });

  it('gives δ the size of what it stands beside', () => {
    expect(read('x[i]*δ[i,k]')).toEqual([
      [1, 0, 0],
      [0, -2, 0],
      [0, 0, 3],
    ]);
    expect(read('S[i,k] - 2*δ[i,k]')).toEqual([
      [-1, 0, 2],
      [3, -3, 1],
      [0, 5, 2],
    ]);
  });

  it('multiplies sums and applies functions element by element', () => {
    expect(read('(A[i,k] + B[i,k])*x[k]/2')).toEqual([
      [4, -1, 4.5],
      [3, -8, 3],
    ]);
    expect(read('abs(x[i])')).toEqual([1, 2, 3]);
    expect(read('x[i]^2 + 1')).toEqual([2, 5, 10]);
  });

  it('is read where a derivative prints it, to the same form', () => {
    const product = parse("A'*B", { shapes });
    const derived = diff(product, 'A');
    expect(derived.toString()).toBe('eye(n)[i,l]*B[k,j]');
    expect(parse(derived.toString(), { shapes }).toString()).toBe(derived.toString());
  });

  it('leaves a bracket that is no list of indices a product', () => {
    expect(read('2[1 + 3]')).toBe(8);
    expect(read("x'*[x]")).toBe(14);
    expect(parse('a[k]').toString()).toBe('a*k');
  });

  it('refuses letters with two sizes or none, and sums over letters that do not occur', () => {
    expect(() => parse('A[i,k]*y[k]', { shapes })).toThrow(/index k: expected one size, got n and m/);
    expect(() => parse('δ[i,k]', { shapes })).toThrow(/index i: expected an entry that gives it a size/);
    expect(() => parse('sum_p(x[i])', { shapes })).toThrow(/sum_p: expected an entry with the index p/);
  });
});
