export { type Draw, randomFormula, seededDraw } from './formula.js';
export { chainedRosenbrock } from './problems/chainedRosenbrock.js';
export { smallProblems } from './problems/moreGarbowHillstrom.js';
export { sizedProblems } from './problems/moreGarbowHillstromAnyN.js';
export { objective } from './problems/objective.js';
export { type LeastSquaresProblem, type Minimum, sumOfSquares } from './problems/problem.js';
export { epsilonOf, norm1, orthogonalityRatio, product, residualRatio, transposed } from './residual.js';
export { indexIn, type Layout, layouts } from './strided.js';
export { thrown } from './thrown.js';
export {
  fill,
  scaled,
  seededUniform,
  symmetrized,
  type ZooMatrix,
  zoo,
  zooMatrix,
  zooNames,
  zooOrders,
  zooShapes,
} from './zoo.js';
