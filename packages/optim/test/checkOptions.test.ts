// Options are read strictly: what is misspelt or out of range is said, with the name that was probably meant.
import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { nearMiss } from '../src/checkOptions.js';
import {
  classify,
  leastSquares,
  type MinimizeOptions,
  minimize,
  minimizeAsync,
  minimizeConstrained,
} from '../src/index.js';

const square = (x: Float64Array): number => x[0]! ** 2;
const asGiven = (options: object): MinimizeOptions => options as MinimizeOptions;

describe('names of options', () => {
  it('an unknown one is an error that names the nearest', () => {
    const misspelt: [string, string][] = [
      ['maxIter', 'maxIterations'],
      ['tolerence', 'tolerance'],
      ['linesearch', 'lineSearch'],
      ['beta_1', 'beta1'],
      ['methd', 'method'],
    ];
    for (const [given, meant] of misspelt) {
      expect(() => minimize(square, [1], asGiven({ [given]: 1 })), given).toThrow(
        `minimize: expected the option '${meant}', got '${given}'`,
      );
      expect(nearMiss(given, ['signal', meant, 'bounds'])).toBe(meant);
    }
    expect(() => minimize(square, [1], asGiven({ population: 3 }))).toThrow(/options among method, .*'population'/);
    expect(() => leastSquares({ residual: (p) => p.slice() }, [1], { looss: 1 } as object)).toThrow(/'loss'.*'looss'/);
    expect(() => minimize(square, [1], asGiven({ tolerance: { grad: 1 } }))).toThrow(/'gradient'.*'grad'/);
  });

  it('an undefined one counts as not given', () => {
    expect(minimize(square, [1], asGiven({ nothing: undefined, tolerance: undefined })).status).toBe('converged');
    expect(minimize(square, [1], asGiven({ tolerance: { step: undefined } })).status).toBe('converged');
  });
});

describe('numbers', () => {
  it('tolerances and limits out of range are errors, in a promise too', async () => {
    for (const bad of [-1, Number.NaN, '1e-8', null]) {
      expect(() => minimize(square, [1], asGiven({ tolerance: { gradient: bad } })), String(bad)).toThrow(
        ArgumentError,
      );
      expect(() => minimize(square, [1], asGiven({ maxIterations: bad })), String(bad)).toThrow(/maxIterations/);
    }
    expect(() => minimize(square, [1], asGiven({ tolerance: 1e-8 }))).toThrow(/tolerance: expected an object/);
    await expect(minimizeAsync(square, [1], asGiven({ tolerance: { value: -1 } }))).rejects.toThrow(/tolerance\.value/);
  });

  it('constants and listeners that are none are errors', () => {
    for (const bad of [
      { method: 'l-bfgs', memory: 0 },
      { method: 'l-bfgs-b', memory: 2.5 },
      { method: 'trust-region', radius: -1 },
      { method: 'trust-region', subproblem: 'dogleg' },
      { method: 'momentum', momentum: -1 },
      { learningRate: '0.1' },
      { onIteration: 3 },
      { signal: {} },
    ]) {
      expect(() => minimize(square, [1], asGiven(bad)), JSON.stringify(bad)).toThrow(ArgumentError);
    }
    const line = { residual: (p: Float64Array) => p.slice() };
    expect(() => leastSquares(line, [1], { signal: 'stop' } as object)).toThrow(/signal: expected an AbortSignal/);
    for (const bad of [{ maxIterations: -1 }, { penalty: 0 }, { tolerance: { step: 1 } }, { signal: true }]) {
      expect(() => minimizeConstrained(square, [1], {}, bad as object), JSON.stringify(bad)).toThrow(ArgumentError);
    }
    expect(() => classify([[1]], { tol: 1e-3 } as object)).toThrow(/'tolerance'.*'tol'/);
  });

  it('a loss nobody knows and a scale that is none are errors', () => {
    const line = { residual: (p: Float64Array) => p.slice() };
    for (const bad of [{ loss: 'hubber' }, { loss: 'constructor' }, { lossScale: 0 }, { lossScale: Number.NaN }]) {
      expect(() => leastSquares(line, [1], bad as object), JSON.stringify(bad)).toThrow(ArgumentError);
    }
  });

  it('zero and infinity are allowed', () => {
    expect(
      minimize(square, [1], { tolerance: { gradient: 0 }, maxIterations: Number.POSITIVE_INFINITY }).x[0],
    ).toBeCloseTo(0);
    expect(minimize(square, [1], { maxIterations: 0 }).status).toBe('max-iterations');
  });
});
