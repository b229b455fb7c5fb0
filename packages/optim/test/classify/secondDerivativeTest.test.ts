import { parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { secondDerivativeTest } from '../../src/index.js';

const xy = ['x', 'y'];

describe('secondDerivativeTest', () => {
  it('decides by the Hessian where it can', () => {
    const saddle = secondDerivativeTest(parse('x^3*y^2 - 3x*y^3 - x*y + 1'), xy, { x: 0, y: 0 });
    expect(saddle).toMatchObject({ kind: 'saddle', discriminant: -1, order: 2, critical: true, gradient: [0, 0] });
    expect(secondDerivativeTest('2 - x^2 - x*y - y^2', xy, [0, 0]).kind).toBe('maximum');
    expect(secondDerivativeTest('x^2 + 3y^2 - 2x', xy, [1, 0])).toMatchObject({ kind: 'minimum', value: -1 });
  });

  it('decides degenerate points by the lowest terms that do', () => {
    const cases: [string, string, number][] = [
      ['x^4 + y^4', 'minimum', 4],
      ['-(x^4 + y^4)', 'maximum', 4],
      ['x^4 - y^4', 'saddle', 4],
      ['x^3 + y^3', 'saddle', 3],
      ['x^2 + y^3', 'saddle', 3],
      ['x^2 + y^4', 'minimum', 4],
      ['-x^2 - y^4', 'maximum', 4],
      ['x^2 - y^4', 'saddle', 4],
      ['(y - x^2)*(y - 2x^2)', 'saddle', 4],
      ['(y - x^2)^2 + x^6', 'minimum', 6],
      ['(y - x^2)^2 + x^5', 'saddle', 5],
      ['x^3 - 3x*y^2', 'saddle', 3],
      ['x^6 + y^6 - x^3*y^3', 'minimum', 6],
      ['cos(x)^2 + sin(y)^4 - 1 + x^2', 'minimum', 4],
      ['x*y + x^4', 'saddle', 2],
    ];
    for (const [f, kind, order] of cases) {
      const test = secondDerivativeTest(f, xy, { x: 0, y: 0 });
      expect({ kind: test.kind, order: test.order }, f).toEqual({ kind, order });
    }
    expect(secondDerivativeTest('x^6', ['x'], [0])).toMatchObject({ kind: 'minimum', order: 6 });
    expect(secondDerivativeTest('x^2 + y^4 + z^4', ['x', 'y', 'z'], [0, 0, 0]).kind).toBe('minimum');
    expect(secondDerivativeTest('x^2 + y^4 - z^4', ['x', 'y', 'z'], [0, 0, 0]).kind).toBe('saddle');
  });

  it('sees through a rotation of the axes', () => {
    // Peano's function turned by 30°
    const peano = '((-0.5)*x + sqrt(3)/2*y - (sqrt(3)/2*x + y/2)^2)*((-0.5)*x + sqrt(3)/2*y - 2*(sqrt(3)/2*x + y/2)^2)';
    expect(secondDerivativeTest(peano, xy, [0, 0])).toMatchObject({ kind: 'saddle', order: 4 });
  });

  it('claims nothing it cannot decide, and says why', () => {
    const semidefinite = secondDerivativeTest('x^2*y^2', xy, [0, 0]);
    expect(semidefinite.kind).toBe('inconclusive');
    expect(semidefinite.reason).toMatch(/vanish/);
    expect(secondDerivativeTest('x^2', xy, [0, 0]).reason).toMatch(/every term/);
    const slope = secondDerivativeTest('x + y^2', xy, [0, 0]);
    expect(slope).toMatchObject({ kind: 'inconclusive', critical: false });
    expect(slope.reason).toMatch(/not a critical point/);
  });

  it('a form that is constant on the sphere ends the search for its signs', () => {
    for (const [formula, variables] of [
      ['(x^2 + y^2)^2', ['x', 'y']],
      ['-(x^2 + y^2 + z^2)^2', ['x', 'y', 'z']],
    ] as const) {
      const { kind } = secondDerivativeTest(formula, [...variables], new Array(variables.length).fill(0));
      expect(kind).toBe(formula.startsWith('-') ? 'maximum' : 'minimum');
    }
  });
});
