import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { diff, explain, parse, totalDerivative } from '../../src/index.js';

describe('explain', () => {
  it('tells a derivative in the steps it took, in both languages', () => {
    const f = parse('x^2*sin(2y)');
    const told = explain({ kind: 'derivative', f, wrt: 'y' }, { language: 'zh' });
    expect(told.steps[0]!.text).toBe('把 x 看做常量，对 y 求导。');
    expect(told.steps.map(({ rule }) => rule)).toEqual(['hold', 'sin', 'mul']);
    expect(told.result).toBe(diff(f, 'y'));
    expect(told.toMarkdown()).toContain('$$\\frac{\\partial}{\\partial y} \\left[\\sin 2 y\\right] = 2 \\cos 2 y$$');
    expect(explain({ kind: 'derivative', f, wrt: 'y' }).steps[0]!.text).toBe(
      'Hold x constant and differentiate with respect to y.',
    );
    expect(told.toLatex()).toMatch(/^\\begin\{enumerate\}/);
  });

  it('names every rule in both languages', () => {
    const f = parse('exp(x)*log(x) + sqrt(x)*atan(x)/cosh(x) - max(x, 2)^x');
    for (const language of ['en', 'zh'] as const) {
      for (const { text } of explain({ kind: 'derivative', f, wrt: ['x', 2] }, { language }).steps) {
        expect(text).not.toContain('{');
        expect(/[\u4e00-\u9fff]/.test(text)).toBe(language === 'zh');
      }
    }
  });

  it('tells the chain rule path by path', () => {
    const inner = { u: parse('exp(t)'), v: parse('cos(t)') };
    const f = parse('u*v + sin(t)');
    const told = explain({ kind: 'chain', f, variable: 't', inner });
    expect(told.steps.map(({ rule }) => rule)).toEqual(['chain', 'direct', 'link', 'link', 'inserted', 'substituted']);
    expect(told.result).toBe(totalDerivative(f, 't', inner));
  });

  it('tells gradients, directions, Taylor polynomials and the Hessian test', () => {
    const f = parse('x^2 + 3x*y + y^2');
    const at = { x: 0, y: 0 };
    expect(explain({ kind: 'gradient', f, vars: ['x', 'y'], at: { x: 1, y: 2 } }).steps.at(-1)!.formula).toContain(
      '8,\\; 7',
    );
    expect(explain({ kind: 'directional', f, vars: ['x', 'y'], direction: [1, 0], at: { x: 1, y: 2 } }).result).toBe(8);
    expect(String(explain({ kind: 'taylor', f: parse('exp(x)'), at: { x: 0 }, order: 2 }).result)).toBe(
      'x^2/2 + x + 1',
    );
    const test = explain({ kind: 'hessian-test', f, vars: ['x', 'y'], at }, { language: 'zh' });
    expect(test.result.kind).toBe('saddle');
    expect(test.steps.map(({ rule }) => rule)).toEqual([
      'partials',
      'stationary',
      'hessian',
      'discriminant',
      'eigenvalues',
      'saddle',
    ]);
    expect(test.steps[3]!.formula).toContain('A C - B^{2} = 2 \\cdot 2 - 3^{2} = -5 < 0');
    const found = explain({ kind: 'critical-points', f, vars: ['x', 'y'], box: { x: [-1, 1], y: [-1, 1] } });
    expect([found.result.points.length, found.result.complete]).toEqual([1, true]);
  });

  it('refuses unknown tasks and languages', () => {
    expect(() => explain({ kind: 'poem' } as never)).toThrow(ArgumentError);
    expect(() => explain({ kind: 'derivative', f: parse('x'), wrt: 'x' }, { language: 'fr' as 'en' })).toThrow(
      ArgumentError,
    );
  });
});
