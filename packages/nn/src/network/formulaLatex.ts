/** The formulas of layers and losses, as they are printed in text, in LaTeX: dW1 becomes ∂J/∂W₁, ᵀ an exponent, ∘ \odot. */

/** Signs of the formulas. */
const signs: ReadonlyMap<string, string> = new Map([
  ['·', '\\,'],
  ['∘', '\\odot '],
  ['ᵀ', '^{\\top}'],
  ['²', '^{2}'],
  ['√', '\\sqrt'],
  ['≥', '\\ge '],
  ['−', '-'],
  ['×', '\\times '],
  ['Σ', '\\sum '],
  ['σ', '\\sigma '],
  ['μ', '\\mu '],
  ['Φ', '\\Phi '],
  ['φ', '\\varphi '],
  ['∂', '\\partial '],
  ['𝟏', '\\mathbf{1}'],
  ['ⱼ', '_{j}'],
  ['ₖ', '_{k}'],
]);

const functions: ReadonlyMap<string, string> = new Map([
  ['softmax', '\\operatorname{softmax}'],
  ['relu', '\\operatorname{relu}'],
  ['diag', '\\operatorname{diag}'],
  ['tanh', '\\tanh'],
  ['log', '\\log'],
  ['exp', '\\exp'],
  ['max', '\\max'],
  ['min', '\\min'],
  ['gamma', '\\gamma'],
  ['beta', '\\beta'],
]);

/** A formula in math mode. */
export function formulaLatex(formula: string): string {
  return formula
    .replace(/√\(([^()]*)\)/g, '√{$1}')
    .replace(/X̂/g, '\\hat{X}')
    .replace(
      /\b(d?)(gamma|beta|[A-Z]|b)(\d*)(ᵀ?)(?![a-z])/g,
      (_, d: string, letter: string, index: string, power: string) => {
        const name = `${letter}${index && `_{${index}}`}`;
        if (!d) return name + power;
        const derivative = `\\frac{\\partial J}{\\partial ${name}}`;
        return power ? `\\left(${derivative}\\right)${power}` : derivative;
      },
    )
    .replace(/[a-z]+/g, (word, at: number, whole: string) =>
      whole[at - 1] === '\\' ? word : (functions.get(word) ?? word),
    )
    .replace(/./gu, (sign) => signs.get(sign) ?? sign)
    .replace(/ +/g, ' ');
}

/** A sentence of Markdown, its formulas between backticks, for LaTeX. */
export function proseLatex(sentence: string): string {
  return sentence.replace(/`([^`]*)`/g, (_, formula: string) => `$${formulaLatex(formula)}$`);
}
