import { parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { errorWords } from '../../src/kit/errorWords.js';

function messageOf(formula: string): string {
  try {
    parse(formula);
  } catch (error) {
    return (error as Error).message.split('\n')[0]!;
  }
  throw new Error(`${formula} is a formula`);
}

describe('errors of a formula', () => {
  it('are told in English as they are', () => {
    expect(errorWords(messageOf('x+'), 'en').words).toMatch(/^expected a number, a name or "\(", got the end/);
  });

  it.each(['x+', '(x', 'x)', 'sin()', 'sin x', 'max(', '2**', 'x^', '*x', 'pow(x)', 'sin(x, y)', 'x,', '1..2'])(
    'are told in Chinese: %s',
    (formula) => {
      const { words, language } = errorWords(messageOf(formula), 'zh');
      expect(language).toBe('zh');
      const left = words.replace(/"[^"]*"/g, '').replace(/\b(?:sin|pow|max|x|y)\b/g, '');
      expect(left).not.toMatch(/[a-z]{2,}/);
    },
  );

  it('name what is unknown, and what it may have been', () => {
    expect(errorWords(messageOf('sni(x)'), 'zh').words).toBe('第 1 行第 1 列：没有名为 sni 的函数。是不是想写 sin？');
  });

  it('stay English where no Chinese is known, and say so', () => {
    expect(errorWords('matmul: inner dimensions differ', 'zh')).toEqual({
      words: 'matmul: inner dimensions differ',
      language: 'en',
    });
  });
});
