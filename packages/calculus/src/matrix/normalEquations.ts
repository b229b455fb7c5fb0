/**
 * Least squares: where the gradient is affine in the variable, ∇f = H·a − g, the stationary points solve H·a = g. With
 * H = c·X'·X and c > 0 these are the normal equations X'·X·a = X'·y.
 */
import type { Expr } from '../expr/node.js';
import { Rational } from '../expr/rational.js';
import { postorder, rebuild } from '../expr/walk.js';
import { apply, mul, negate, oneExpr, power, product } from '../ops/index.js';
import { matmul, matmulOperation } from '../ops/matrix/product.js';
import { transpose } from '../ops/matrix/transpose.js';
import { isZeroMatrix, splitScalar, zeros } from '../ops/matrix/zeros.js';
import { toLatex } from '../print/latex.js';
import { deriveMatrix } from './derive.js';
import { shorten } from './shorten.js';
import { expandMatrix } from './simplifyMatrix.js';

interface Stage {
  readonly title: string;
  readonly equation: { readonly text: string; readonly latex: string };
}

const words = {
  en: {
    stationary: 'At a stationary point the gradient is zero; multiplied out',
    normal: 'These are the normal equations',
    hessian: (X: string) =>
      `The Hessian is positive semidefinite, so every solution is a minimum; it is the only one exactly when ${X} has full column rank`,
    advice: (X: string) => `Compute it by QR of ${X}: ${X}'*${X} has the square of the condition number`,
  },
  zh: {
    stationary: '令梯度为零，并展开',
    normal: '即正规方程',
    hessian: (X: string) => `黑塞矩阵半正定，所以每个解都是最小值点；当且仅当 ${X} 列满秩时解唯一`,
    advice: (X: string) => `用 ${X} 的 QR 分解求解：${X}'*${X} 的条件数是 ${X} 的平方`,
  },
} as const;

/** The stages from the gradient of a least-squares objective to its solution; none for any other function. */
export function normalEquations(f: Expr, a: Expr, gradient: Expr, language: 'en' | 'zh'): Stage[] {
  if (f.shape.length > 0 || a.shape.length !== 1 || !postorder([gradient]).includes(a)) return [];
  const hessian = deriveMatrix(gradient, a);
  if (postorder([hessian]).includes(a)) return [];
  const [scalar, square] = splitScalar(hessian);
  if (square === undefined || square.op !== matmulOperation || square.args.length !== 2) return [];
  const [left, X] = square.args;
  if (left !== transpose(X!) || X!.name === undefined) return [];
  const coefficient = scalar ?? oneExpr;
  if (!isPositive(coefficient, X!.shape)) return [];
  const atZero = rebuild(gradient, (original, args) => {
    if (original === a) return zeros(a.shape);
    return original.args.length === 0 ? original : apply(original.op, args);
  });
  const right = shorten(product([power(coefficient, negate(oneExpr)), negate(atZero)]));
  if (isZeroMatrix(right)) return [];
  const normal = matmul([left!, X!, a]);
  const solution = {
    text: `${a} = inv(${square})*${right}`,
    latex: `${toLatex(a)} = \\left(${toLatex(square)}\\right)^{-1} ${toLatex(right)}`,
  };
  const said = words[language];
  const expanded = expandMatrix(gradient);
  return [
    { title: said.stationary, equation: { text: `${expanded} = 0`, latex: `${toLatex(expanded)} = 0` } },
    {
      title: said.normal,
      equation: { text: `${normal} = ${right}`, latex: `${toLatex(normal)} = ${toLatex(right)}` },
    },
    {
      title: said.hessian(X!.name),
      equation: { text: `∂²f/∂${a}² = ${hessian}`, latex: `\\nabla^2 f = ${toLatex(hessian)} \\succeq 0` },
    },
    { title: said.advice(X!.name), equation: solution },
  ];
}

/** Whether e is a product of positive numbers, sizes, and powers of them. */
function isPositive(e: Expr, sizes: readonly unknown[]): boolean {
  return (e.op === mul ? e.args : [e]).every((factor) => {
    const [base] = factor.op.asPower?.(factor) ?? [factor];
    return base.name !== undefined
      ? sizes.includes(base.name)
      : base.value instanceof Rational && !base.value.isNegative;
  });
}
