import { hasSign } from './notation.js';

/**
 * A formula as a line of text, from the LaTeX that explanations are written in: \frac{a}{b} as a/b, x^{2} as x^2, matrices
 * as [a, b; c, d], Greek letters and signs as themselves.
 */
export function plainFormula(latex: string): string {
  let text = latex
    .replace(/\\left\./g, '')
    .replace(/\\mathrm\{d\} ?/g, 'd')
    .replace(/\\(partial|nabla) /g, (_, name: string) => SIGNS.get(name)!);
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replace(
        /\\frac\{([^{}]*)\}\{([^{}]*)\}/g,
        (_, a: string, b: string) => `${hasSign(a) ? `(${a})` : a}/${whole(b)}`,
      )
      .replace(/\\sqrt\[([^\]]*)\]\{([^{}]*)\}/g, 'root($1, $2)')
      .replace(/\\sqrt\{([^{}]*)\}/g, 'sqrt($1)')
      .replace(/\\(?:mathrm|operatorname|text|boldsymbol|mathbf)\{([^{}]*)\}/g, '$1')
      .replace(
        /\\begin\{(?:pmatrix|cases)\}((?:(?!\\begin)[\s\S])*?)\\end\{(?:pmatrix|cases)\}/g,
        (_, body: string) => {
          const rows = body.split('\\\\').map((row) =>
            row
              .split('&')
              .map((each) => each.trim())
              .join(', '),
          );
          return `[${rows.join('; ')}]`;
        },
      )
      .replace(/([_^])\{([^{}]*)\}/g, (_, sign: string, a: string) => sign + whole(a));
  }
  return text
    .replace(
      /\\([A-Za-z]+|[,;!\\_ ])/g,
      (all, name: string) => SIGNS.get(name) ?? (/^[A-Za-z]/.test(name) ? name : all[1]!),
    )
    .replace(/[{}]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/([([]) | (?=[)\],;])/g, '$1')
    .trim();
}

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['left', ''],
  ['right', ''],
  ['partial', '∂'],
  ['nabla', '∇'],
  ['cdot', '·'],
  ['cdots', '…'],
  ['times', '×'],
  ['quad', '  '],
  [',', ' '],
  [';', ' '],
  [' ', ' '],
  ['!', ''],
  ['pi', 'π'],
  ['theta', 'θ'],
  ['lambda', 'λ'],
  ['infty', '∞'],
  ['ge', '≥'],
  ['le', '≤'],
  ['ne', '≠'],
]);

/** In parentheses unless it is one word, number or function value. */
function whole(text: string): string {
  const trimmed = text.trim();
  return /^(?:[\w.!∂]+|\\\w+|\w+\([^()]*\))$/.test(trimmed) ? trimmed : `(${trimmed})`;
}
