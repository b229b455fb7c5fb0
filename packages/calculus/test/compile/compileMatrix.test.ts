import { compile, evaluate, parse, UnknownSymbolError } from '@nablajs/calculus';
import { ArgumentError, random, ShapeError, type Tensor } from '@nablajs/core-wasm';
import { minimize } from '@nablajs/optim';
import { describe, expect, it } from 'vitest';

const draw = random(7);
const some = (...shape: number[]): Tensor => draw.uniform(shape, { low: -1, high: 1 });

interface Row {
  readonly text: string;
  readonly shapes: Record<string, (string | number)[]>;
  readonly variables: readonly string[];
  readonly values?: Record<string, unknown>;
  readonly sizes?: Record<string, number>;
  readonly entries: number;
}

const rows: readonly Row[] = [
  {
    text: "norm2(X*a - y)^2 + s*a'*a",
    shapes: { X: ['m', 'n'], a: ['n'], y: ['m'], s: [] },
    variables: ['a'],
    values: { X: some(7, 3), y: some(7), s: 0.3 },
    entries: 3,
  },
  {
    text: "normF(T - U*V')^2",
    shapes: { T: ['m', 'n'], U: ['m', 'k'], V: ['n', 'k'] },
    variables: ['U', 'V'],
    values: { T: some(4, 3) },
    sizes: { k: 2 },
    entries: 14,
  },
  { text: "x'*x + exp(x'*x)", shapes: { x: ['n'] }, variables: ['x'], entries: 3 },
  {
    text: 'logsumexp(A*x) - t*sum(x) + t^4/n',
    shapes: { A: ['n', 'n'], x: ['n'], t: [] },
    variables: ['x', 't'],
    values: { A: some(3, 3) },
    entries: 4,
  },
  {
    text: 'sum((tanh(X*W1)*W2 - T).^2)/2',
    shapes: { X: ['N', 'p'], W1: ['p', 'h'], W2: ['h', 'q'], T: ['N', 'q'] },
    variables: ['W1', 'W2'],
    values: { X: some(5, 3), T: some(5, 2) },
    entries: 20,
  },
];

const h = 1e-5;

function moved(x: Float64Array, entry: number, by: number): Float64Array {
  return x.map((each, k) => (k === entry ? each + by : each));
}

describe('formulas of vectors and matrices as objectives', () => {
  it.each(rows.map((row) => [row.text, row] as const))('%s', (text, { shapes, variables, values, sizes, entries }) => {
    const f = compile(parse(text, { shapes }), variables, { values, sizes });
    const x = Float64Array.from(some(entries).toTypedArray());
    const gradient = f.gradient(x);
    const hessian = f.hessian(x);
    const v = Float64Array.from(some(entries).toTypedArray());
    const product = f.hessianVectorProduct!(x, v);
    for (let i = 0; i < entries; i++) {
      expect((f.value(moved(x, i, h)) - f.value(moved(x, i, -h))) / (2 * h)).toBeCloseTo(gradient[i]!, 7);
      const [above, below] = [f.gradient(moved(x, i, h)), f.gradient(moved(x, i, -h))];
      let row = 0;
      for (let j = 0; j < entries; j++) {
        expect((above[j]! - below[j]!) / (2 * h)).toBeCloseTo(hessian[i * entries + j]!, 6);
        row += hessian[i * entries + j]! * v[j]!;
      }
      expect(product[i]).toBeCloseTo(row, 10);
    }
  });

  it('evaluates batches point by point, into arrays that are given too', () => {
    const f = compile(parse("x'*x", { shapes: { x: [2] } }), ['x']);
    const columns = [Float64Array.of(1, 2, 3), Float64Array.of(0, 1, -1)];
    expect([...f.batch(columns, 3)]).toEqual([1, 5, 10]);
    expect([...f.batchGradient(columns, 3)]).toEqual([2, 4, 6, 0, 2, -2]);
    expect([...f.batchHessian(columns, 3)]).toEqual([2, 2, 2, 0, 0, 0, 0, 0, 0, 2, 2, 2]);
    const out = new Float64Array(2);
    expect(f.gradient([3, 4], out)).toBe(out);
    expect([...out]).toEqual([6, 8]);
  });

  it('maps vectors to vectors with their Jacobian', () => {
    const shapes = { A: ['m', 'n'], x: ['n'], b: ['m'] };
    const A = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    const formulas = [parse('A*x - b', { shapes }), parse("x'*x", { shapes })];
    const map = compile(formulas, ['x'], { values: { A, b: [1, 1, 1] } });
    expect([...map.value([1, -1])]).toEqual([-2, -2, -2, 2]);
    expect([...map.jacobian([1, -1])]).toEqual([1, 2, 3, 4, 5, 6, 2, -2]);
    const columns = [Float64Array.of(1, 0), Float64Array.of(-1, 0)];
    expect([...map.batch(columns, 2)]).toEqual([-2, -1, -2, -1, -2, -1, 2, 0]);
    expect([...map.batchJacobian(columns, 2)].slice(-4)).toEqual([2, 0, -2, 0]);
  });

  it('is minimised', () => {
    const shapes = { X: ['m', 'n'], a: ['n'], y: ['m'] };
    const values = { X: some(9, 4), y: some(9) };
    const f = parse('norm2(X*a - y)^2', { shapes });
    const least = evaluate(parse("inv(X'*X)*X'*y", { shapes }), values) as Tensor;
    for (const method of ['newton', 'bfgs', 'trust-region'] as const) {
      const found = minimize(compile(f, ['a'], { values }), [0, 0, 0, 0], { method });
      expect(found.status).toBe('converged');
      found.x.forEach((each, k) => {
        expect(each).toBeCloseTo(least.get(k), 6);
      });
    }
  });

  it('takes data for scalar formulas too', () => {
    const f = compile(parse('a*x^2'), ['x'], { values: { a: 3 } });
    expect([f.value([2]), f.gradient([2])[0], f.hessian([2])[0]]).toEqual([12, 12, 6]);
  });

  it('says what is missing or does not fit', () => {
    const f = parse("x'*A*x", { shapes: { x: ['n'], A: ['n', 'n'] } });
    expect(() => compile(f, ['x'])).toThrow(UnknownSymbolError);
    expect(() => compile(f, ['x'], { values: { A: [[1, 2, 3]] } })).toThrow(ShapeError);
    expect(() => compile(parse('2*x', { shapes: { x: [2] } }), ['x'])).toThrow(/compile: expected a scalar formula/);
    const quadratic = compile(f, ['x'], { values: { A: [[1]] } });
    expect(() => quadratic.value([1, 2])).toThrow(ArgumentError);
    const open = compile(parse("sum(x*y')", { shapes: { x: ['m'], y: ['n'] } }), ['x', 'y']);
    expect(() => open.value([1, 2, 3])).toThrow(/the sizes m, n in compile's `sizes`/);
    expect(() => quadratic.gradient([1], new Float64Array(2))).toThrow(/gradient: out: expected a Float64Array of 1/);
  });
});
