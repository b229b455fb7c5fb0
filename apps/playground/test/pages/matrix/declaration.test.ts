import { describe, expect, it } from 'vitest';
import { declarations, declare, declaredOf, defaultOf, namesIn } from '../../../src/pages/matrix/declaration.js';

describe('names of a matrix formula', () => {
  it.each([
    ["x'*A*x", ['x', 'A']],
    ['norm2(X*a - y)^2', ['X', 'a', 'y']],
    ['2x + 3e2*y + 2e*z', ['x', 'y', 'z']],
    ['sum(log(1 + exp(-y .* (X*w))))', ['y', 'X', 'w']],
    ['pi*α_1 + e', ['α_1']],
    ['', []],
    ['((', []],
  ])('%s', (formula, names) => {
    expect(namesIn(formula)).toEqual(names);
  });

  it('are matrices, vectors or numbers by their letters', () => {
    expect(['A', 'x', 'lambda', 'β', 'c'].map((name) => defaultOf(name).kind)).toEqual([
      'matrix',
      'vector',
      'scalar',
      'scalar',
      'scalar',
    ]);
  });

  it('are declared to the parser', () => {
    const list = [
      declare('X', 'matrix', 'm', '3'),
      declare('S', 'symmetric', 'k'),
      declare('w', 'vector'),
      declare('c', 'scalar'),
    ];
    expect(declaredOf(list)).toEqual({ shapes: { X: ['m', 3], S: ['k', 'k'], w: ['n'] }, symmetric: ['S'] });
  });
});

describe('declarations in the address', () => {
  const field = declarations([]);
  it('are read as they are written', () => {
    const list = [declare('X', 'matrix', 'm', '3'), declare('S', 'symmetric', 'k'), declare('c', 'scalar')];
    expect(field.write(list)).toBe('X.matrix.m.3,S.symmetric.k,c.scalar');
    expect(field.read(field.write(list))!.map(({ name, kind, rows }) => [name, kind, rows])).toEqual([
      ['X', 'matrix', 'm'],
      ['S', 'symmetric', 'k'],
      ['c', 'scalar', 'n'],
    ]);
    expect(field.read('')).toEqual([]);
  });

  it.each([
    'X',
    'X.cube.n',
    'X.matrix.0.n',
    'X.matrix.99999.n',
    'X.vector.n,X.vector.n',
    '__proto__.vector.n',
    'X.vector.n.n.n',
  ])('refuse %s', (text) => {
    expect(field.read(text)).toBeUndefined();
  });
});
