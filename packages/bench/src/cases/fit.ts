// Nonlinear least squares: NIST's Misra1a, y = b₁(1 − exp(−b₂x)), from its second start, against the certified values.
// https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml
import { type BenchCase, type Contender, contend, type Prepare } from '../case.js';
import { mlLevenbergMarquardtFit } from '../rivals/mlLevenbergMarquardt.js';
import { nablaFit } from '../rivals/nablaFit.js';
import { nd4jsFit } from '../rivals/nd4js.js';
import { pythonRival } from '../rivals/python.js';

/** A curve with two parameters through points. */
export interface Fit {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly start: readonly [number, number];
  model(b: ArrayLike<number>, x: number): number;
  /** ∂model/∂b₁ and ∂model/∂b₂. */
  slopes(b: ArrayLike<number>, x: number): [number, number];
}

const misra1a: Fit = {
  x: [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760],
  y: [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
  start: [250, 5e-4],
  model: (b, x) => b[0] * (1 - Math.exp(-b[1] * x)),
  slopes: (b, x) => [1 - Math.exp(-b[1] * x), b[0] * x * Math.exp(-b[1] * x)],
};

const CERTIFIED = [238.94212918, 5.5015643181e-4];

/** What fits again and again, giving b. */
export type Fitter = (fit: Fit) => () => ArrayLike<number>;

/** Compared relative to the certified values, which differ by five orders of magnitude. */
const prepare =
  (fitter: Fitter): Prepare<Fit> =>
  (given): Contender => {
    const fit = fitter(given);
    return {
      run: () => void fit(),
      answer() {
        const b = fit();
        return CERTIFIED.map((certified, k) => b[k] / certified);
      },
    };
  };

export const fitCases: readonly BenchCase[] = [
  {
    name: 'fit misra1a',
    reference: () => Float64Array.of(1, 1),
    tolerance: 1e-6,
    contenders: contend(() => misra1a, prepare(nablaFit), {
      'ml-levenberg-marquardt': prepare(mlLevenbergMarquardtFit),
      'nd4js lm': prepare(nd4jsFit),
      'SciPy curve_fit': pythonRival('fit', ({ x, y, start }: Fit) => ({ x, y, start, certified: CERTIFIED })),
    }),
  },
];
