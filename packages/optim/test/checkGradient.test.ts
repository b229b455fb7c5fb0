import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { checkGradient, numericalGradient } from '../src/index.js';

const value = (x: Float64Array): number => Math.exp(x[0]!) * Math.sin(x[1]!) + x[2]! ** 3;
const gradient = (x: Float64Array): Float64Array =>
  Float64Array.of(Math.exp(x[0]!) * Math.sin(x[1]!), Math.exp(x[0]!) * Math.cos(x[1]!), 3 * x[2]! ** 2);
const at = [0.5, 1.2, -0.7];

describe('checkGradient', () => {
  it('finds a right gradient right: tiny errors, remainder of order 2', () => {
    const check = checkGradient({ value, gradient }, at);
    expect(check.maxRelError).toBeLessThan(1e-10);
    expect(check.taylorSlope).toBeCloseTo(2, 1);
  });

  it('finds the wrong component and a remainder of order 1', () => {
    const wrong = (x: Float64Array): Float64Array => {
      const g = gradient(x);
      g[1]! *= 1.01;
      return g;
    };
    const check = checkGradient({ value, gradient: wrong }, at);
    expect(check.worstIndex).toBe(1);
    expect(check.maxAbsError).toBeCloseTo(0.01 * gradient(Float64Array.from(at))[1]!, 8);
    expect(check.taylorSlope).toBeLessThan(1.5);
  });

  it('needs a gradient', () => {
    expect(() => checkGradient(value, at)).toThrow(ArgumentError);
  });
});

describe('numericalGradient', () => {
  it('keeps within the error it states', () => {
    const right = gradient(Float64Array.from(at));
    for (const method of ['ridders', 'central'] as const) {
      const { gradient: got, error } = numericalGradient(value, at, { method });
      for (let i = 0; i < 3; i++) expect(Math.abs(got[i]! - right[i]!), method).toBeLessThanOrEqual(error[i]! + 1e-15);
      expect(Math.max(...error), method).toBeLessThan(method === 'ridders' ? 1e-9 : 1e-7);
    }
  });
});
