// Formulas of vectors and matrices with data, descended as they are written.
import { parse } from '@nablajs/calculus';
import { ArgumentError, lstsq, tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { minimize, multistart, multistartInWorkers, serveMultistart } from '../src/index.js';

const X = Array.from({ length: 12 }, (_, i) => [1, Math.sin(i), ((7 * i) % 5) - 2]);
const y = X.map(([, a, b], i) => 0.5 - 2 * a! + b! + 0.3 * Math.cos(3 * i));

describe('formulas of vectors and matrices', () => {
  it('least squares as norm2(X*a - y)^2 has the solution of lstsq', () => {
    const f = parse('norm2(X*a - y)^2', { shapes: { X: ['m', 'n'], a: ['n'], y: ['m'] } });
    const right = lstsq(tensor(X), tensor(y)).x.toTypedArray();
    for (const method of [undefined, 'bfgs', 'newton', 'l-bfgs'] as const) {
      const result = minimize(f, [0, 0, 0], { values: { X, y: Float64Array.from(y) }, ...(method && { method }) });
      expect(result.status, method).toBe('converged');
      result.x.forEach((c, j) => void expect(c, method).toBeCloseTo(right[j]!, 6));
    }
  });

  it('logistic regression as sum(log(exp(-y.*(X*w)) + 1)) ends where its gradient by hand vanishes', () => {
    const labels = y.map((value, i) => (value + Math.cos(5 * i) * 3 > 0 ? 1 : -1));
    const shapes = { X: [12, 3], w: [3], y: [12] };
    const f = parse("sum(log(exp(-y.*(X*w)) + 1)) + 0.1*w'*w", { shapes });
    const { x: w, status, evaluations } = minimize(f, [0, 0, 0], { values: { X, y: labels } });
    expect(status).toBe('converged');
    expect(evaluations.hessian).toBeGreaterThan(0);
    const gradient = w.map((c) => 0.2 * c);
    X.forEach((row, i) => {
      const margin = labels[i]! * row.reduce((sum, v, j) => sum + v * w[j]!, 0);
      row.forEach((v, j) => void (gradient[j]! -= (labels[i]! * v) / (1 + Math.exp(margin))));
    });
    for (const g of gradient) expect(g).toBeCloseTo(0, 6);
  });

  it('two variables follow one another, in natural order or the one told', () => {
    // ‖Y − u·v'‖² is least, 0, where u·v' = Y.
    const f = parse("normF(Y - u*v')^2", { shapes: { Y: [2, 3], u: [2], v: [3] } });
    const Y = [[1, 2, 3], [2, 4, 6]]; // biome-ignore format: one line
    const { x, value } = minimize(f, [1, 1, 1, 1, 1], { values: { Y } });
    expect(value).toBeCloseTo(0, 10);
    expect(x[1]! * x[4]!).toBeCloseTo(6, 5);
    const turned = minimize(f, [1, 1, 1, 1, 1], { values: { Y }, variables: ['v', 'u'] });
    expect(turned.x[2]! * turned.x[4]!).toBeCloseTo(6, 5);
  });

  it('numbers can be data of a scalar formula, and data go to workers', async () => {
    const f = parse('(x - a)^2 + sin(b*x)');
    const options = { values: { a: 2, b: 3 }, starts: 6, seed: 4 };
    const here = multistart(f, [[-5, 5]], options);
    expect(here.best.value).toBeCloseTo(minimize(parse('(x - 2)^2 + sin(3*x)'), here.best.x).value, 12);
    const { port1, port2 } = new MessageChannel();
    serveMultistart({}, port1);
    expect(await multistartInWorkers([port2], f, [[-5, 5]], options)).toEqual(here);
    port1.close();
  });

  it('a start of another length, or data that are missing, are named', () => {
    const f = parse('norm2(X*a - y)^2', { shapes: { X: [12, 3], a: [3], y: [12] } });
    expect(() => minimize(f, [0, 0], { values: { X, y } })).toThrow(ArgumentError);
    expect(() => minimize(f, [0, 0, 0], { values: { X }, variables: ['a'] })).toThrow(/y/);
  });
});
