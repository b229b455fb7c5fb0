import { diff, equals, evaluate, explain, fromJSON, parse, symbol, toJSON } from '@nablajs/calculus';
import { ArgumentError, ShapeError, SingularMatrixError, type Tensor, tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';

const square = { X: ['n', 'n'], A: ['n', 'n'] };

function rejected(text: string, shapes: Record<string, (string | number)[]>): ShapeError {
  try {
    parse(text, { shapes });
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    return error as ShapeError;
  }
  throw new Error(`${text} was accepted`);
}

describe('shapes that do not fit', () => {
  it.each([
    ['A*B', { A: [2, 3], B: [2, 3] }, '2×3 and 2×3', 1],
    ['x + A*y', { x: ['n'], A: ['m', 'n'], y: ['n'] }, 'vector(n) and vector(m)', 2],
    ['det(A)', { A: ['m', 'n'] }, 'm×n', 0],
    ['1 + tr(A)', { A: [2, 3] }, '2×3', 4],
    ['inv(A)', { A: [2, 3] }, '2×3', 0],
    ['A.*B', { A: [2, 3], B: [3, 2] }, '2×3 and 3×2', 1],
    ['x^2', { x: ['n'] }, 'vector(n)', 1],
    ['A/x', { A: [2, 2], x: [2] }, 'vector(2)', 1],
    ["x'*A*y", { x: ['n'], A: ['m', 'n'], y: ['n'] }, 'm×n', 2],
  ] as const)('%s names the shapes and the place', (text, shapes, named, position) => {
    const error = rejected(text, shapes as never);
    expect(error.message).toContain(named);
    expect(error.facts.position).toBe(position);
  });

  it('refuses results of more than four indices', () => {
    const third = diff(parse('tr(X^3)', { shapes: square }), 'X', 'X');
    expect(() => diff(third, 'X')).toThrow(ShapeError);
  });

  it('names both shapes when a value does not have the declared one', () => {
    const f = parse('A*x', { shapes: { A: ['m', 'n'], x: ['n'] } });
    expect(() => evaluate(f, { A: [[1, 2]], x: [1, 2, 3] })).toThrow(/n = 2.*3/);
  });
});

describe('the determinant at singular matrices', () => {
  const gradient = diff(parse('det(Z)', { shapes: { Z: ['n', 'n'] } }), 'Z');
  const at = (Z: number[][]): unknown => {
    const value = evaluate(gradient, { Z });
    return typeof value === 'number' ? value : value.toArray();
  };

  it.each([
    [
      'rank n',
      [
        [1, 2],
        [3, 4],
      ],
      [
        [4, -3],
        [-2, 1],
      ],
    ],
    [
      'rank n − 1',
      [
        [1, 2],
        [2, 4],
      ],
      [
        [4, -2],
        [-2, 1],
      ],
    ],
    [
      'rank n − 2',
      [
        [1, 2, 3],
        [2, 4, 6],
        [3, 6, 9],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      'the zero matrix',
      [
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ],
    ['the 1×1 zero', [[0]], [[1]]],
  ])('is the matrix of cofactors at %s', (_name, Z, cofactors) => {
    const got = at(Z) as number[][];
    for (const [i, row] of got.entries()) {
      for (const [j, entry] of row.entries()) expect(entry).toBeCloseTo(cofactors[i]![j]!, 13);
    }
  });

  it('has its second derivative there too: ∂²det/∂Z₁₁∂Z₂₂ = 1 for 2×2', () => {
    const hessian = diff(gradient, 'Z');
    const value = evaluate(hessian, {
      Z: tensor([
        [1, 2],
        [2, 4],
      ]),
    });
    expect((value as { toArray(): unknown }).toArray()).toEqual([
      [
        [
          [0, 0],
          [0, 1],
        ],
        [
          [0, 0],
          [-1, 0],
        ],
      ],
      [
        [
          [0, -1],
          [0, 0],
        ],
        [
          [1, 0],
          [0, 0],
        ],
      ],
    ]);
  });

  it('is not invertible there', () => {
    const assumed = diff(parse('det(Z)', { shapes: { Z: ['n', 'n'] } }), 'Z', { assume: 'invertible' });
    expect(() =>
      evaluate(assumed, {
        Z: [
          [1, 2],
          [2, 4],
        ],
      }),
    ).toThrow(SingularMatrixError);
  });
});

describe('what SymPy 1.14 gets wrong (COURSE §3.6)', () => {
  it.each([
    ['2*det(X)', 'X', "2*adj(X)'"],
    ['log(det(X))', 'X', "inv(X)'"],
    ['1/det(X)', 'X', "-inv(X)'/det(X)"],
    ['logsumexp(x)', 'x', 'softmax(x)'],
    ["sqrt(x'*x)", 'x', "x/sqrt(x'*x)"],
    ['(tr(eye(n) - X))^2', 'X', '-2*tr(eye(n) - X)*eye(n)'],
  ])('∂ %s', (text, wrt, printed) => {
    expect(diff(parse(text, { shapes: { ...square, x: ['n'] } }), wrt).toString()).toBe(printed);
  });
});

describe('layouts', () => {
  const shapes = { A: ['m', 'n'], x: ['n'], X: ['m', 'n'] };

  it.each([
    ['A*x', 'x', 'mixed', 'A'],
    ['A*x', 'x', 'numerator', 'A'],
    ['A*x', 'x', 'denominator', "A'"],
    ['sum(x.^2)', 'x', 'mixed', '2*x'],
    ['sum(x.^2)', 'x', 'denominator', '2*x'],
    ['sum(x.^2)', 'x', 'numerator', "2*x'"],
    ["tr(A'*X)", 'X', 'numerator', "A'"],
  ] as const)('%s by %s, %s', (text, wrt, layout, printed) => {
    expect(diff(parse(text, { shapes }), wrt, { layout }).toString()).toBe(printed);
  });

  it.each([
    [{ layuot: 'numerator' }, 'layout, assume, entries'],
    [{ layout: 'rows' }, "'mixed' or 'numerator' or 'denominator'"],
    [{ assume: 'regular' }, "'invertible'"],
    [{ entries: 'all' }, "'independent' or 'free'"],
  ])('refuses the options %j, of scalars too', (options, expected) => {
    for (const f of [parse('x^2'), parse("x'*x", { shapes: { x: ['n'] } })]) {
      expect(() => diff(f, 'x', options as object)).toThrow(ArgumentError);
      expect(() => diff(f, 'x', options as object)).toThrow(expected);
    }
  });

  it('gives zeros of the right shape for what does not occur', () => {
    const f = parse('A*x', { shapes });
    expect(diff(f, symbol('q', ['k'])).shape).toEqual(['m', 'k']);
    expect(diff(f, 'X').shape).toEqual(['m', 'm', 'n']);
  });
});

describe('orthogonal matrices', () => {
  const shapes = { A: ['n', 'n'], Q: ['n', 'n'], x: ['n'] } as const;
  const derived = (text: string, wrt: string): string => String(diff(parse(text, { shapes, orthogonal: ['Q'] }), wrt));

  it("uses Q'·Q = I where Q is given", () => {
    expect(derived("tr(Q'*A*Q)", 'A')).toBe('eye(n)');
    expect(derived('norm2(Q*x)^2', 'x')).toBe('2*x');
    expect(derived("x'*Q*Q'*x", 'x')).toBe('2*x');
    expect(derived('tr(inv(Q)*A)', 'A')).toBe('Q');
  });

  it('moves every entry of Q by itself where it is the variable: no silent zero', () => {
    expect(derived("tr(Q'*Q)", 'Q')).toBe('2*Q');
    expect(derived("tr(Q'*A*Q)", 'Q')).toBe("(A + A')*Q");
    const { steps, result } = explain({
      kind: 'derivative',
      f: parse("tr(Q'*Q)", { shapes, orthogonal: ['Q'] }),
      wrt: 'Q',
    });
    expect([String(result), steps.length > 2]).toEqual(['2*Q', true]);
  });
});

describe('symmetric and diagonal variables', () => {
  const shapes = { S: ['n', 'n'], A: ['n', 'n'], x: ['n'] } as const;

  it.each([
    ['logdet(S)', 'inv(S)', '2*inv(S) - diag(diag(inv(S)))'],
    ["x'*S*x", "x*x'", "2*x*x' - diag(x.^2)"],
    ['tr(S*S)', '2*S', '4*S - 2*diag(diag(S))'],
    ['det(S)', 'adj(S)', '2*adj(S) - diag(diag(adj(S)))'],
    ['tr(S*A)', "A'", "A + A' - diag(diag(A'))"],
  ])('%s in independent and in free entries, The Matrix Cookbook (138)–(141)', (text, independent, free) => {
    const f = parse(text, { shapes, symmetric: ['S'] });
    expect(diff(f, 'S', { entries: 'independent' }).toString()).toBe(independent);
    expect(diff(f, 'S').toString()).toBe(independent);
    expect(diff(f, 'S', { entries: 'free' }).toString()).toBe(free);
  });

  it('moves an entry with its mirror image', () => {
    const f = parse('det(S)', { shapes: { S: [2, 2] }, symmetric: ['S'] });
    const slope = evaluate(diff(f, 'S', { entries: 'free' }), {
      S: tensor([
        [1, 2],
        [2, 5],
      ]),
    });
    expect((slope as Tensor).toArray()).toEqual([
      [5, -4],
      [-4, 1],
    ]);
  });

  it('moves the diagonal of a diagonal matrix', () => {
    const f = parse("x'*S*x", { shapes, diagonal: ['S'] });
    expect(diff(f, 'S', { entries: 'free' }).toString()).toBe('diag(x.^2)');
  });

  it('asks for a declaration', () => {
    expect(() => diff(parse('tr(A)', { shapes }), 'A', { entries: 'free' })).toThrow(/declared symmetric or diagonal/);
    expect(() => diff(parse('S*x', { shapes, symmetric: ['S'] }), 'S', { entries: 'free' })).toThrow(ShapeError);
    expect(() => diff(parse('tr(A)', { shapes }), 'A', { entries: 'all' as never })).toThrow(/'independent' or 'free'/);
  });
});

describe('matrix formulas as data', () => {
  it.each(["x'*S*x + norm2(x)^3", 'tr(inv(S)*3 + 2*eye(n))*det(S)', '(S.*S)*x./x - 1', 'logsumexp(S*x)', 'mean(S)'])(
    '%s and its gradient come back from JSON',
    (text) => {
      const f = parse(text, { shapes: { S: ['n', 'n'], x: ['n'] }, symmetric: ['S'] });
      for (const each of [f, diff(f, 'x')]) {
        expect(equals(fromJSON(JSON.parse(JSON.stringify(toJSON(each)))), each)).toBe(true);
      }
    },
  );
});
