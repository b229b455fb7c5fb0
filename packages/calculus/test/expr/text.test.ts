// Depths far beyond what a stack holds, and beyond what a pass that copies at every level finishes.
import { describe, expect, it } from 'vitest';
import { compile, diff, evaluate, parse, simplify, toCode, toLatex, toMathML } from '../../src/index.js';

const DEPTH = 12_000;
const limits = { characters: 1e7, depth: 1e7, nodes: 1e7 };
const nested = (opening: string): string => `${opening.repeat(DEPTH)}x${')'.repeat(DEPTH)}`;

describe.each(['sin(', '(1 + ', 'x^(', 'exp(y*', 'max(y, '])('%s nested twelve thousand times', (opening) => {
  const f = parse(nested(opening), { limits });

  it('is printed and read back', () => {
    const text = f.toString();
    expect(parse(text, { limits }).toString() === text).toBe(true);
    expect(toLatex(f).length).toBeGreaterThan(DEPTH);
    expect(toMathML(f).endsWith('</math>')).toBe(true);
    expect(toCode(f, 'js')).toContain('return');
  });

  it('is evaluated, compiled and simplified', () => {
    const value = evaluate(f, { x: 0.5, y: 0.25 });
    const compiled = compile(f, ['x', 'y'], { derivatives: 0 });
    expect([compiled.value([0.5, 0.25]), compiled.backend]).toEqual([value, 'wasm']);
    expect(evaluate(simplify(f), { x: 0.5, y: 0.25 })).toBeCloseTo(value as number, 8);
  });
});

it('derives twelve thousand nested sines', () => {
  expect(evaluate(diff(parse(nested('sin('), { limits }), 'x'), { x: 0 })).toBe(1);
});
