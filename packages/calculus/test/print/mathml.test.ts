import { randomFormula, seededDraw } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import { diff, gradient, parse, symbol, toMathML } from '../../src/index.js';

const inside = (text: string): string => /^<math[^>]*>(.*)<\/math>$/su.exec(toMathML(parse(text)))![1]!;

/** How many children the elements with fixed arguments have. */
const ARITY: Readonly<Record<string, number>> = { mfrac: 2, mroot: 2, msup: 2, msub: 2, msubsup: 3 };

/** Checks nesting, characters and the number of arguments of an XML text; returns the names of its elements. */
function wellFormed(xml: string): Set<string> {
  const names = new Set<string>();
  const faults: string[] = [];
  const open: { name: string; children: number }[] = [];
  let length = 0;
  for (const [whole, slash, name, text] of xml.matchAll(/<(\/?)(\w+)(?: [a-z]+="[^"<]*")*>|([^<]+)/gu)) {
    length += whole.length;
    const top = open[open.length - 1];
    if (text !== undefined) {
      if (/&(?!#\d+;)|>/.test(text) || !['mi', 'mn', 'mo', 'mtext'].includes(top?.name ?? '')) faults.push(text);
    } else if (slash === '') {
      names.add(name!);
      if (top !== undefined) top.children++;
      open.push({ name: name!, children: 0 });
    } else {
      open.pop();
      if (top?.name !== name || top?.children !== (ARITY[name!] ?? top?.children)) faults.push(whole);
    }
  }
  expect({ faults, open, length }, xml.slice(0, 500)).toEqual({ faults: [], open: [], length: xml.length });
  return names;
}

describe('toMathML', () => {
  it.each([
    ['x^2/2', '<mfrac><msup><mi>x</mi><mn>2</mn></msup><mn>2</mn></mfrac>'],
    ['sqrt(x)', '<msqrt><mi>x</mi></msqrt>'],
    ['cbrt(x)', '<mroot><mi>x</mi><mn>3</mn></mroot>'],
    ['sin(x)^2', '<mrow><msup><mi>sin</mi><mn>2</mn></msup><mo rspace="0.167em">\u2061</mo><mi>x</mi></mrow>'],
    ['2*x*y', '<mrow><mn>2</mn><mo>\u2062</mo><mi>x</mi><mo>\u2062</mo><mi>y</mi></mrow>'],
    ['-x', '<mrow><mo form="prefix">\u2212</mo><mi>x</mi></mrow>'],
    ['x - y', '<mrow><mi>x</mi><mo>\u2212</mo><mi>y</mi></mrow>'],
    ['alpha_1', '<msub><mi>α</mi><mn>1</mn></msub>'],
    ['x_1^2', '<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>'],
    ['pi', '<mi>π</mi>'],
  ])('%s', (text, expected) => expect(inside(text)).toBe(expected));

  it('sets fences, cases, norms and bold letters', () => {
    expect(inside('abs(x)')).toContain('<mo form="prefix" fence="true" stretchy="false">|</mo>');
    expect(inside('abs(1/x)')).toContain('<mo form="prefix" fence="true" stretchy="true">|</mo>');
    expect(inside('where(x, y, 2)')).toMatch(/<mtable><mtr><mtd><mi>y<\/mi><\/mtd>.*<mtext>else<\/mtext>/u);
    const shapes = { A: ['n', 'n'], x: ['n'] };
    const f = parse("x'*A*x + norm2(x) + tr(A)", { shapes });
    for (const each of [f, diff(f, 'x'), diff(f, 'A')]) wellFormed(toMathML(each));
    expect(toMathML(f)).toContain('<mi>𝐀</mi>');
  });

  it('sets derivative quotients', () => {
    const set = toMathML(parse('x'), { display: true, derivative: { of: 'f', by: ['x', 'x', 'y'] } });
    expect(set).toContain('display="block"');
    expect(set).toContain('<msup><mi>x</mi><mn>2</mn></msup>');
    expect(wellFormed(set)).toContain('mfrac');
  });

  it('is well formed for random formulas and their gradients, and lets no markup in', () => {
    const draw = seededDraw(5);
    for (let k = 0; k < 200; k++) {
      const f = parse(randomFormula(draw, 4));
      for (const each of [f, ...gradient(f, ['x', 'y'])]) wellFormed(toMathML(each));
    }
    for (const name of ['<script>', 'a&b', '"><img src=x onerror=1>', "x'y", '}{', '\\end{cases}', '\\frac', '^_^']) {
      expect([...wellFormed(toMathML(symbol(name)))].every((each) => /^m[a-z]+$/.test(each))).toBe(true);
    }
  });

  it('does not care for depth', () => {
    const limits = { characters: 1e6, depth: 1e6, nodes: 1e6 };
    wellFormed(toMathML(parse(`${'sqrt(1+'.repeat(20_000)}x${')'.repeat(20_000)}`, { limits })));
  });
});
