// NIST StRD linear regression (https://www.itl.nist.gov/div898/strd/lls/lls.shtml): 11 data sets, from p = 0, by every method
// of least squares. `coef` are the exact rational solutions of the decimal data; `scipyDigits` is what LAPACK reaches with
// scaled columns. R² of NoInt1 and NoInt2 is certified about zero, the others' about the mean.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leastSquares } from '../../src/index.js';

interface DataSet {
  name: string;
  model: string;
  params: string[];
  x: number[] | number[][];
  y: number[];
  coef: number[];
  stderr: number[];
  rss: number;
  residualSd: number;
  rSquared: number;
  df: number;
  scipyDigits: number;
}

const file = new URL('../vectors/nist-strd-linear.json', import.meta.url);
const { records } = JSON.parse(readFileSync(file, 'utf8')) as { records: DataSet[] };

/** |got − right| beside |right|, or beside `scale` where that is zero. */
const off = (got: number, right: number, scale: number): number => Math.abs(got - right) / (Math.abs(right) || scale);

describe('NIST StRD, linear', () => {
  it('lists the 11 data sets', () => {
    expect(records.length).toBe(11);
  });

  for (const set of records) {
    it(`${set.name}: coefficients, standard errors, Σr², σ and R²`, () => {
      const { model, params: parameters, x: xs, y: ys } = set;
      const total = ys.reduce((sum, y) => sum + y * y, 0);
      for (const method of ['lm', 'dogleg', 'gauss-newton'] as const) {
        const fit = leastSquares({ model, parameters, xs, ys }, new Float64Array(parameters.length), { method });
        expect(fit.status, method).toBe('converged');
        const worst = Math.max(...set.coef.map((c, j) => off(fit.x[j]!, c, 1)));
        expect(-Math.log10(worst || 1e-16), method).toBeGreaterThanOrEqual(set.scipyDigits - 1);
        // Filip's condition leaves seven digits of everything.
        const close = set.name === 'Filip' ? 1e-6 : 1e-9;
        expect(off(fit.value, set.rss, total), method).toBeLessThan(close);
        expect(fit.degreesOfFreedom).toBe(set.df);
        expect(off(fit.residualDeviation, set.residualSd, Math.sqrt(total)), method).toBeLessThan(close);
        for (const [j, right] of set.stderr.entries()) {
          expect(off(fit.standardErrors[j]!, right, 1), `${method}, ${parameters[j]}`).toBeLessThan(close);
        }
        expect(off(fit.rSquared!, set.rSquared, 1), method).toBeLessThan(1e-9);
      }
    });
  }
});

describe('rSquared', () => {
  const xs = [1, 2, 3, 4];
  const ys = [3.1, 4.9, 7.2, 8.8];
  const of = (model: string, p0: number[]): number => leastSquares({ model, xs, ys }, p0).rSquared!;

  it('is about the mean where the columns of J add up to a constant, or the model is not linear', () => {
    expect(of('a*(x + 1) + b*(x - 1)', [0, 0])).toBeCloseTo(of('a + b*x', [0, 0]), 12);
    // Σr² about the mean is the same for a curve that is written without its constant: a·e^(bx) is no linear model.
    const curve = leastSquares({ model: 'a*exp(b*x)', xs, ys }, [1, 0.1]);
    const mean = ys.reduce((sum, y) => sum + y, 0) / 4;
    expect(curve.rSquared).toBeCloseTo(1 - curve.value / ys.reduce((sum, y) => sum + (y - mean) ** 2, 0), 14);
  });

  it('is about zero for a line through the origin', () => {
    const fit = leastSquares({ model: 'a*x', xs, ys }, [0]);
    expect(fit.rSquared).toBeCloseTo(1 - fit.value / ys.reduce((sum, y) => sum + y * y, 0), 14);
  });
});
