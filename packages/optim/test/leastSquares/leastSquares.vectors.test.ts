// NIST StRD nonlinear regression (https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml): 27 data sets, two starts each.
// `refined` are the certified parameters continued to 50 digits; both agree to 5e-11.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leastSquares } from '../../src/index.js';

interface DataSet {
  id: string;
  modelExpr: string;
  response: string;
  params: string[];
  predictors: string[];
  x: number[] | number[][];
  y: number[];
  start1: number[];
  start2: number[];
  refined: number[];
  refinedSS: number;
  certifiedSd: number[];
  certifiedRsd: number;
}

const file = new URL('../vectors/nist-strd-nonlinear.json', import.meta.url);
const { records } = JSON.parse(readFileSync(file, 'utf8')) as { records: DataSet[] };

/** Correct digits of the worst parameter. */
function digits(x: Float64Array, refined: number[]): number {
  return Math.min(...refined.map((right, j) => -Math.log10(Math.abs(x[j]! - right) / Math.abs(right) || 1e-16)));
}

describe('NIST StRD', () => {
  it('lists the 27 data sets', () => {
    expect(records.length).toBe(27);
  });

  for (const set of records) {
    for (const start of ['start1', 'start2'] as const) {
      it(`${set.id} from ${start}: 8 digits, and the certified standard errors`, () => {
        const ys = set.response === 'log(y)' ? set.y.map(Math.log) : set.y;
        const curve = { model: set.modelExpr, variables: set.predictors, parameters: set.params, xs: set.x, ys };
        const fit = leastSquares(curve, set[start]);
        expect(fit.status).toBe('converged');
        if (set.id === 'nl-Lanczos1') {
          // Data generated without noise: Σ r² is 1e-25, the rounding of y, and its errors mean nothing.
          expect(fit.value).toBeLessThan(1e-20);
          return;
        }
        expect(digits(fit.x, set.refined)).toBeGreaterThan(8);
        expect(fit.value / set.refinedSS - 1).toBeCloseTo(0, 8);
        expect(fit.residualDeviation / set.certifiedRsd - 1).toBeCloseTo(0, 7);
        for (const [j, right] of set.certifiedSd.entries())
          expect(fit.standardErrors[j]! / right - 1).toBeCloseTo(0, 6);
      });
    }
  }

  it('dogleg and Gauss–Newton solve what they should', () => {
    // Gauss–Newton follows a direction along which J loses rank from these far starts.
    for (const [method, least] of [
      ['dogleg', 50],
      ['gauss-newton', 45],
    ] as const) {
      let solved = 0;
      for (const set of records) {
        const ys = set.response === 'log(y)' ? set.y.map(Math.log) : set.y;
        const curve = { model: set.modelExpr, variables: set.predictors, parameters: set.params, xs: set.x, ys };
        for (const start of [set.start1, set.start2]) {
          const fit = leastSquares(curve, start, { method });
          if (digits(fit.x, set.refined) > 8 || fit.value < 1e-20) solved++;
        }
      }
      expect(solved, method).toBeGreaterThanOrEqual(least);
    }
  });
});
