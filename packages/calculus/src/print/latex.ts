import { requireExpr } from '../derive/variables.js';
import { type Expr, symbol } from '../expr/node.js';
import { Binding, type PrintContext, type Printed } from '../expr/operation.js';
import { chainText, decimalText, printTree } from '../expr/text.js';
import { scientificLatex } from '../ops/arithmeticForms.js';

/**
 * The formula in LaTeX, as a textbook sets it: fractions, roots, x^{2}, \sin 2 y, e^{x y}, parentheses only where needed.
 *
 * @returns math-mode source without delimiters.
 * @throws TooLargeError when the text would exceed 10⁷ characters.
 *
 * @example
 * ```ts
 * import { parse, toLatex } from '@nablajs/calculus';
 *
 * console.log(toLatex(parse('x^2*sin(2y)/sqrt(x + 1)')));
 * ```
 */
export function toLatex(f: Expr): string {
  return printTree(requireExpr('toLatex', f), latexForm, (text) => `\\left(${text}\\right)`).text;
}

function latexForm(context: PrintContext): Printed {
  const { node, parts } = context;
  if (node.name !== undefined) return { text: symbolLatex(node), binding: Binding.atom };
  if (node.value !== undefined) return node.shape.length === 0 ? numberLatex(node) : filledLatex(node);
  const { latex } = node.op;
  if (typeof latex === 'function') return latex(context);
  const name = latex ?? `\\operatorname{${node.op.name}}`;
  if (parts.length === 0) return { text: name, binding: Binding.atom };
  if (parts.length === 1 && isSimple(parts[0]!)) {
    return { text: `${name} ${context.part(0, Binding.product)}`, binding: Binding.applied };
  }
  const args = parts.map((_, index) => context.part(index, 0));
  return { text: `${name}\\left(${chainText(args, ', ')}\\right)`, binding: Binding.applied };
}

/** x, 2 y, x y: arguments that need no parentheses after a function's name. */
function isSimple(node: Expr): boolean {
  if (node.args.length === 0) return node.shape.length === 0 && !(node.value !== undefined && node.toNumber() < 0);
  const factors = node.op.layout?.(node) ?? node.args;
  return (
    node.op.asPower === undefined &&
    node.op.rank === 60 &&
    node.args.length <= 3 &&
    factors.every((factor) => factor.args.length === 0) &&
    node.args.every((factor, i) => i === 0 || factor.value === undefined) &&
    factors.length === node.args.length + (node.args[0]!.value === undefined ? 1 : 0) &&
    (node.args[0]!.value === undefined || node.args[0]!.toNumber() > 0)
  );
}

const GREEK = new Set(
  (
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron rho sigma tau upsilon phi chi psi ' +
    'omega Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega'
  ).split(' '),
);

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** The LaTeX of a scalar's name. */
export function symbolLatexOf(name: string): string {
  return symbolLatex(symbol(name));
}

/** x_1 and x₁ as x_{1}, alpha as \alpha, names of several letters upright, matrices bold. */
function symbolLatex(node: Expr): string {
  const plain = Array.from(node.name!, (each) => (SUBSCRIPTS.includes(each) ? `_${SUBSCRIPTS.indexOf(each)}` : each))
    .join('')
    .replace(/(?<=_\d*)_(?=\d)/g, '');
  const [head = '', ...rest] = plain.split('_');
  const digits = /^(\p{L}+)(\d+)$/u.exec(head);
  const base = digits === null ? head : digits[1]!;
  const subscript = [...(digits === null ? [] : [digits[2]!]), ...rest].filter((part) => part !== '').join(',');
  const shaped = node.shape.length > 0 ? `\\mathbf{${base}}` : undefined;
  const letter = GREEK.has(base) ? `\\${base}` : Array.from(base).length <= 1 ? base : `\\mathrm{${base}}`;
  const printed = shaped ?? letter;
  return subscript === '' ? (printed === '' ? '\\_' : printed) : `${printed}_{${subscript}}`;
}

function numberLatex(node: Expr): Printed {
  const { value } = node;
  const sign = node.toNumber() < 0 ? '-' : '';
  const outer = (text: string, binding: number): Printed => ({
    text: `${sign}${text}`,
    binding: sign === '' ? binding : Binding.negation,
  });
  if (typeof value === 'number') {
    const text = scientificLatex(String(Math.abs(value)));
    return outer(text, text.includes('cdot') ? Binding.product : Binding.atom);
  }
  const num = value!.num < 0n ? -value!.num : value!.num;
  const decimal = decimalText(num, value!.den);
  if (decimal !== undefined) return outer(decimal, Binding.atom);
  return value!.isInteger ? outer(String(num), Binding.atom) : outer(`\\frac{${num}}{${value!.den}}`, Binding.product);
}

/** A constant that fills a vector or matrix: bold 1 and 0, other numbers times a bold 1. */
function filledLatex(node: Expr): Printed {
  const value = node.toNumber();
  if (value === 1 || value === 0) return { text: `\\mathbf{${value}}`, binding: Binding.atom };
  const { text } = numberLatex(node);
  return { text: `${text} \\cdot \\mathbf{1}`, binding: value < 0 ? Binding.negation : Binding.product };
}
