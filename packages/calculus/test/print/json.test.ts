import { ArgumentError } from '@nablajs/core-wasm';
import { randomFormula, seededDraw } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import { constant, diff, fromJSON, parse, TooLargeError, toJSON } from '../../src/index.js';

describe('MathJSON', () => {
  it('is plain data that reads back to the same node', () => {
    const draw = seededDraw(3);
    for (let k = 0; k < 300; k++) {
      const f = parse(randomFormula(draw, 3));
      expect(fromJSON(JSON.parse(JSON.stringify(toJSON(f))))).toBe(f);
    }
    expect(fromJSON(toJSON(constant(Math.PI / 7)))).toBe(constant(Math.PI / 7));
    expect(toJSON(parse('x^2*sin(y)/3'))).toEqual(['Multiply', ['Power', 'x', 2], ['Sin', 'y'], ['Power', 3, -1]]);
  });

  it('is what JSON.stringify takes of a formula', () => {
    const f = parse("x'*A*x/3 + mean(A.^2)", { shapes: { x: ['n'], A: ['n', 'n'] } });
    const text = JSON.stringify({ name: 'q', formulas: [f, diff(f, 'x')] });
    const { formulas } = JSON.parse(text) as { formulas: [unknown, unknown] };
    expect(formulas.map(fromJSON)).toEqual([f, diff(f, 'x')]);
  });

  it('reads the usual heads', () => {
    expect(fromJSON(['Divide', ['Subtract', 'x', 1], ['Sqrt', 'y']]).toString()).toBe('(x - 1)/sqrt(y)');
    expect(fromJSON(['Log', 'x', 2]).toString()).toBe('log(x)/log(2)');
    expect(fromJSON(['InvisibleOperator', 3, ['Delimiter', 'x'], ['Cot', 'y']]).toString()).toBe('3*x/tan(y)');
    expect([toJSON(parse('log2(x)')), toJSON(parse('erf(x)'))]).toEqual([
      ['Lb', 'x'],
      ['Erf', 'x'],
    ]);
    expect(fromJSON(['Negate', ['Square', 'Pi']]).toString()).toBe('-pi^2');
  });

  it('refuses everything else', () => {
    for (const bad of [
      null,
      {},
      [],
      [1, 2],
      ['__proto__', 1],
      ['Sin'],
      ['Sin', 1, 2],
      ['Divide', 'x'],
      ['Divide', 'x', 'y', 'z'],
      ['Log', 'x', 2, 3],
      ['Sqrt', 'x', 3],
      true,
      ['constructor', 'x'],
      { num: 'x' },
      NaN,
    ]) {
      expect(() => fromJSON(bad), JSON.stringify(bad)).toThrow(ArgumentError);
    }
    let deep: unknown = 'x';
    for (let k = 0; k < 5000; k++) deep = ['Sin', deep];
    expect(() => fromJSON(deep)).toThrow(TooLargeError);
  });
});
