import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  compile,
  diff,
  directional,
  evaluate,
  gradient,
  hessian,
  parse,
  taylor,
  totalDerivative,
} from '../../src/index.js';
import { partialDerivatives, totalDerivatives } from './course.js';

type Triple = readonly [decimal: string, value: number, tolerance: number];
interface TreeRecord {
  readonly id: string;
  readonly expr: string;
  readonly vars: readonly string[];
  readonly at: readonly number[];
  readonly f: Triple;
  readonly grad: readonly Triple[];
  readonly hess: readonly (readonly [number, number, ...Triple])[];
  readonly third: readonly (readonly [readonly number[], ...Triple])[];
  readonly dir: readonly number[];
  readonly dirDeriv: Triple;
}

/** 50-digit values by mpmath; randomTrees.py beside the file made them. */
const trees = JSON.parse(readFileSync(new URL('./vectors/randomTrees.json', import.meta.url), 'utf8')) as {
  records: TreeRecord[];
};

describe('the course', () => {
  it.each(partialDerivatives)('(%i) ∂ %s by %j is printed %s', (_, f, wrt, printed) => {
    expect(diff(parse(f), ...wrt).toString()).toBe(printed);
  });

  it.each(totalDerivatives)('(%i) %s through %j by %s is printed %s', (_, f, inner, variable, printed) => {
    const parts = Object.fromEntries(Object.entries(inner).map(([name, text]) => [name, parse(text)]));
    expect(totalDerivative(parse(f), variable, parts).toString()).toBe(printed);
  });

  it('(4) evaluates to 8 and 7 at (1, 2)', () => {
    const [x, y] = gradient(parse('x^2 + 3x*y + y^2'), ['x', 'y']).map((each) => evaluate(each, { x: 1, y: 2 }));
    expect([x, y]).toEqual([8, 7]);
  });

  it('(25), (26) rates of change', () => {
    const at = { x: 1, y: 1, z: 0 };
    expect(directional(parse('(x^2 + y^2)/2'), ['x', 'y'], [1, 1], { at })).toBeCloseTo(Math.SQRT2, 15);
    expect(directional(parse('(x^2 + y^2)/2'), ['x', 'y'], [-1, 1], { at })).toBe(0);
    expect(directional(parse('x^3 - x*y^2 - z'), ['x', 'y', 'z'], [2, -2, -1], { at })).toBeCloseTo(3, 15);
  });

  it('(28)–(31) Taylor polynomial of e^x·ln(1 + y)', () => {
    const T = taylor(parse('exp(x)*log(1 + y)'), { x: 0, y: 0 }, 3);
    expect(T.toString()).toBe('x^2*y/2 - x*y^2/2 + y^3/3 + x*y - y^2/2 + y');
  });
});

describe('against 50-digit values', () => {
  it.each(trees.records)('$id $expr', ({ expr, vars, at, f, grad, hess, third, dir, dirDeriv }) => {
    const root = parse(expr);
    const point = Object.fromEntries(vars.map((name, i) => [name, at[i]]));
    const near = (got: unknown, [, value, tolerance]: Triple): void =>
      expect(Math.abs((got as number) - value)).toBeLessThanOrEqual(tolerance);
    near(evaluate(root, point), f);
    for (const [i, each] of gradient(root, vars).entries()) near(evaluate(each, point), grad[i]!);
    const H = hessian(root, vars);
    const compiled = compile(root, vars).hessian(at);
    for (const [i, j, ...triple] of hess) {
      near(evaluate(H[i]![j]!, point), triple);
      near(compiled[i * vars.length + j], triple);
    }
    for (const [orders, ...triple] of third) {
      near(evaluate(diff(root, ...orders.map((k, i) => [vars[i]!, k] as const)), point), triple);
    }
    near(directional(root, vars, dir, { at: point as Record<string, number> }), dirDeriv);
  });
});
