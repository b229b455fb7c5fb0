/**
 * The steps of a matrix derivative, written from the trace of the sweep that found it.
 *
 * For a scalar f every stage is the differential over the nodes N whose own differential is still to be replaced,
 *
 *     df = Σ ⟨∂f/∂N, dN⟩      ⟨G, dN⟩ = G·dN, G'·dN or tr(G'·dN) for a scalar, a column or a matrix N,
 *
 * and a step replaces one dN by the rule of its operation. When only dx is left, G is the gradient.
 */
import { type Expr, enter, node, symbol } from '../expr/node.js';
import { isScalar } from '../expr/shape.js';
import { add, mul } from '../ops/arithmetic.js';
import { isIdentity } from '../ops/matrix/identity.js';
import { isRow, type MatrixOperation } from '../ops/matrix/indexForm.js';
import { matmulOperation } from '../ops/matrix/product.js';
import { sumOperation } from '../ops/matrix/reduce.js';
import { trOperation } from '../ops/matrix/square.js';
import { transpose } from '../ops/matrix/transpose.js';
import { isOnes, isZeroMatrix, splitScalar } from '../ops/matrix/zeros.js';
import { toLatex } from '../print/latex.js';
import { canonical } from '../simplify/canonical.js';
import { deriveMatrix, type SweepStep } from './derive.js';
import { type MatrixDerivativeOptions, matrixDerivative, withFreeEntries } from './matrixDerivative.js';
import { normalEquations } from './normalEquations.js';

/** One line of an explanation: what is done, and the formula it leads to. */
export interface MatrixStep {
  /** The operation whose rule was used, or a stable name of the stage. */
  readonly rule: string;
  readonly title: string;
  /** In the grammar of `parse`, with `d` for differentials. */
  readonly text: string;
  /** LaTeX without delimiters. */
  readonly latex: string;
}

type Language = 'en' | 'zh';

const words = {
  en: {
    start: 'Take the differential',
    zero: (x: string) => `${x} does not occur, so the derivative is zero`,
    identify: (x: string, shape: string) =>
      `Only d${x} is left: read off the gradient, which has the shape of ${x}${shape === '' ? '' : `, ${shape}`}`,
    jacobian: (x: string) => `Only d${x} is left: its factor is the Jacobian, rows = outputs`,
    tensor: 'No matrix notation holds so many indices: the result in index form',
    elementwise: 'element-wise rule: d f(A) = f′(A) .* dA',
    sum: 'sum rule: d(A + B) = dA + dB',
    layout: 'Arrange the indices and write it as asked',
    collected: 'Collect terms',
    of: (node: string) => `, for ${node}`,
    cyclic: '; under the trace the factors turn cyclically',
    free: (x: string, kind: 'symmetric' | 'diagonal') =>
      kind === 'symmetric'
        ? `Here every entry of ${x} moved by itself. If an entry moves together with its mirror image, the gradient is G + G' - diag(G)`
        : `Here every entry of ${x} moved by itself. If only the diagonal moves, the gradient is diag(G)`,
  },
  zh: {
    start: '取微分',
    zero: (x: string) => `式中不含 ${x}，导数为零`,
    identify: (x: string, shape: string) =>
      `只剩 d${x}：读出梯度，形状与 ${x} 相同${shape === '' ? '' : `（${shape}）`}`,
    jacobian: (x: string) => `只剩 d${x}：它的系数就是雅可比矩阵，行对应输出`,
    tensor: '指标太多，没有矩阵写法：结果用指标形式表示',
    elementwise: '逐元素法则：d f(A) = f′(A) .* dA',
    sum: '加法法则：d(A + B) = dA + dB',
    layout: '按要求排列指标并写出',
    collected: '合并整理',
    of: (node: string) => `，用于 ${node}`,
    cyclic: '；迹内的因子可以循环移位',
    free: (x: string, kind: 'symmetric' | 'diagonal') =>
      kind === 'symmetric'
        ? `以上把 ${x} 的各元素看作独立变量；若对称位置的元素一起变化，梯度为 G + G' - diag(G)`
        : `以上把 ${x} 的各元素看作独立变量；若只有对角元素变化，梯度为 diag(G)`,
  },
} as const;

/** ∂f/∂x with its steps, for a symbol x, in the order in which a teacher would write them. */
export function explainMatrix(
  f: Expr,
  x: Expr,
  language: Language = 'en',
  options: MatrixDerivativeOptions = {},
): { steps: MatrixStep[]; result: Expr } {
  const [entered, declared] = enter([f, x]) as [Expr, Expr];
  const { f: free, x: variable } = withFreeEntries(entered, declared);
  const start = canonical(free);
  const said = words[language];
  const trace: SweepStep[] = [];
  const plain = deriveMatrix(start, variable, (step) => trace.push(step));
  const result = matrixDerivative(entered, declared, options);
  const steps: MatrixStep[] = [];
  const turned = isJacobian(start, variable) && options.layout !== 'denominator';
  const left = `∂f/∂${variable}${turned ? "'" : ''}`;
  const leftLatex = `\\frac{\\partial f}{\\partial ${toLatex(variable)}${turned ? '^{\\top}' : ''}}`;
  const answer = (rule: string, title: string, right: Expr): MatrixStep => ({
    rule,
    title,
    text: `${left} = ${right}`,
    latex: `${leftLatex} = ${toLatex(right)}`,
  });
  if (trace.length === 0) {
    steps.push(
      answer(
        'identify',
        isZeroMatrix(plain) ? said.zero(variable.name!) : identified(start, variable, plain, language),
        plain,
      ),
    );
  } else {
    let shown = differential(start, new Map([[start, undefined]]));
    steps.push({ rule: 'differential', title: said.start, ...shown });
    for (const step of trace) {
      const next = differential(start, step.open);
      const where = step.node === start ? '' : said.of(String(step.node));
      const last = step.node.args[step.node.args.length - 1]!;
      const turns = step.node.op === matmulOperation && next.text.includes('tr(') && !step.open.has(last);
      const title = `${ruleOf(step.node, language)}${where}${turns ? said.cyclic : ''}`;
      if (next.text !== shown.text) steps.push({ rule: step.node.op.name, title, ...next });
      shown = next;
    }
    steps.push(answer('identify', identified(start, variable, plain, language), plain));
  }
  const { assume, entries } = options;
  const asked = assume !== undefined || entries !== undefined || (options.layout ?? 'mixed') !== 'mixed';
  if (result !== plain)
    steps.push(answer(asked ? 'layout' : 'collected', asked ? said.layout : said.collected, result));
  const kind = variable.traits?.find((each) => each === 'symmetric' || each === 'diagonal');
  if (kind !== undefined && isScalar(start.shape) && options.entries === undefined) {
    const free = matrixDerivative(entered, variable, { ...options, entries: 'free' });
    steps.push(answer('free-entries', said.free(variable.name!, kind as 'symmetric' | 'diagonal'), free));
  }
  for (const { title, equation } of normalEquations(start, variable, plain, language))
    steps.push({ rule: 'normal-equations', title, ...equation });
  return { steps, result };
}

/** A vector by a vector is written ∂f/∂x', with the columns of the Jacobian along x. */
function isJacobian(f: Expr, x: Expr): boolean {
  return f.shape.length === 1 && x.shape.length === 1;
}

function identified(f: Expr, x: Expr, derivative: Expr, language: Language): string {
  const said = words[language];
  if (derivative.shape.length > 2 || derivative.op.name === 'indexed') return said.tensor;
  return isScalar(f.shape) ? said.identify(x.name!, x.shape.join('×')) : said.jacobian(x.name!);
}

function ruleOf({ op }: Expr, language: Language): string {
  if ((op as MatrixOperation).pull !== undefined) return op.explain?.[language] ?? op.name;
  const said = words[language];
  if (op === add) return said.sum;
  return op.explain === undefined ? said.elementwise : op.explain[language];
}

/** df over the nodes that are still open, each with ∂f/∂N so far; `undefined` stands for f itself. */
function differential(f: Expr, open: ReadonlyMap<Expr, Expr | undefined>): { text: string; latex: string } {
  const indexed = [...open].filter(([, derivative]) => derivative !== undefined && derivative.shape.length > 2);
  if (indexed.length > 0) {
    const parts = indexed.map(([each, derivative]) => partialOf(each, derivative!));
    return { text: parts.map(({ text }) => text).join(', '), latex: parts.map(({ latex }) => latex).join(',\\quad ') };
  }
  const terms: Expr[] = [];
  const marks: { name: string; of: Expr }[] = [];
  for (const [each, derivative] of open) {
    const inner = isRow(each.shape) ? transpose(each) : each;
    const name = `QdQ${marks.length}Q`;
    marks.push({ name, of: inner });
    terms.push(pairing(f, derivative, symbol(name, inner.shape)));
  }
  const right = terms.length === 1 ? terms[0]! : node(add, terms);
  return {
    text: `df = ${withDifferentials(String(right), marks, false)}`,
    latex: `\\mathrm{d}f = ${withDifferentials(toLatex(right), marks, true)}`,
  };
}

/** ⟨G, dN⟩, or J·dN where f is a vector. */
function pairing(f: Expr, derivative: Expr | undefined, d: Expr): Expr {
  if (derivative === undefined) return d;
  if (isScalar(d.shape)) return scaled(derivative, d);
  if (!isScalar(f.shape)) return derivative.shape.length === 2 ? chainOf(derivative, d) : scaled(derivative, d);
  const [scalar, rest = derivative] = splitScalar(derivative);
  let product = isOnes(rest) ? node(sumOperation, [d]) : isIdentity(rest) ? d : chainOf(transpose(rest), d);
  if (d.shape.length === 2 && !isOnes(rest)) product = node(trOperation, [product]);
  return scalar === undefined ? product : scaled(scalar, product);
}

/** Puts d(N) where the symbols are that stand for it. */
function withDifferentials(text: string, marks: readonly { name: string; of: Expr }[], latex: boolean): string {
  let shown = text;
  for (const { name, of } of marks) {
    const inside = latex ? toLatex(of) : String(of);
    const mark = latex ? '\\mathrm{d}' : 'd';
    const [open, close] = of.name !== undefined ? ['', ''] : latex ? ['\\left(', '\\right)'] : ['(', ')'];
    const pattern = latex ? new RegExp(`\\\\math(?:bf|rm)\\{${name}\\}`, 'g') : new RegExp(name, 'g');
    shown = shown.replace(pattern, () => `${mark}${open}${inside}${close}`);
  }
  return shown;
}

/** ∂f/∂N = D, where no product of matrices says it. */
function partialOf(each: Expr, derivative: Expr): { text: string; latex: string } {
  const inner = each.name === undefined ? `(${each})` : each.name;
  const below = each.name === undefined ? `\\left(${toLatex(each)}\\right)` : toLatex(each);
  return {
    text: `∂f/∂${inner} = ${derivative}`,
    latex: `\\frac{\\partial f}{\\partial ${below}} = ${toLatex(derivative)}`,
  };
}

/** scalar·d, without simplification. */
function scaled(factor: Expr, d: Expr): Expr {
  return factor.value !== undefined && factor.toNumber() === 1
    ? d
    : node(mul, [...(factor.op === mul ? factor.args : [factor]), d]);
}

/** G·d as one chain, scalars in front, in the order written. */
function chainOf(g: Expr, d: Expr): Expr {
  const [scalar, rest] = splitScalar(g);
  const factors = rest === undefined ? [] : rest.op === matmulOperation ? rest.args : [rest];
  const chain = factors.length === 0 ? d : node(matmulOperation, [...factors, d]);
  return scalar === undefined ? chain : node(mul, [...(scalar.op === mul ? scalar.args : [scalar]), chain]);
}
