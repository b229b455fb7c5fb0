/**
 * The stationary points of quadratic functions: where the gradient is affine in the variable, they solve
 *
 *     ∇f = c·(M·a − g) = 0  ⇔  M·a = g
 *
 * With M = X'·X these are the normal equations of least squares, with M = X'·X + λ·I those of ridge regression; of a matrix
 * variable M·A = G, or A·M = G where it is multiplied from the right.
 */
import type { Expr } from '../expr/node.js';
import { numberNode } from '../expr/number.js';
import { Rational } from '../expr/rational.js';
import { isScalar } from '../expr/shape.js';
import { postorder, rebuild } from '../expr/walk.js';
import { add, apply, coefficientOf, mul, negate, oneExpr, power, product, sum } from '../ops/index.js';
import { eye, isIdentity } from '../ops/matrix/identity.js';
import { matmul, matmulOperation } from '../ops/matrix/product.js';
import { transpose } from '../ops/matrix/transpose.js';
import { isZeroMatrix, splitScalar, zeros } from '../ops/matrix/zeros.js';
import { startsNegative } from '../ops/unary.js';
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
    linear: 'This is a linear system',
    semidefinite: (X: string) =>
      `The Hessian is positive semidefinite, so every solution is a minimum; it is the only one exactly when ${X} has full column rank`,
    definite: (condition: string) =>
      `${condition === '' ? 'The' : `For ${condition} the`} Hessian is positive definite, whatever the ranks, so the solution is the only minimum`,
    columns: (a: string) => `Every column of ${a} has the Hessian H. `,
    open: (_: string) =>
      'If the Hessian is positive definite, the solution is the only minimum; if it has eigenvalues of both signs, a saddle point',
    qr: (X: string) => `Compute it by QR of ${X}: ${X}'*${X} has the square of the condition number`,
    stacked: (rows: string) =>
      `Compute it by QR of the stacked rows of ${rows}: the matrix of the system has the square of the condition number`,
    cholesky: (_: string) =>
      'Compute it by a Cholesky factorization, which also tells whether the matrix is positive definite',
  },
  zh: {
    stationary: '令梯度为零，并展开',
    normal: '即正规方程',
    linear: '这是线性方程组',
    semidefinite: (X: string) => `黑塞矩阵半正定，所以每个解都是最小值点；当且仅当 ${X} 列满秩时解唯一`,
    definite: (condition: string) =>
      `${condition === '' ? '' : `当 ${condition} 时，`}无论秩为多少，黑塞矩阵都正定，所以解是唯一的最小值点`,
    columns: (a: string) => `${a} 的每一列都以 H 为黑塞矩阵。`,
    open: (_: string) => '若黑塞矩阵正定，解就是唯一的最小值点；若特征值有正有负，则为鞍点',
    qr: (X: string) => `用 ${X} 的 QR 分解求解：${X}'*${X} 的条件数是 ${X} 的平方`,
    stacked: (rows: string) => `把 ${rows} 上下相接，用 QR 分解求解：方程组矩阵的条件数是它的平方`,
    cholesky: (_: string) => '用 Cholesky 分解求解，它同时判断矩阵是否正定',
  },
} as const;

/** c·M·a = g. */
interface System {
  readonly c: Expr;
  readonly matrix: Expr;
}

/** The stages from the gradient of a quadratic function to its stationary points; none for any other function. */
export function normalEquations(f: Expr, a: Expr, gradient: Expr, language: 'en' | 'zh'): Stage[] {
  if (!isScalar(f.shape) || isScalar(a.shape) || !postorder([gradient]).includes(a)) return [];
  const expanded = expandMatrix(gradient);
  const hessian = a.shape.length === 1 ? deriveMatrix(gradient, a) : factorBefore(expanded, a);
  if (hessian === undefined || postorder([hessian]).includes(a) || transpose(hessian) !== hessian) return [];
  const { c, matrix } = withoutCoefficient(hessian);
  const atZero = rebuild(gradient, (original, args) => {
    if (original === a) return zeros(a.shape);
    return original.args.length === 0 ? original : apply(original.op, args);
  });
  const right = shorten(product([power(c, negate(oneExpr)), negate(atZero)]));
  const kind = kindOf(matrix, c);
  if (kind === undefined || isZeroMatrix(right)) return [];
  const said = words[language];
  const normal = matmul([matrix, a]);
  const solved = right.op === add ? (text: string): string => `(${text})` : (text: string): string => text;
  const inverse = matrix.name === undefined ? `\\left(${toLatex(matrix)}\\right)^{-1}` : `${toLatex(matrix)}^{-1}`;
  const solution = {
    text: `${a} = inv(${matrix})*${solved(String(right))}`,
    latex: `${toLatex(a)} = ${inverse} ${solved(toLatex(right))}`,
  };
  const whole = a.shape.length === 1 ? { text: `∂²f/∂${a}²`, latex: '\\nabla^2 f' } : undefined;
  const columns = whole ?? { text: 'H', latex: 'H' };
  const sign = { open: '', semidefinite: ' \\succeq 0', definite: ' \\succ 0' }[kind.name];
  const stages: Stage[] = [
    { title: said.stationary, equation: { text: `${expanded} = 0`, latex: `${toLatex(expanded)} = 0` } },
    {
      title: kind.name === 'open' ? said.linear : said.normal,
      equation: { text: `${normal} = ${right}`, latex: `${toLatex(normal)} = ${toLatex(right)}` },
    },
    {
      title: `${whole === undefined ? said.columns(a.name!) : ''}${said[kind.name](kind.about)}`,
      equation: {
        text: `${columns.text} = ${hessian}`,
        latex: `${columns.latex} = ${toLatex(hessian)}${sign}`,
      },
    },
    { title: said[kind.advice](kind.how), equation: solution },
  ];
  return isIdentity(matrix) ? stages.slice(0, 2) : stages;
}

/** H of a gradient of the form H·A − G, from its terms. */
function factorBefore(expanded: Expr, a: Expr): Expr | undefined {
  const factors: Expr[] = [];
  for (const term of expanded.op === add ? expanded.args : [expanded]) {
    if (!postorder([term]).includes(a)) continue;
    const [scalar = oneExpr, rest] = splitScalar(term);
    const chain = rest?.op === matmulOperation ? rest.args : [rest];
    if (chain[chain.length - 1] !== a) return undefined;
    factors.push(product([scalar, chain.length === 1 ? eye(a.shape[0]!) : matmul(chain.slice(0, -1) as Expr[])]));
  }
  return shorten(sum(factors));
}

/** H = c·M with the scalar of a single term, or the number that all terms begin with. */
function withoutCoefficient(hessian: Expr): System {
  const [scalar, inner] = splitScalar(hessian);
  if (inner === undefined) return { c: oneExpr, matrix: hessian };
  if (inner.op !== add) return { c: scalar ?? oneExpr, matrix: inner };
  const whole = scalar?.value !== undefined || scalar === undefined ? inner : hessian;
  const terms = whole.op === add ? whole.args : [whole];
  const first = numberNode(coefficientOf(terms[0]!));
  const common = terms.every((term) => numberNode(coefficientOf(term)) === first) ? first : oneExpr;
  const matrix = sum(terms.map((term) => product([power(common, negate(oneExpr)), term])));
  return { c: whole === inner ? product([scalar ?? oneExpr, common]) : common, matrix };
}

interface KindOfSystem {
  readonly name: 'semidefinite' | 'definite' | 'open';
  readonly about: string;
  readonly advice: 'qr' | 'stacked' | 'cholesky';
  readonly how: string;
}

/** What is known of c·M; undefined where it is X'·X with a factor whose sign is not known, or negative. */
function kindOf(matrix: Expr, c: Expr): KindOfSystem | undefined {
  const terms = (matrix.op === add ? matrix.args : [matrix]).map((term) => {
    const [scalar = oneExpr, rest = oneExpr] = splitScalar(term);
    return { scalar, rest, X: gramOf(rest) };
  });
  const gram = terms.find(({ X }) => X !== undefined);
  const X = gram?.X;
  const sizes = X?.shape ?? matrix.shape;
  const positive = isPositive(c, sizes) && (gram === undefined || isPositive(gram.scalar, sizes));
  if (terms.length === 1 && X !== undefined) {
    return positive ? { name: 'semidefinite', about: X.name!, advice: 'qr', how: X.name! } : undefined;
  }
  const shift = terms.find(({ rest }) => isIdentity(rest))?.scalar;
  if (terms.length !== 2 || X === undefined || shift === undefined || !positive || startsNegative(shift)) {
    return { name: 'open', about: '', advice: 'cholesky', how: '' };
  }
  const plain = gram!.scalar === oneExpr;
  const root = shift === oneExpr ? 'I' : `sqrt(${shift})*I`;
  return {
    name: 'definite',
    about: isPositive(shift, []) ? '' : `${shift} > 0`,
    advice: plain ? 'stacked' : 'cholesky',
    how: `${X}, ${root}`,
  };
}

/** X for X'·X with a named X. */
function gramOf(e: Expr): Expr | undefined {
  const [left, X] = e.args;
  const isGram = e.op === matmulOperation && e.args.length === 2 && X!.name !== undefined && left === transpose(X!);
  return isGram ? X : undefined;
}

/** Whether e is a product of positive numbers, sizes, and powers of them. */
function isPositive(e: Expr, sizes: readonly unknown[]): boolean {
  return (e.op === mul ? e.args : [e]).every((factor) => {
    const [base] = factor.op.asPower?.(factor) ?? [factor];
    return base.name !== undefined
      ? sizes.includes(base.name)
      : base.sign === 2 || (base.value instanceof Rational && !base.value.isNegative);
  });
}
