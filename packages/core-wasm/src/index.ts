export { dot, type MatmulOptions, matmul, trace } from './blas.js';
export { type CoreInfo, configure, info, type Settings, type Warning } from './configure.js';
export { type CreateOptions, type TensorData, type TensorOptions, tensor } from './create.js';
export { einsum } from './einsum.js';
export * from './elementwise/index.js';
export { ArgumentError, type Facts, NablaError } from './errors.js';
export { arange, diag, eye, full, linspace, ones, zeros } from './fill.js';
export {
  type IntegersOptions,
  type NormalOptions,
  Random,
  type RandomState,
  type UniformOptions,
} from './generator.js';
export type { MatrixLike, StridedArray } from './interop.js';
export { adjugate, cofactor } from './linalg/adjugate.js';
export { cholesky, NotPositiveDefiniteError } from './linalg/cholesky.js';
export { cond } from './linalg/cond.js';
export { det, type SignedLogDeterminant, slogdet } from './linalg/det.js';
export { type Eigen, type Eigenvalues, eig, eigvals } from './linalg/eig.js';
export { ConvergenceError, eigh, eigvalsh, type SymmetricEigen } from './linalg/eigh.js';
export { expm } from './linalg/expm.js';
export { inv } from './linalg/inv.js';
export { type Inertia, type LDLt, ldlt } from './linalg/ldlt.js';
export {
  type LeastSquaresOptions,
  type LeastSquaresReport,
  type LeastSquaresSolution,
  lstsq,
} from './linalg/lstsq.js';
export { type LU, lu, SingularMatrixError } from './linalg/lu.js';
export { type NormOrder, norm } from './linalg/norm.js';
export { nullSpace } from './linalg/nullSpace.js';
export type { RankOptions } from './linalg/numericalRank.js';
export { pinv } from './linalg/pinv.js';
export { type PivotedQR, type QR, qr } from './linalg/qr.js';
export { rank } from './linalg/rank.js';
export { rcond } from './linalg/rcond.js';
export { type ReportOptions, type SolveQuality, type SolveReport, solve } from './linalg/solve.js';
export { solveTriangular, type TriangularOptions } from './linalg/solveTriangular.js';
export { type SVD, svd, svdvals } from './linalg/svd.js';
export { CompilationError } from './load.js';
export { OutOfMemoryError } from './memory.js';
export { FormatError, readNpy, writeNpy } from './npy.js';
export { kron, outer } from './outer.js';
export { random } from './random.js';
export { concat, reshape, slice, transpose } from './rearrange.js';
export {
  type AxisOptions,
  argmax,
  argmin,
  cumsum,
  max,
  mean,
  min,
  prod,
  type ReduceOptions,
  sum,
} from './reduce.js';
export { type Shape, ShapeError } from './shape.js';
export { type DType, DTypeError } from './storage.js';
export { type NestedArray, type PlainTensor, Tensor } from './tensor.js';
export { std, type VarianceOptions, variance } from './variance.js';
