import { diff, parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { codeLanguages, write } from '../../src/engine/code.js';
import { formulaOf } from '../../src/engine/formulas.js';

describe('code of a formula', () => {
  const f = formulaOf(parse('x^2*sin(2y)'));

  it('is typed TypeScript that computes it', () => {
    const code = write(f, 'typescript', 'g');
    expect(code).toBe('export function g(x: number, y: number): number {\n  return x*x*Math.sin(2*y);\n}\n');
  });

  it('is written in every language', () => {
    for (const language of codeLanguages) expect(write(f, language)).not.toBe('');
    expect(write(f, 'numpy', 'g')).toContain('def g(x, y):');
    expect(write(f, 'latex')).toBe(f.latex);
  });

  it('declares the vectors and matrices that occur, and no others', () => {
    const declared = { shapes: { A: ['n', 'n'], x: ['n'], b: ['n'] }, symmetric: ['A'] };
    const gradient = formulaOf(diff(parse("x'*A*x", declared), 'x'), declared);
    const code = write(gradient, 'typescript', 'df_dx');
    expect(code).toContain('parse("2*A*x", {\n  shapes: {"A":["n","n"],"x":["n"]},\n  symmetric: ["A"],\n})');
    expect(code).toContain('export function df_dx(A: Tensor, x: Tensor): number | Tensor');
    expect(write(gradient, 'numpy')).toContain('A @ x');
  });
});
