import { directional, parse, taylor, totalDerivative } from '@nablajs/calculus';
import { steepest } from '@nablajs/optim';
import { describe, expect, it } from 'vitest';
import { errorWords } from '../../src/kit/errorWords.js';

const shapes = { A: ['m', 'n'], x: ['n'], y: ['m'], S: ['n', 'n'] };

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message.split('\n')[0]!;
  }
  throw new Error('there is no error');
}

/** No English but names, which are in quotes or those of the formula. */
function expectChinese(message: string): void {
  const words = errorWords(message, 'zh') ?? `unknown: ${message}`;
  const left = words.replace(/"[^"]*"/g, '').replace(/\b(?:sin|pow|log|sqrt|det|diag|max|kron)\b/g, '');
  expect(left).not.toMatch(/[a-z]{2,}/);
  expect(words).toMatch(/[\u4e00-\u9fff]/);
}

describe('errors', () => {
  it('are told in English as they are', () => {
    expect(
      errorWords(
        messageOf(() => parse('x+')),
        'en',
      ),
    ).toMatch(/^expected a number, a name or "\(", got the end/);
  });

  it.each([
    'x+',
    '(x',
    'x)',
    'sin()',
    'sin x',
    'max(',
    '2**',
    'x^',
    '*x',
    'pow(x)',
    'sin(x, y)',
    'x,',
    '1..2',
    '1e999999',
  ])('of a formula are told in Chinese: %s', (formula) => expectChinese(messageOf(() => parse(formula))));

  it.each([
    'A*x + x',
    'A*A',
    'x*y',
    'det(A)',
    'A.*S',
    'A^2',
    'x^x',
    'diag(A)',
    'x/x',
    'max(A, x)',
    'kron(A, x)',
    'log(x)*A',
  ])('of shapes are told in Chinese: %s', (formula) => expectChinese(messageOf(() => parse(formula, { shapes }))));

  it.each<[string, () => unknown]>([
    ['where a function has no value', () => taylor(parse('log(x)'), { x: 0 }, 2)],
    ['where a derivative has none', () => taylor(parse('sqrt(x)'), { x: 0 }, 1)],
    ['where a gradient has none', () => directional(parse('sqrt(x)*y'), ['x', 'y'], [1, 1], { at: { x: 0, y: 0 } })],
    ['where nothing is steepest', () => steepest(parse('log(x)*y'), ['x', 'y'], { x: 0, y: 0 })],
    ['of a circle', () => totalDerivative(parse('u'), 'x', { u: parse('v'), v: parse('u') })],
    ['of what is too deep', () => parse('('.repeat(5000))],
    ['of what is no square matrix', () => parse('x', { shapes, symmetric: ['A'] })],
  ])('%s are told in Chinese', (_, work) => expectChinese(messageOf(work)));

  it('name what is unknown, and what it may have been', () => {
    expect(
      errorWords(
        messageOf(() => parse('sni(x)')),
        'zh',
      ),
    ).toBe('第 1 行第 1 列：没有名为 sni 的函数。是不是想写 sin？');
  });

  it('have no Chinese where their form is not known', () => {
    expect(errorWords('matmul: inner dimensions differ', 'zh')).toBeUndefined();
  });
});
