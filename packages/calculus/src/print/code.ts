import { ArgumentError } from '@nablajs/core-wasm';
import { requireExpr } from '../derive/variables.js';
import { type Expr, enter } from '../expr/node.js';
import { asRational } from '../expr/number.js';
import { Binding, type Language, type PrintContext, type Printed } from '../expr/operation.js';
import { printTree } from '../expr/text.js';
import { freeSymbols, postorder } from '../expr/walk.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import { rememberedShapes } from '../matrix/sizes.js';
import { toMatrixCode } from '../matrix/toMatrixCode.js';
import { add, mul, pow } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { pythonImports } from './pythonImports.js';

/** What the emitted code is called and how it is wrapped. */
export interface CodeOptions {
  /** Name of the function; default `f`. */
  readonly name?: string;
  /** Order of the arguments; default alphabetical. */
  readonly variables?: readonly string[];
}

interface Dialect {
  readonly power: (base: string, exponent: string) => string;
  readonly root: string;
  readonly number: (value: number, text: string) => string;
  readonly assign: (name: string, value: string) => string;
  readonly wrap: (name: string, args: readonly string[], lines: readonly string[], result: string) => string;
  readonly reserved: RegExp;
}

const pythonWords =
  /^(and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|None|True|False|np|jnp|jax|torch|math)$/;

function python(imports: readonly string[], root: string): Dialect {
  return {
    power: (base, exponent) => `${base}**${exponent}`,
    root,
    number: (_value, text) => text,
    assign: (name, value) => `    ${name} = ${value}`,
    wrap(name, args, lines, result) {
      const code = [`def ${name}(${args.join(', ')}):`, ...lines, `    return ${result}`, ''].join('\n');
      return [...pythonImports(imports, code), '', '', code].join('\n');
    },
    reserved: pythonWords,
  };
}

const dialects: Readonly<Record<Language, Dialect>> = {
  numpy: python(['import math', 'import numpy as np'], 'np.sqrt'),
  torch: python(['import math', 'import torch'], 'torch.sqrt'),
  jax: python(['import jax', 'import jax.numpy as jnp'], 'jnp.sqrt'),
  julia: {
    power: (base, exponent) => `${base}^${exponent}`,
    root: 'sqrt',
    number: (_value, text) => text,
    assign: (name, value) => `    ${name} = ${value}`,
    wrap: (name, args, lines, result) =>
      [`function ${name}(${args.join(', ')})`, ...lines, `    return ${result}`, 'end', ''].join('\n'),
    reserved:
      /^(begin|break|catch|const|continue|do|else|elseif|end|export|false|finally|for|function|global|if|import|let|local|macro|module|quote|return|struct|true|try|using|while|pi|im)$/,
  },
  js: {
    power: (base, exponent) => `Math.pow(${base}, ${exponent})`,
    root: 'Math.sqrt',
    number: (_value, text) => text,
    assign: (name, value) => `  const ${name} = ${value};`,
    wrap: (name, args, lines, result) =>
      [`export function ${name}(${args.join(', ')}) {`, ...lines, `  return ${result};`, '}', ''].join('\n'),
    reserved:
      /^(await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield|arguments|Math)$/,
  },
  c: {
    power: (base, exponent) => `pow(${base}, ${exponent})`,
    root: 'sqrt',
    number: (value, text) =>
      Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : text.replace(/\b(\d+)(?![\d.e])/g, '$1.0'),
    assign: (name, value) => `    const double ${name} = ${value};`,
    wrap: (name, args, lines, result) =>
      [
        '#include <math.h>',
        '',
        `double ${name}(${args.map((arg) => `double ${arg}`).join(', ')}) {`,
        ...lines,
        `    return ${result};`,
        '}',
        '',
      ].join('\n'),
    reserved:
      /^(auto|break|case|char|const|continue|default|do|double|else|enum|extern|float|for|goto|if|inline|int|long|register|restrict|return|short|signed|sizeof|static|struct|switch|typedef|union|unsigned|void|volatile|while|main|y0|y1|yn|j0|j1|jn|gamma)$/,
  },
};

/**
 * The formula as a function in another language: common subexpressions are named, elementary functions are those of the
 * language's own library. NumPy, torch and JAX functions take arrays as well; the JAX one can be differentiated,
 * compiled and sharded by JAX, which is the way to run the same formula on a cluster or GPU.
 *
 * @throws ArgumentError for a language that is none of 'js', 'c', 'numpy', 'torch', 'jax', 'julia', for a formula with
 * operations that have no code in the language, or when `variables` misses a symbol.
 *
 * @example
 * ```ts
 * import { diff, parse, toCode } from '@nablajs/calculus';
 *
 * console.log(toCode(diff(parse('exp(x*y)*cos(x - y)'), 'x'), 'numpy', { name: 'dfdx' }));
 * ```
 */
export function toCode(f: Expr, language: Language, opts: CodeOptions = {}): string {
  const [root] = enter([requireExpr('toCode', f)]) as [Expr];
  if (isMatrixFormula(root, root)) {
    return toMatrixCode(canonical(root), language, opts.name ?? 'f', {
      variables: opts.variables,
      shapes: rememberedShapes(root),
      spell: (names) => identifiers(names, dialects[language].reserved),
    });
  }
  const dialect = Object.hasOwn(dialects, language) ? dialects[language] : undefined;
  if (dialect === undefined) {
    throw new ArgumentError({ where: 'toCode', expected: Object.keys(dialects).join(', '), got: String(language) });
  }
  const variables = opts.variables ?? freeSymbols(root);
  const missing = freeSymbols(root).filter((name) => !variables.includes(name));
  if (missing.length > 0)
    throw new ArgumentError({ where: 'toCode: variables', expected: missing.join(', '), got: variables.join(', ') });
  const names = identifiers(variables, dialect.reserved);
  const shared = commonParts(root);
  const lines: string[] = [];
  const assigned = new Map<Expr, string>();
  const taken = new Set(names.values());
  for (const part of [...shared, root]) {
    const text = codeText(part, dialect, language, names, assigned);
    if (part === root) {
      return dialect.wrap(
        opts.name ?? 'f',
        variables.map((name) => names.get(name)!),
        lines,
        text,
      );
    }
    let local = `t${assigned.size}`;
    while (taken.has(local)) local += '_';
    assigned.set(part, local);
    lines.push(dialect.assign(local, text));
  }
  return '';
}

/** Identifiers of the language for names of the grammar: other letters are spelled out, reserved words get an underscore. */
function identifiers(variables: readonly string[], reserved: RegExp): Map<string, string> {
  const taken = new Set<string>();
  const result = new Map<string, string>();
  for (const name of variables) {
    let plain = Array.from(name, (each) =>
      /[A-Za-z0-9_]/.test(each) ? each : `u${each.codePointAt(0)!.toString(16)}`,
    ).join('');
    while (reserved.test(plain) || taken.has(plain)) plain += '_';
    taken.add(plain);
    result.set(name, plain);
  }
  return result;
}

/** Levels of nesting after which a part gets a name of its own: Python's parser refuses a hundred brackets. */
const NESTING = 20;

/** Parts that are used more than once and are more than a leaf or a small power, or are nested deep; inner ones first. */
function commonParts(root: Expr): Expr[] {
  const uses = new Map<Expr, number>();
  const order = printedOrder(root);
  for (const node of order) for (const part of partsOf(node)) uses.set(part, (uses.get(part) ?? 0) + 1);
  return order.filter(
    (node) =>
      node !== root &&
      node.args.length > 0 &&
      (((uses.get(node) ?? 0) > 1 && !(node.op === pow && node.depth === 1)) || node.depth % NESTING === 0),
  );
}

function partsOf(node: Expr): readonly Expr[] {
  return node.op.layout?.(node) ?? node.args;
}

/** The nodes that are printed, parts before what they are part of, each once. */
function printedOrder(root: Expr): Expr[] {
  const order: Expr[] = [];
  const open = new Map<Expr, boolean>();
  const stack = [root];
  while (stack.length > 0) {
    const node = stack[stack.length - 1]!;
    const state = open.get(node);
    if (state === undefined) {
      open.set(node, true);
      for (const part of partsOf(node)) if (!open.has(part)) stack.push(part);
      continue;
    }
    if (state) order.push(node);
    open.set(node, false);
    stack.pop();
  }
  return order;
}

function codeText(
  root: Expr,
  dialect: Dialect,
  language: Language,
  names: ReadonlyMap<string, string>,
  assigned: ReadonlyMap<Expr, string>,
): string {
  return printTree(
    root,
    (context) => codeForm(context, root, dialect, language, names, assigned),
    (text) => `(${text})`,
    (node) => node !== root && assigned.has(node),
  ).text;
}

function codeForm(
  context: PrintContext,
  root: Expr,
  dialect: Dialect,
  language: Language,
  names: ReadonlyMap<string, string>,
  assigned: ReadonlyMap<Expr, string>,
): Printed {
  const { node, parts } = context;
  const local = node === root ? undefined : assigned.get(node);
  if (local !== undefined) return { text: local, binding: Binding.atom };
  if (node.name !== undefined) return { text: names.get(node.name)!, binding: Binding.atom };
  if (node.value !== undefined) return numberCode(node, dialect);
  if (node.op === pow) return powerCode(context, dialect, language);
  if (node.op === add || node.op === mul) {
    const lifted = node.op.text!(context);
    return lifted.text.includes('/') && language === 'c' ? { ...lifted, text: doubles(lifted.text) } : lifted;
  }
  const code = node.op.code?.[language];
  if (code === undefined) {
    throw new ArgumentError({
      where: `toCode: ${language}`,
      expected: 'operations of the language',
      got: node.op.name,
    });
  }
  const needsTensor = parts.map((part) => language === 'torch' && isPlainNumber(part));
  const args = parts.map((_, index) => argument(context.part(index, 0), needsTensor[index]!));
  if (parts.length === 0) return { text: code, binding: Binding.atom };
  if (!code.includes('$')) return { text: `${code}(${args.join(', ')})`, binding: Binding.atom };
  const filled = code.replace(/\$(\d)/g, (_, digit: string) =>
    argument(context.part(Number(digit), Binding.atom), needsTensor[Number(digit)]!),
  );
  return { text: filled, binding: Binding.atom };
}

/** torch's functions take tensors only, so that a number among their arguments is made one. */
function argument(text: string, needsTensor: boolean): string {
  return needsTensor ? `torch.tensor(${text}, dtype=torch.float64)` : text;
}

/** Whether Python computes the text of a part as a number: numbers, π, and their sums, products and powers. */
function isPlainNumber(part: Expr): boolean {
  return (
    part.depth <= NESTING &&
    postorder([part]).every(
      (node) =>
        node.value !== undefined ||
        (node.args.length === 0 && node.name === undefined) ||
        node.op === add ||
        node.op === mul ||
        (node.op === pow && asRational(node.args[1]!)?.den !== 2n),
    )
  );
}

/** Whole numbers of a C expression as doubles, so that no quotient is an integer division. */
function doubles(text: string): string {
  return text.replace(/(?<![\w.])(\d+)(?![\w.])/g, '$1.0');
}

function numberCode(node: Expr, dialect: Dialect): Printed {
  const value = node.toNumber();
  const q = asRational(node);
  const text = q === undefined || q.isInteger ? String(value) : `${q.num}/${q.den}`;
  const exact =
    q !== undefined && !q.isInteger && (q.num > 9007199254740991n || q.den > 9007199254740991n) ? String(value) : text;
  const binding = value < 0 ? Binding.negation : exact.includes('/') ? Binding.product : Binding.atom;
  return { text: dialect.number(value, exact), binding };
}

/** JavaScript and C write powers as calls or products; in JavaScript `-x ** 2` is not even grammatical. */
function powerCode(context: PrintContext, dialect: Dialect, language: Language): Printed {
  const [base, exponent] = context.node.args as [Expr, Expr];
  const e = asRational(exponent);
  const called = language === 'c' || language === 'js';
  if (context.parts.length === 1 && e?.isNegative === true) {
    const one = language === 'c' ? '1.0' : '1';
    return { text: `${one}/${context.part(0, Binding.product + 1)}`, binding: Binding.product };
  }
  if (e !== undefined && e.num === 1n && e.den === 2n) {
    const needsTensor = language === 'torch' && isPlainNumber(base);
    return { text: `${dialect.root}(${argument(context.part(0, 0), needsTensor)})`, binding: Binding.atom };
  }
  if (called && e?.isInteger === true && e.num > 0n && e.num <= 4n && base.args.length === 0) {
    const factor = context.part(0, Binding.product + 1);
    return { text: new Array<string>(Number(e.num)).fill(factor).join('*'), binding: Binding.product };
  }
  const written =
    e === undefined ? undefined : e.isInteger ? `${e.num}` : called ? `${e.num}/${e.den}` : `(${e.num}/${e.den})`;
  const shown = written ?? context.part(1, called ? 0 : Binding.power + 1);
  const powered = dialect.power(
    context.part(0, called ? 0 : Binding.power + 1),
    language === 'c' ? doubles(shown) : shown,
  );
  return { text: powered, binding: called ? Binding.atom : Binding.power };
}
