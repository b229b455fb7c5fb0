import { NablaError } from '@nablajs/core-wasm';
import { seededDraw } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import {
  diff,
  evaluate,
  freeSymbols,
  ParseError,
  parse,
  parseLatex,
  toLatex,
  UnknownSymbolError,
} from '../../src/index.js';
import { hostileTexts } from './hostileTexts.js';

/** What a text is answered with: the formula's text and value, or the kind of error and its place. */
function answer(text: string, read: (text: string) => ReturnType<typeof parse> = parse): string {
  try {
    const f = read(text);
    if (f.size > 2000 || f.shape.length > 0) return `a formula of ${f.size}`;
    const values = Object.fromEntries(freeSymbols(f).map((name, i) => [name, 0.5 + i]));
    const shown = `${f} = ${f.shaped ? '' : evaluate(f, values)}`;
    if (!f.shaped) diff(f, 'x');
    toLatex(f);
    return shown;
  } catch (error) {
    if (!(error instanceof NablaError)) throw new Error(`${text.slice(0, 80)}: ${error}`);
    if (error instanceof ParseError) {
      expect(error.position, text).toBeGreaterThanOrEqual(0);
      expect(error.position, text).toBeLessThanOrEqual(text.length);
      expect(error.expected, text).not.toBe('');
      const before = text.slice(0, error.position).split(/\r\n|[\n\r\u2028\u2029]/);
      if (!/[\r\u2028\u2029]/.test(text))
        expect([error.line, error.column]).toEqual([before.length, before.at(-1)!.length + 1]);
      expect(error.message, text).toContain('^');
    }
    const place = error instanceof ParseError || error instanceof UnknownSymbolError ? error.position : '';
    return `${error.code} ${place} ${error.message.length}`;
  }
}

describe('any text', () => {
  it('gives a formula or a typed error that says where, in bounded size', () => {
    expect(hostileTexts.length).toBeGreaterThan(400);
    for (const text of hostileTexts) expect(answer(text).length, text.slice(0, 80)).toBeLessThan(text.length + 20_000);
  });

  it('as LaTeX too', () => {
    for (const text of hostileTexts) answer(text, parseLatex);
  });

  it('leaves no state: no text changes what another is answered', () => {
    const short = hostileTexts.filter((text) => text.length < 2000);
    const first = new Map(short.map((text) => [text, answer(text)]));
    const draw = seededDraw(3);
    const shuffled = short.map((text) => [draw(1 << 30), text] as const).sort(([a], [b]) => a - b);
    for (const [, text] of shuffled) expect(answer(text), text).toBe(first.get(text));
  });

  it('cut off or with a character changed is still answered', () => {
    const draw = seededDraw(8);
    const whole = 'max(sin(2x₁)^2, √(α+1)) - 3.5e-2*log(1 + |x|)/(y·z)^-2, where(x, y, 1/3)';
    for (let k = 0; k < 400; k++) {
      const at = draw(whole.length);
      const other = whole[draw(whole.length)]!;
      answer([whole.slice(0, at), whole.slice(at), whole.slice(0, at) + other + whole.slice(at + 1)][draw(3)]!);
    }
  });
});
