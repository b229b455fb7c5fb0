import { ArgumentError } from '@nablajs/core-wasm';
import { allocate } from '@nablajs/core-wasm/machine';
import { randomFormula, seededDraw } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import { compile, evaluate, gradient, hessian, parse, UnknownSymbolError } from '../../src/index.js';

describe('compiled code', () => {
  it('gives the same bits as the interpreter, in every lane and for every derivative', () => {
    const draw = seededDraw(31);
    for (let k = 0; k < 150; k++) {
      const text = randomFormula(draw, 3);
      const f = parse(text);
      const wasm = compile(f, ['x', 'y']);
      const plain = compile(f, ['x', 'y'], { backend: 'interpreter' });
      expect([wasm.backend, plain.backend]).toEqual(['wasm', 'interpreter']);
      const points = Array.from({ length: 7 }, () => [(draw(4000) - 2000) / 500, (draw(4000) - 2000) / 500]);
      const columns = [0, 1].map((i) => Float64Array.from(points, (p) => p[i]!));
      const batch = wasm.batch(columns, points.length);
      const slopes = wasm.batchGradient(columns, points.length);
      const curvatures = wasm.batchHessian(columns, points.length);
      expect(plain.batchHessian(columns, points.length)).toEqual(curvatures);
      points.forEach((p, i) => {
        expect(wasm.value(p), text).toBe(plain.value(p));
        expect(wasm.value(p)).toBe(evaluate(f, { x: p[0], y: p[1] }));
        expect(batch[i]).toBe(wasm.value(p));
        expect(wasm.gradient(p)).toEqual(plain.gradient(p));
        expect([slopes[i], slopes[points.length + i]]).toEqual([...wasm.gradient(p)]);
        expect(wasm.hessian(p)).toEqual(plain.hessian(p));
        expect([0, 1, 2, 3].map((entry) => curvatures[entry * points.length + i])).toEqual([...wasm.hessian(p)]);
      });
    }
  });

  it('streams a batch of any length', () => {
    const f = compile(parse('exp(-x)*y + x^3'), ['x', 'y']);
    for (const count of [0, 1, 2, 511, 512, 513, 1500]) {
      const x = Float64Array.from({ length: count }, (_, i) => Math.sin(i));
      const y = Float64Array.from({ length: count }, (_, i) => i / 7);
      const out = f.batch([x, y], count);
      expect(out.length).toBe(count);
      for (let p = 0; p < count; p++) expect(out[p]).toBe(f.value([x[p]!, y[p]!]));
    }
  });

  it('reads columns and writes results where they are in core memory, whatever grows meanwhile', () => {
    const f = parse('sin(x)*y + x*y^2');
    for (const count of [2, 511, 1024, 1501]) {
      const block = allocate(8 * (3 * count + 1));
      for (let p = 0; p < 2 * count; p++) block.f64()[p] = Math.sin(p);
      block.f64()[3 * count] = 42;
      const plain = compile(f, ['x', 'y'], { backend: 'interpreter' });
      const expected = plain.batch([block.f64().slice(0, count), block.f64().slice(count, 2 * count)], count);
      const [x, y, out] = [0, 1, 2].map((k) => block.f64(8 * count * k, count)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      compile(f, ['x', 'y']).batch([x, y], count, out);
      expect(block.f64(16 * count, count)).toEqual(expected);
      expect(block.f64()[3 * count]).toBe(42);
      block.free();
    }
  });

  it('agrees with the expressions of many variables', () => {
    const n = 12;
    const names = Array.from({ length: n }, (_, i) => `x${i}`);
    const f = parse(
      names
        .slice(1)
        .map((name, i) => `100*(${name} - x${i}^2)^2 + (1 - x${i})^2*sin(${name})`)
        .join(' + '),
    );
    const compiled = compile(f, names);
    const x = names.map((_, i) => Math.cos(i));
    const at = Object.fromEntries(names.map((name, i) => [name, x[i]]));
    const g = compiled.gradient(x);
    for (const [i, each] of gradient(f, names).entries()) expect(g[i]).toBeCloseTo(evaluate(each, at) as number, 9);
    const H = compiled.hessian(x);
    for (const [k, each] of hessian(f, names).flat().entries())
      expect(H[k]).toBeCloseTo(evaluate(each, at) as number, 8);
  });

  it('takes several functions and variables that do not occur', () => {
    const map = compile([parse('x*y'), parse('x - z')], ['x', 'y', 'z', 'unused']);
    expect([...map.value([2, 3, 4, 5])]).toEqual([6, -2]);
    expect([...map.jacobian([2, 3, 4, 5])]).toEqual([3, 2, 0, 0, 1, 0, -1, 0]);
    const point = [2, 3, 4, 5].map((value) => Float64Array.of(value));
    expect([...map.batchJacobian(point, 1)]).toEqual([3, 2, 0, 0, 1, 0, -1, 0]);
    const constant = compile(parse('3'), ['x']);
    expect([constant.value([1]), ...constant.gradient([1]), ...constant.hessian([1])]).toEqual([3, 0, 0]);
    const out = new Float64Array(1).fill(9);
    expect(constant.gradient([1], out)).toBe(out);
    expect(out[0]).toBe(0);
    const inPlace = Float64Array.of(3, 4);
    expect([...compile(parse('x^2*y'), ['x', 'y']).gradient(inPlace, inPlace)]).toEqual([24, 9]);
    const sparse = Float64Array.of(3, 4);
    expect([...compile(parse('x^2'), ['x', 'y']).gradient(sparse, sparse)]).toEqual([6, 0]);
  });

  it('derives only as far as asked', () => {
    const f = parse('x^2');
    expect(compile(f, ['x'], { derivatives: 0 })).not.toHaveProperty('gradient');
    expect(compile(f, ['x'], { derivatives: 1 })).not.toHaveProperty('hessian');
    expect(compile(f, ['x'], { derivatives: 2 }).hessian([3])[0]).toBe(2);
  });

  it('refuses wrong calls', () => {
    expect(() => compile(parse('x + y'), ['x'])).toThrow(UnknownSymbolError);
    expect(() => compile([], ['x'])).toThrow(ArgumentError);
    expect(() => compile(parse('x'), ['x'], { derivatives: 3 as 2 })).toThrow(ArgumentError);
    const f = compile(parse('x'), ['x']);
    expect(() => f.value([1, 2])).toThrow(ArgumentError);
    expect(() => f.gradient([1], new Float64Array(2))).toThrow(ArgumentError);
    expect(() => f.batch([new Float64Array(1)], 2)).toThrow(ArgumentError);
  });
});
