export type { Bounds } from './bounds.js';
export { checkGradient, type GradientCheck } from './checkGradient.js';
export type { Certificate } from './classify/certificate.js';
export { type Classification, classify, type Definiteness, type Kind, type MatrixLike } from './classify/classify.js';
export { type SecondDerivativeTest, secondDerivativeTest } from './classify/secondDerivativeTest.js';
export { type Steepest, steepest } from './classify/steepest.js';
export {
  type ConstrainedOptions,
  type ConstrainedResult,
  type Constraints,
  type Multipliers,
  minimizeConstrained,
} from './constrained.js';
export type { Tolerance } from './convergence.js';
export { type NumericalGradient, numericalGradient } from './differences.js';
export type { Data, Formula, Point } from './expression.js';
export type { CurveFit } from './leastSquares/curve.js';
export type { FitMethodName } from './leastSquares/fitMethods.js';
export { type LeastSquaresOptions, type LeastSquaresResult, leastSquares } from './leastSquares/leastSquares.js';
export type { LossName } from './leastSquares/loss.js';
export type { Residuals } from './leastSquares/residuals.js';
export type { FitStatistics } from './leastSquares/statistics.js';
export type { LinearConstraints } from './linearConstraints.js';
export type { LineSearchName } from './lineSearch/index.js';
export type { MethodName } from './methods/methods.js';
export type { MinimizeOptions } from './minimization.js';
export { iterate, minimize, minimizeAsync } from './minimize.js';
export { type MultistartOptions, type MultistartResult, multistart } from './multistart.js';
export { multistartInWorkers, WorkerError, type WorkerMultistartOptions } from './multistartInWorkers.js';
export type { Objective, ObjectiveLike } from './objective.js';
export type { Evaluations, IterationState, Result, Status } from './result.js';
export * from './rules.js';
export { serveMultistart, type WorkerPort } from './serveMultistart.js';
