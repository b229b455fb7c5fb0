/**
 * Presentation MathML Core of the LaTeX that `toLatex` and the steps of `explain` print: fractions, roots, scripts, fences,
 * cases, matrices, function names, spaces. One pass over the tokens with an explicit stack; every character of the text is
 * escaped, so that no name can bring markup in.
 *
 * Function application (U+2061) and products without a sign (U+2062) are written out, which is what screen readers say;
 * MathML Core gives them no width, so the thin space that TeX sets around a function's name is written too.
 *
 * @param latex what this package prints, or LaTeX of the same kind; a command it does not know becomes a function's name.
 * @returns the content of a `<math>` element, one `<mrow>` at most; every name is escaped.
 *
 * @example
 * ```ts
 * import { explain, parse } from '@nablajs/calculus';
 * import { latexToMathML } from '@nablajs/calculus/mathml';
 *
 * const { steps } = explain({ kind: 'derivative', f: parse('x^2*sin(y)'), wrt: 'x' });
 * const html = steps.map((step) => `<p>${step.text}</p><math display="block">${latexToMathML(step.formula)}</math>`);
 * console.log(latexToMathML('\\frac{x}{2}')); // <mfrac><mi>x</mi><mn>2</mn></mfrac>
 * ```
 */
export function latexToMathML(latex: string): string {
  const stack: Frame[] = [new Row('')];
  const complete = (item: Item): void => {
    let made = item;
    for (;;) {
      const top = stack[stack.length - 1]!;
      if (top instanceof Row) {
        top.add(made);
        return;
      }
      top.args.push(made);
      if (top.args.length < top.needs) return;
      stack.pop();
      made = { markup: top.build(top.args.map(render)), kind: 'operand' };
    }
  };
  const wait = (needs: number, build: Command['build']): void => {
    stack.push({ args: [], needs, build });
  };
  /** Ends the innermost row; what a command still waits for is left empty. */
  const close = (markup: (row: Row) => string): void => {
    while (!(stack[stack.length - 1] instanceof Row)) complete({ markup: '<mrow></mrow>', kind: 'operand' });
    if (stack.length > 1) complete({ markup: markup(stack.pop() as Row), kind: 'operand' });
  };
  for (const [token] of latex.matchAll(TOKEN)) {
    const top = stack[stack.length - 1]!;
    if (token === '{') stack.push(new Row(''));
    else if (token === '}') close((row) => row.render());
    else if (token === '^' || token === '_') {
      if (top instanceof Row) top.script = token;
    } else if (token === '\\frac') wait(2, ([over, under]) => `<mfrac>${over}${under}</mfrac>`);
    else if (token === '\\tfrac') wait(2, ([over, under]) => `<mfrac displaystyle="false">${over}${under}</mfrac>`);
    else if (token === '\\hat')
      wait(1, ([under]) => `<mover accent="true">${under}<mo stretchy="false">^</mo></mover>`);
    else if (token.startsWith('\\sqrt[')) {
      const order = escaped(token.slice(6, -1));
      wait(1, ([inside]) => `<mroot>${inside}<mn>${order}</mn></mroot>`);
    } else if (token === '\\sqrt') wait(1, ([inside]) => `<msqrt>${inside}</msqrt>`);
    else if (token.startsWith('\\left')) stack.push(new Row(token.slice(5)));
    else if (token.startsWith('\\right')) close((row) => fenced(row.fence, row.render(), token.slice(6)));
    else if (token.startsWith('\\begin')) stack.push(new Row(token.slice(7, -1)));
    else if (token.startsWith('\\end')) close((row) => tabled(row));
    else if (token === '&' || token.startsWith('\\\\')) {
      if (top instanceof Row) top.cell(token !== '&');
    } else {
      const item = atom(token);
      if (item !== undefined) complete(item);
    }
  }
  while (stack.length > 1) close((row) => row.render());
  return (stack[0] as Row).render();
}

const TOKEN =
  /\\(?:left|right)(?:\\[{}|]|[^\\\s])|\\(?:begin|end)\{\w+\}|\\sqrt\[\w+\]|\\(?:mathrm|mathbf|operatorname|text)\{[^{}]*\}|\\[A-Za-z]+|\\\\(?:\[[^\]]*\])?|\\.|\d+(?:\.\d+)?|\S/gsu;

interface Item {
  readonly markup: string;
  /** A function's name is applied to what follows; operands side by side are a product; a space is neither. */
  readonly kind: 'operand' | 'operator' | 'function' | 'number' | 'space';
  /** Of a large operator, whose limits stand below and above it where there is room. */
  readonly limits?: boolean;
  sub?: string;
  sup?: string;
}

/** A command that waits for its arguments. */
interface Command {
  readonly args: Item[];
  readonly needs: number;
  readonly build: (args: readonly string[]) => string;
}

type Frame = Row | Command;

/** What stands side by side; `fence` is the opening bracket or the name of an environment. */
class Row {
  readonly fence: string;
  script: '^' | '_' | undefined;
  /** Finished cells of an environment, line by line. */
  readonly lines: string[][] = [[]];
  #items: Item[] = [];

  constructor(fence: string) {
    this.fence = fence;
  }

  add(item: Item): void {
    const base = this.#items[this.#items.length - 1];
    if (this.script === undefined || base === undefined) this.#items.push(item);
    else if (this.script === '^') base.sup = (base.sup ?? '') + render(item);
    else base.sub = (base.sub ?? '') + render(item);
    this.script = undefined;
  }

  cell(last: boolean): void {
    this.lines[this.lines.length - 1]!.push(this.render());
    this.#items = [];
    if (last) this.lines.push([]);
  }

  render(): string {
    let markup = '';
    let before: Item['kind'] = 'operator';
    for (const item of this.#items) {
      const { kind } = item;
      if (kind === 'space') {
        markup += item.markup;
        continue;
      }
      if (kind === 'operator') {
        const prefix = before === 'operator' && SIGNS.has(item.markup) ? ' form="prefix"' : '';
        markup += scripted(
          `<mo${prefix}${PLAIN.has(item.markup) ? ' stretchy="false"' : ''}>${item.markup}</mo>`,
          item,
        );
      } else {
        const apart = kind === 'function' || (before === 'function' && !item.markup.startsWith(FENCED));
        if (before === 'function') markup += joined('\u2061', apart);
        else if (before !== 'operator') markup += joined('\u2062', apart);
        markup += render(item);
      }
      before = kind === 'operator' && POSTFIX.has(item.markup) ? 'operand' : kind;
    }
    return this.#items.length === 1 && this.#items[0]!.kind !== 'operator' ? markup : `<mrow>${markup}</mrow>`;
  }
}

const SIGNS = new Set(['\u2212', '+']);
const POSTFIX = new Set(["'", '!', '\u22a4', ')', ']']);
/** Brackets that were not asked to grow. */
const PLAIN = new Set(['(', ')', '[', ']', '|', '\u2016']);
const FENCED = '<mrow><mo form="prefix" fence';

/** An invisible sign between two operands. */
function joined(sign: string, apart: boolean): string {
  return `<mo${apart ? ' rspace="0.167em"' : ''}>${sign}</mo>`;
}

function render(item: Item): string {
  return scripted(item.kind === 'operator' ? `<mo>${item.markup}</mo>` : item.markup, item);
}

function scripted(markup: string, { sub, sup, limits }: Item): string {
  if (limits && sub !== undefined) {
    return sup === undefined ? `<munder>${markup}${sub}</munder>` : `<munderover>${markup}${sub}${sup}</munderover>`;
  }
  if (sub !== undefined && sup !== undefined) return `<msubsup>${markup}${sub}${sup}</msubsup>`;
  if (sub !== undefined) return `<msub>${markup}${sub}</msub>`;
  return sup === undefined ? markup : `<msup>${markup}${sup}</msup>`;
}

function fenced(open: string, inside: string, close: string): string {
  const tall = inside.length > LONG || TALL.test(inside);
  return `<mrow>${bracket(open, 'prefix', tall)}${inside}${bracket(close, 'postfix', tall)}</mrow>`;
}

/** Not searched for what is high, so that brackets in brackets take no time in proportion to their depth. */
const LONG = 4000;

/** What is higher than a line; around anything else a bracket keeps its own size, as in TeX. */
const TALL = /<m(?:frac|table|sqrt|root|under|underover)\b/;

function bracket(mark: string, form: 'prefix' | 'postfix', tall: boolean): string {
  if (mark === '.' || mark === '') return '';
  const sign = mark === '\\|' ? '\u2016' : escaped(mark.replace('\\', ''));
  return `<mo form="${form}" fence="true" stretchy="${tall}">${sign}</mo>`;
}

/** An environment: cases with their brace, matrices with their brackets. */
function tabled(row: Row): string {
  row.cell(false);
  const lines = row.lines.map((cells) => `<mtr>${cells.map((cell) => `<mtd>${cell}</mtd>`).join('')}</mtr>`);
  const [open, close] = ENVIRONMENTS[row.fence] ?? ['', ''];
  return fenced(open, `<mtable>${lines.join('')}</mtable>`, close);
}

const ENVIRONMENTS: Readonly<Record<string, readonly [open: string, close: string]>> = {
  cases: ['{', '.'],
  pmatrix: ['(', ')'],
  bmatrix: ['[', ']'],
  vmatrix: ['|', '|'],
};

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['-', '\u2212'],
  ['\\cdot', '\u22c5'],
  ['\\times', '\u00d7'],
  ['\\circ', '\u2218'],
  ['\\odot', '\u2299'],
  ['\\otimes', '\u2297'],
  ['\\top', '\u22a4'],
  ['\\oslash', '\u2298'],
  ['\\ge', '\u2265'],
  ['\\geq', '\u2265'],
  ['\\le', '\u2264'],
  ['\\leq', '\u2264'],
  ['\\succeq', '\u2ab0'],
  ['\\to', '\u2192'],
  ['\\colon', ':'],
  ['\\cdots', '\u22ef'],
  ['\\{', '{'],
  ['\\}', '}'],
  ['\\partial', '\u2202'],
  ['\\nabla', '\u2207'],
  ['\\sum', '\u2211'],
  ['\\|', '\u2016'],
]);

/** Widths of TeX's spaces, in em. */
const SPACES: ReadonlyMap<string, number> = new Map([
  ['\\,', 0.167],
  ['\\:', 0.222],
  ['\\;', 0.278],
  ['\\ ', 0.25],
  ['\\quad', 1],
  ['\\qquad', 2],
]);

const LETTERS =
  'alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω infty ∞';
const words = LETTERS.split(' ');
const GREEK: ReadonlyMap<string, string> = new Map(
  words.flatMap((word, i) => (i % 2 === 0 ? [[word, words[i + 1]!] as const] : [])),
);

/** A token that stands for itself; undefined for what has no look. */
function atom(token: string): Item | undefined {
  const group = /^\\(mathrm|mathbf|operatorname|text)\{([^{}]*)\}$/s.exec(token);
  if (group !== null) {
    const text = escaped(group[2]!);
    if (group[1] === 'text') return { markup: `<mtext>${text}</mtext>`, kind: 'operand' };
    if (group[1] === 'mathbf') return { markup: `<mi>${bold(group[2]!)}</mi>`, kind: 'operand' };
    const upright = text.length === 1 ? ' mathvariant="normal"' : '';
    return { markup: `<mi${upright}>${text}</mi>`, kind: group[1] === 'operatorname' ? 'function' : 'operand' };
  }
  const operator = OPERATORS.get(token);
  if (operator !== undefined) return { markup: operator, kind: 'operator', limits: token === '\\sum' };
  const width = SPACES.get(token);
  if (width !== undefined) return { markup: `<mspace width="${width}em"></mspace>`, kind: 'space' };
  if (token === '\\!' || token === '\\textstyle') return undefined;
  if (token.startsWith('\\')) {
    const name = token.slice(1);
    const letter = GREEK.get(name);
    return letter === undefined
      ? { markup: `<mi>${escaped(name)}</mi>`, kind: 'function' }
      : { markup: `<mi>${letter}</mi>`, kind: 'operand' };
  }
  if (/^\d/.test(token)) return { markup: `<mn>${token}</mn>`, kind: 'number' };
  if (/^\p{L}/u.test(token)) return { markup: `<mi>${token}</mi>`, kind: 'operand' };
  return { markup: escaped(token), kind: 'operator' };
}

/** Letters and digits in their mathematical bold forms, since MathML Core has no bold variant. */
function bold(text: string): string {
  return Array.from(text, (each) => {
    const code = each.codePointAt(0)!;
    if (/[A-Z]/.test(each)) return String.fromCodePoint(0x1d400 + code - 65);
    if (/[a-z]/.test(each)) return String.fromCodePoint(0x1d41a + code - 97);
    if (/[0-9]/.test(each)) return String.fromCodePoint(0x1d7ce + code - 48);
    return escaped(each);
  }).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
}
