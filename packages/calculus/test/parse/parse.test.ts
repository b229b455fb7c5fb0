import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { evaluate, ParseError, parse, symbol, TooLargeError, UnknownSymbolError } from '../../src/index.js';

const value = (text: string, at: Record<string, number> = {}): unknown => evaluate(parse(text), at);

function failure(text: string, opts?: Parameters<typeof parse>[1]): Error & Record<string, unknown> {
  try {
    parse(text, opts);
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error(`${text} was parsed`);
}

describe('the grammar', () => {
  it.each([
    ['-3^2', -9],
    ['2^-3^2', 2 ** -9],
    ['2^3^2', 512],
    ['2**3', 8],
    ['-2*3', -6],
    ['1 - 2 - 3', -4],
    ['12/2/3', 2],
    ['2(3+1)', 8],
    ['(2)(3)', 6],
    ['2pi', 2 * Math.PI],
    ['1e3 + 2.5E-1 + .5 + 1.', 1001.75],
    ['1/3', 1 / 3],
    ['0.1 + 0.2', 0.3],
    ['e', Math.E],
    ['ln(e) + log10(1000) + log2(8)', 7],
    ['max(1, 5, 3) - min(2, 4)', 3],
    ['sec(0) + csc(pi/2) + cot(pi/4)', 3],
    ['pow(2, 10)', 1024],
    ['atan2(1, 1)*4', Math.PI],
    ['--2', 2],
    ['+3', 3],
    ['2*-3', -6],
    ['2^-1', 0.5],
    ['cbrt(-8)', -2],
    ['1/2*4', 2],
  ])('%s = %f', (text, expected) => expect(value(text)).toBeCloseTo(expected, 12));

  it.each([
    ['（１＋２）×３÷（４－２）', 4.5],
    ['２·π', 2 * Math.PI],
    ['√16 − √(9)', 1],
    ['3²', 9],
    ['2⁻¹', 0.5],
    ['2 × 3 ⋅ 4', 24],
    ['ｓｉｎ（０）', 0],
    ['ｍａｘ（１，２）', 2],
    ['5\u00a0–\u30002', 3],
    ['[1 + 2]{3}', 9],
  ])('printed %s = %f', (text, expected) => expect(value(text)).toBeCloseTo(expected, 12));

  it.each([
    ['１０－４', 6],
    ['２＾３', 8],
    ['－５＋２', -3],
    ['３．１４', 3.14],
    ['１．５ｅ２', 150],
    ['２．５×１０^３', 2500],
    ['８／２', 4],
    ['ｐｉ', Math.PI],
    ['π²', Math.PI ** 2],
    ['e²', Math.E ** 2],
    ['x＋１', 3],
    ['２x', 4],
    ['x²', 4],
    ['x³y', 24],
    ['x¹⁰', 1024],
    ['x⁻²', 0.25],
    ['10⁻³', 0.001],
    ['√x', Math.SQRT2],
    ['2√x', 2 * Math.SQRT2],
    ['√(x + 2)', 2],
    ['√(x²＋y²)', Math.sqrt(13)],
    ['3·x', 6],
    ['3∙x', 6],
    ['x∗y', 6],
    ['x × y', 6],
    ['x ÷ y', 2 / 3],
    ['x∕y', 2 / 3],
    ['x−y', -1],
    ['x–y', -1],
    ['﹣x', -2],
    ['−x²', -4],
    ['ｅｘｐ（０）', 1],
    ['ｌｎ（x）', Math.LN2],
    ['max（1、2）', 2],
    ['ａｂｓ（－３）', 3],
    ['θ + 1', 2],
    ['2θ', 2],
    ['θ²·x', 2],
    ['x₁²', 49],
    ['x₁ + x', 9],
    ['sin(π/2)', 1],
    ['（x＋1）（x－1）', 3],
    ['2（x＋1）', 6],
    ['［x＋1］', 3],
    ['｛x＋1｝', 3],
    ['x　＋　1', 3],
    ['e^(−x²)', Math.exp(-4)],
    ['1/(1＋e^(−x))', 1 / (1 + Math.exp(-2))],
  ])('%s with x = 2, y = 3, θ = 1, x₁ = 7', (text, expected) => {
    expect(value(text, { x: 2, y: 3, θ: 1, 'x₁': 7 })).toBeCloseTo(expected, 10);
  });

  it('reads names with Greek letters, digits, underscores and subscripts', () => {
    expect(value('α + x_1 + x₁ + e1 + x2', { α: 1, x_1: 2, 'x₁': 3, e1: 4, x2: 5 })).toBe(15);
    expect(parse('xy')).toBe(symbol('xy'));
  });

  it('splits words into declared names', () => {
    const opts = { variables: ['x', 'y', 'xyz'] };
    expect(parse('xy', opts)).toBe(parse('x*y'));
    expect(parse('2xyx^2', opts)).toBe(parse('2*x*y*x^2'));
    expect(parse('xyz', opts)).toBe(symbol('xyz'));
    expect(failure('xq', opts)).toBeInstanceOf(UnknownSymbolError);
    expect(parse('e', { variables: ['e'] })).toBe(symbol('e'));
  });

  it('gives the same node for the same text, and reads back what it prints', () => {
    for (const text of [
      'x^2 + 3*x*y',
      'a - b - (c - d)',
      '-x/2',
      'sqrt(x + 1)/2',
      '2^(-x)',
      '(x^y)^z',
      'x^y^z',
      '(-2)^2',
      '0.1*x',
    ]) {
      expect(parse(parse(text).toString())).toBe(parse(text));
    }
  });

  it('makes one node of a long chain', () => {
    const f = parse(new Array(20_000).fill('x').join(' + '));
    expect(f.args.length).toBe(20_000);
    expect(evaluate(f, { x: 1 })).toBe(20_000);
  });
});

describe('errors', () => {
  it('say where and what', () => {
    const error = failure('x +\n  y * * 2');
    expect(error).toBeInstanceOf(ParseError);
    expect(error).toMatchObject({ code: 'PARSE', position: 10, line: 2, column: 7 });
    expect(error.expected).toContain('number');
    expect(error.message).toContain('  y * * 2\n        ^');
  });

  it.each([
    ['', 0],
    ['   ', 3],
    ['(x', 2],
    ['x)', 1],
    ['sin', 3],
    ['2 3', 2],
    ['x $ y', 2],
    ['[x)', 2],
    ['a, b', 1],
    ['sin()', 4],
    ['x ^', 3],
    ['* x', 0],
    ['sin(x, y)', 0],
  ])('%j at offset %i', (text, position) => {
    const error = failure(text);
    expect(error).toBeInstanceOf(ParseError);
    expect(error.position).toBe(position);
  });

  it('suggest near names', () => {
    expect(failure('sqtr(x)')).toMatchObject({ code: 'UNKNOWN_SYMBOL', suggestion: 'sqrt' });
    expect(failure('x(y)')).toBeInstanceOf(UnknownSymbolError);
    expect(failure('alpa', { variables: ['alpha', 'beta'] })).toMatchObject({
      symbol: 'alpa',
      suggestion: 'alpha',
      position: 0,
    });
    expect(() => evaluate(parse('x + y'), { x: 1 })).toThrow(UnknownSymbolError);
  });

  it('bound characters, depth, signs and exponents', () => {
    expect(failure('x'.repeat(100_001))).toBeInstanceOf(TooLargeError);
    expect(failure('('.repeat(100_000))).toBeInstanceOf(TooLargeError);
    expect(failure('x^'.repeat(5000) + 'x')).toBeInstanceOf(TooLargeError);
    expect(failure('1e999999999')).toBeInstanceOf(TooLargeError);
    const deep = '('.repeat(50_000) + 'x' + ')'.repeat(50_000);
    expect(parse(deep, { limits: { depth: 1e6, characters: 1e6, nodes: 1e6 } })).toBe(symbol('x'));
    expect(() => parse(3 as unknown as string)).toThrow(ArgumentError);
  });
});

describe('hostile text', () => {
  it('reaches no property of an object', () => {
    const before = JSON.stringify([
      Object.getOwnPropertyNames(Object.prototype),
      Object.getOwnPropertyNames(Function.prototype),
    ]);
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype']) {
      expect(parse(name)).toBe(symbol(name));
      expect(() => evaluate(parse(`${name} + 1`), {})).toThrow(UnknownSymbolError);
      expect(() => parse(`${name}(1)`)).toThrow(UnknownSymbolError);
    }
    expect(
      JSON.stringify([Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Function.prototype)]),
    ).toBe(before);
  });

  it('is answered whatever it is, and leaves no state', () => {
    const hostile = [
      '9^9^9^9',
      '1/0',
      '0/0',
      '(-1)^(1/2)',
      '2^99999',
      '10^400',
      'log(0)',
      'x'.repeat(9999),
      ')'.repeat(99),
      '\u0000',
      '🙂+1',
      "x''",
      '=x',
      'x;y',
      '1.2.3',
      '0x10',
      '--'.repeat(400) + 'x',
      'e^e^e^e^e',
    ];
    const answer = (text: string): string => {
      try {
        return String(evaluate(parse(text), { x: 1 }));
      } catch (error) {
        return (error as Error).constructor.name;
      }
    };
    const first = hostile.map(answer);
    expect([...hostile].reverse().map(answer).reverse()).toEqual(first);
    expect(first.every((each) => each !== 'TypeError' && each !== 'RangeError')).toBe(true);
  });
});
