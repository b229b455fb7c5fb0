// Unconstrained minimization with hand-written gradients until the gradient is about 10⁻⁵; the answer compared is ∇f at
// the point found, together with f, so that a local minimum or an early stop does not pass. Where the objective is matrix
// arithmetic, SciPy gets it in NumPy and Nabla on tensors, as their users would write it; the others, and Nabla once more,
// get plain loops.
import { type BenchCase, type Contender, contend, type Prepare } from '../case.js';
import { fminDescent } from '../rivals/fmin.js';
import { nablaDescent } from '../rivals/nablaDescent.js';
import { nablaLogistic } from '../rivals/nablaLogistic.js';
import { nd4jsDescent } from '../rivals/nd4js.js';
import { numericDescent } from '../rivals/numericDescent.js';
import { pythonRival } from '../rivals/python.js';
import { type Descent, logisticRegression, rosenbrock } from './objectives.js';

/** Runs from the start; `valueAndGradient` may be called in any way that the library likes. */
export type Descender = (descent: Descent) => () => ArrayLike<number>;

/** The same function, computed in another way. */
export type Rewriter = (descent: Descent) => Descent['valueAndGradient'];

/** Plain gradient descent with a step that is known to be short enough, long past any tolerance. */
function patient({ start, valueAndGradient }: Descent, rate: number): number {
  const x = [...start];
  const gradient = new Float64Array(x.length);
  for (let k = 0; k < 4000; k++) {
    valueAndGradient(x, gradient);
    for (let i = 0; i < x.length; i++) x[i] -= rate * gradient[i];
  }
  return valueAndGradient(x, gradient);
}

/** A method of SciPy on the same function in NumPy. */
const scipy = (method: string): Prepare<Descent> =>
  pythonRival('descent', ({ start, told }: Descent) => ({ ...told, start, method }));

function minimizeCase(name: string, descent: () => Descent, least: () => number, onTensors?: Rewriter): BenchCase {
  const prepare =
    (descend: Descender, rewrite: Rewriter = ({ valueAndGradient }) => valueAndGradient): Prepare<Descent> =>
    (given): Contender => {
      const valueAndGradient = rewrite(given);
      let evaluations = 0;
      const run = descend({
        ...given,
        valueAndGradient(x, gradient) {
          evaluations++;
          return valueAndGradient(x, gradient);
        },
      });
      return {
        run() {
          evaluations = 0;
          run();
        },
        answer() {
          const x = run();
          const gradient = new Float64Array(x.length);
          return [given.valueAndGradient(x, gradient), Math.hypot(...gradient)];
        },
        evaluations: () => evaluations,
      };
    };
  return {
    name: `minimize ${name}`,
    reference: () => Float64Array.of(least(), 0),
    tolerance: 1e-4,
    contenders: contend(descent, prepare(nablaDescent, onTensors), {
      ...(onTensors && { 'nabla, plain loops': prepare(nablaDescent) }),
      'fmin cg': prepare(fminDescent),
      'numeric bfgs': prepare(numericDescent),
      'nd4js l-bfgs': prepare(nd4jsDescent),
      'SciPy bfgs': scipy('BFGS'),
      'SciPy l-bfgs-b': scipy('L-BFGS-B'),
    }),
  };
}

export const minimizeCases: readonly BenchCase[] = [
  ...[2, 10, 100].map((n) =>
    minimizeCase(
      `rosenbrock ${n}`,
      () => rosenbrock(n),
      () => 0,
    ),
  ),
  minimizeCase(
    'logistic 1000×20',
    () => logisticRegression(1000, 20),
    () => patient(logisticRegression(1000, 20), 1),
    nablaLogistic,
  ),
];
