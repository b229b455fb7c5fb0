// A formula as code in the languages that engineers use; fetched when the first one is asked for.
import { fromJSON, toCode } from '@nablajs/calculus';
import type { Declared, Formula } from './formulas.js';

/** The languages that a formula can be copied in. */
export const codeLanguages = ['typescript', 'numpy', 'jax', 'torch', 'julia', 'c', 'latex', 'text'] as const;

/** One of them. */
export type CodeLanguage = (typeof codeLanguages)[number];

/** A function that computes the formula, in the language asked for. */
export function write(formula: Formula, language: CodeLanguage, name: string = 'f'): string {
  if (language === 'latex') return formula.latex;
  if (language === 'text') return formula.text;
  const { variables, declared } = formula;
  if (language !== 'typescript') return toCode(fromJSON(formula.json), language, { name, variables });
  if (declared !== undefined) return writeMatrices(formula, declared, name);
  const typed = variables.map((each) => `${each}: number`).join(', ');
  const code = toCode(fromJSON(formula.json), 'js', { name, variables });
  return code.replace(/^export function (\w+)\([^)]*\)/, `export function $1(${typed}): number`);
}

/** TypeScript for vectors and matrices: Nabla itself computes them. */
function writeMatrices({ text, variables }: Formula, declared: Declared, name: string): string {
  const used = Object.entries(declared)
    .map(([key, value]) => {
      const entries = Array.isArray(value)
        ? value.filter((each) => variables.includes(each))
        : Object.fromEntries(Object.entries(value ?? {}).filter(([each]) => variables.includes(each)));
      return Object.keys(entries).length === 0 ? '' : `  ${key}: ${JSON.stringify(entries)},\n`;
    })
    .join('');
  const typed = variables.map((each) => `${each}: ${declared.shapes?.[each] === undefined ? 'number' : 'Tensor'}`);
  return `import { evaluate, parse } from '@nablajs/calculus';
import type { Tensor } from '@nablajs/core-wasm';

const formula = parse(${JSON.stringify(text)}, {
${used}});

export function ${name}(${typed.join(', ')}): number | Tensor {
  return evaluate(formula, { ${variables.join(', ')} });
}
`;
}
