export type { CriticalPoint } from './analyze/classifyPoint.js';
export { type Box, type CriticalPointOptions, type CriticalPoints, criticalPoints } from './analyze/criticalPoints.js';
export { type CompileOptions, compile } from './compile/compile.js';
export type {
  Compiled,
  CompiledGradient,
  CompiledHessian,
  CompiledJacobian,
  CompiledMap,
  CompiledValue,
  CompiledValues,
} from './compile/compiled.js';
export { evaluate, type Values } from './compile/evaluate.js';
export { compose, totalDerivative } from './derive/chain.js';
export { type DependencyGraph, dependencyGraph } from './derive/dependencyGraph.js';
export { diff, type Wrt } from './derive/diff.js';
export { type Direction, directional } from './derive/directional.js';
export { DomainError } from './derive/domainError.js';
export { gradient, hessian, jacobian } from './derive/gradient.js';
export { limitQuotient, type QuotientLimit, type QuotientRow } from './derive/limitQuotient.js';
export { type Substitution, substitute } from './derive/substitute.js';
export { type Point, type QuadraticForm, quadraticForm, taylor } from './derive/taylor.js';
export { taylorRemainder } from './derive/taylorRemainder.js';
export type { Variable } from './derive/variables.js';
export { type ExplainResult, type ExplainTask, explain } from './explain/explain.js';
export { type ExplainLanguage, Explanation, type Step } from './explain/explanation.js';
export { type Budget, defaultBudget, TooLargeError } from './expr/budget.js';
export { constant, Expr, symbol } from './expr/node.js';
export type { Explained, Interval, Language, Lines, Operation, PrintContext, Printed } from './expr/operation.js';
export type { Shape } from './expr/shape.js';
export { UnknownSymbolError } from './expr/unknownSymbol.js';
export { freeSymbols } from './expr/walk.js';
export { checkDerivative, type DerivativeCheck } from './matrix/checkDerivative.js';
export { hessianVectorProduct } from './matrix/hessianVectorProduct.js';
export type { Layout, MatrixDerivativeOptions } from './matrix/matrixDerivative.js';
export { operations } from './ops/index.js';
export { ParseError } from './parse/errors.js';
export { type ParseOptions, parse } from './parse/parse.js';
export { parseLatex } from './parse/parseLatex.js';
export { type CodeOptions, toCode } from './print/code.js';
export { fromJSON, type MathJson, toJSON } from './print/json.js';
export { toLatex } from './print/latex.js';
export { type MathMLOptions, toMathML } from './print/mathml.js';
export { type EqualsOptions, equals } from './simplify/equals.js';
export { collect, expand } from './simplify/expand.js';
export { factor } from './simplify/factor.js';
export { simplify } from './simplify/simplify.js';
