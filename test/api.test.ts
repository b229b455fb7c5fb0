// The published names: what programs import from the packages, and go on importing.
import * as calculus from '@nablajs/calculus';
import * as core from '@nablajs/core-wasm';
import * as machine from '@nablajs/core-wasm/machine';
import * as threads from '@nablajs/core-wasm/threads';
import * as nn from '@nablajs/nn';
import * as optim from '@nablajs/optim';
import { describe, expect, it } from 'vitest';

const names = (text: string): string[] => text.trim().split(/\s+/);

describe.each([
  [
    'core-wasm',
    core,
    `Tensor tensor zeros ones full eye diag arange linspace random
     add sub mul div pow neg abs sign sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan atan2
     sinh cosh tanh asinh acosh atanh hypot erf sigmoid softplus relu gelu gelu_tanh floor ceil round clip
     equal notEqual less lessEqual greater greaterEqual softmax logsumexp maximum minimum where
     sum mean max min prod argmax argmin cumsum concat slice transpose dot outer matmul einsum norm trace kron
     lu cholesky qr eigh eig svd solve solveTriangular rcond inv det slogdet lstsq pinv rank cond expm nullSpace info configure
     NablaError ShapeError DTypeError SingularMatrixError NotPositiveDefiniteError ConvergenceError OutOfMemoryError
     ArgumentError`,
  ],
  ['core-wasm/threads', threads, 'setThreads ThreadsError'],
  ['core-wasm/machine', machine, 'allocate kernels'],
  [
    'calculus',
    calculus,
    `parse symbol constant diff gradient jacobian hessian totalDerivative compose directional taylor quadraticForm
     limitQuotient simplify expand factor substitute freeSymbols equals evaluate toLatex toJSON fromJSON toCode compile
     criticalPoints explain ParseError UnknownSymbolError TooLargeError DomainError`,
  ],
  ['optim', optim, 'minimize leastSquares classify secondDerivativeTest steepest checkGradient minimizeAsync'],
  ['nn', nn, 'TwoLayerNet Network dense relu readSafetensors writeSafetensors checkGradients FormatError'],
] as const)('@nablajs/%s', (_, exported, promised) => {
  it.each(names(promised))('exports %s', (name) => expect(exported).toHaveProperty(name));
});
