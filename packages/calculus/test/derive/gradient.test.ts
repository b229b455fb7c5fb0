import { ArgumentError } from '@nablajs/core-wasm';
import { randomFormula, seededDraw } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import { adjoints } from '../../src/derive/adjoints.js';
import { gradientOf } from '../../src/derive/gradient.js';
import { evaluate, gradient, hessian, jacobian, parse, symbol } from '../../src/index.js';
import { canonical } from '../../src/simplify/canonical.js';

describe('gradient, Jacobian, Hessian', () => {
  it('are in the order of the variables, zero for absent ones', () => {
    expect(gradient(parse('x^2*z'), ['z', 'y', 'x']).map(String)).toEqual(['x^2', '0', '2*x*z']);
    expect(jacobian([parse('r*cos(t)'), parse('r*sin(t)')], ['r', 't']).map((row) => row.map(String))).toEqual([
      ['cos(t)', '-r*sin(t)'],
      ['sin(t)', 'r*cos(t)'],
    ]);
    const H = hessian(parse('x^2 + 3x*y + y^2'), ['x', 'y']);
    expect(H.map((row) => row.map(String))).toEqual([
      ['2', '3'],
      ['3', '2'],
    ]);
    expect(hessian(parse('sin(x*y)'), ['x', 'y'])[0]![1]).toBe(hessian(parse('sin(x*y)'), ['x', 'y'])[1]![0]);
  });

  it('refuses repeated variables and what is no list', () => {
    expect(() => gradient(parse('x'), ['x', 'x'])).toThrow(ArgumentError);
    expect(() => gradient(parse('x'), 'x' as unknown as string[])).toThrow(ArgumentError);
  });

  it('reverse sweep equals forward derivatives', () => {
    const draw = seededDraw(5);
    const names = ['x', 'y'];
    let compared = 0;
    for (let k = 0; k < 400; k++) {
      const f = canonical(parse(randomFormula(draw, 4)));
      const symbols = names.map((name) => symbol(name));
      const [forward, reverse] = [gradientOf(f, symbols), adjoints(f, symbols)];
      for (const [x, y] of [
        [0.7, 1.3],
        [-0.4, 0.6],
      ] as const) {
        forward.forEach((each, i) => {
          const [a, b] = [evaluate(each, { x, y }) as number, evaluate(reverse[i]!, { x, y }) as number];
          if (!Number.isFinite(a) || !Number.isFinite(b)) return;
          compared++;
          expect(Math.abs(a - b), String(f)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(a)));
        });
      }
    }
    expect(compared).toBeGreaterThan(500);
  });

  it('keeps constants of many digits within what a double holds', () => {
    const f = parse(
      '((x + 0.2550286059830632)^5*0.1 + 1.0389045445473934/7.123456789012345*y)*(x*3.4300000000000002 + 0.28245548173472607)^3' +
        ' + (1.92/1.0389045445473934)^1.54*sin(x*1.0375021162347446)^5/0.9162092533678292 + (x/0.1983766653828603 + y/2.6147385165078596)^4',
    );
    const at = { x: 0.55, y: 0.57 };
    for (const each of [f, ...gradient(f, ['x', 'y']), ...hessian(f, ['x', 'y']).flat()]) {
      const value = evaluate(each, at) as number;
      expect(value).not.toBeNaN();
      expect(evaluate(parse(each.toString()), at)).toBeCloseTo(value, 6);
    }
    const step = 1e-6;
    const slope =
      ((evaluate(f, { ...at, x: at.x + step }) as number) - (evaluate(f, { ...at, x: at.x - step }) as number)) /
      (2 * step);
    expect(evaluate(gradient(f, ['x', 'y'])[0]!, at)).toBeCloseTo(slope, 3);
  });
});
