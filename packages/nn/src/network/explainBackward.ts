/**
 * The forward and the backward pass of a network as formulas with shapes, in the manner of the course's (51)–(56): each layer
 * and the loss say their own rules, and the chain rule strings them together from the loss to the samples.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Architecture } from './architecture.js';
import { formulaLatex, proseLatex } from './formulaLatex.js';
import type { Model } from './model.js';

/** Languages of an explanation. */
export type ExplanationLanguage = 'en' | 'zh';

/** A step of {@link explainBackward}. */
export interface BackwardStep {
  /** What is done, in words. */
  readonly title: string;
  /** One formula a line; dA stands for ∂J/∂A. */
  readonly formulas: readonly string[];
  /** The same formulas in LaTeX. */
  readonly latex: readonly string[];
  /** Why, on the way back, in Markdown. */
  readonly reason?: string;
  /** Shapes of the quantities that the step brings in; N is the number of rows. */
  readonly shapes: Readonly<Record<string, string>>;
}

/** The steps, and their text. */
export interface BackwardExplanation {
  readonly steps: readonly BackwardStep[];
  /** What the letters and signs stand for, in Markdown. */
  readonly notation: string;
  toMarkdown(): string;
  /** For a document with amsmath: a paragraph and an `align*` for each step. */
  toLatex(): string;
}

const words = {
  en: {
    heading: 'Backpropagation, layer by layer',
    notation:
      'The `N` rows of `X` are the samples, `T` is their target. A derivative `dA` = ∂J/∂A has the shape of `A`; `A·B` is the product of matrices, `A ∘ B` that of entry with entry; `𝟏` is a column of ones; `[A ≥ 0]` is 1 where the condition holds and 0 elsewhere.',
    forward: (i: number, kind: string) => `Forward through layer ${i}, ${kind}`,
    loss: 'The loss, and where the way back begins',
    backward: (i: number, kind: string) => `Back through layer ${i}, ${kind}, by the chain rule`,
  },
  zh: {
    heading: '逐层反向传播',
    notation:
      '`X` 的 `N` 行是样本，`T` 是目标值。导数 `dA` = ∂J/∂A 的形状与 `A` 相同；`A·B` 是矩阵乘法，`A ∘ B` 是逐元素乘法；`𝟏` 是元素全为 1 的列向量；`[A ≥ 0]` 在条件成立处取 1，否则取 0。',
    forward: (i: number, kind: string) => `前向通过第 ${i} 层（${kind}）`,
    loss: '损失函数，反向传播由此开始',
    backward: (i: number, kind: string) => `由链式法则反向通过第 ${i} 层（${kind}）`,
  },
} as const;

/**
 * Explains how the network's derivatives come about: forward, the loss, and back.
 *
 * @throws ArgumentError for another language.
 *
 * @example
 * ```ts
 * import { explainBackward, TwoLayerNet } from '@nablajs/nn';
 *
 * const net = new TwoLayerNet({ inputs: 100, hidden: 512, outputs: 10 });
 * const { steps } = explainBackward(net);
 * console.log(steps.at(-1)!.formulas); // ['dW1 = Xᵀ·dY', 'db1 = Σ rows dY', 'dX = dY·W1ᵀ']
 * ```
 */
export function explainBackward(net: Model, options: { language?: ExplanationLanguage } = {}): BackwardExplanation {
  const { language = 'en' } = options;
  if (!Object.hasOwn(words, language))
    throw new ArgumentError({ where: 'explainBackward: language', expected: "'en' or 'zh'", got: String(language) });
  const say = words[language];
  const { architecture } = net;
  const { layers, loss } = architecture;
  const names = boundaryNames(layers.length);
  const rules = layers.map((layer, i) => {
    const own = architecture.parameters.filter((parameter) => parameter.layer === i).map(({ name }) => name);
    return layer.formulas({ x: names[i]!, y: names[i + 1]!, parameters: own });
  });
  const isBackward = (formula: string): boolean => formula.startsWith('d');
  const output = names[layers.length]!;
  const forward = layers.map((layer, i) => ({
    title: say.forward(i + 1, layer.kind),
    formulas: rules[i]!.filter((formula) => !isBackward(formula)),
    shapes: shapesOf(architecture, names, i, ''),
  }));
  const start = {
    title: say.loss,
    formulas: loss.formulas(output),
    shapes: { [`d${output}`]: `N×${architecture.outputs}` },
    reason: loss.reason[language],
  };
  const backward = layers.map((layer, i) => ({
    title: say.backward(i + 1, layer.kind),
    formulas: rules[i]!.filter(isBackward),
    shapes: shapesOf(architecture, names, i, 'd'),
    reason: layer.reason[language],
  }));
  const steps = [...forward, start, ...backward.reverse()].map((step) => ({
    ...step,
    latex: step.formulas.map(formulaLatex),
  }));
  return {
    steps,
    notation: say.notation,
    toMarkdown: () => [`# ${say.heading}`, say.notation, ...steps.map(markdownOf)].join('\n\n'),
    toLatex: () =>
      [`\\section*{${say.heading}}`, proseLatex(say.notation.replace(' = ∂J/∂A', '')), ...steps.map(latexOf)].join(
        '\n\n',
      ),
  };
}

/** The course's letters for two layers with an activation between them, numbered ones otherwise. */
function boundaryNames(count: number): string[] {
  const inner = count === 3 ? ['Y', 'Z'] : Array.from({ length: count - 1 }, (_, i) => `A${i + 1}`);
  return ['X', ...inner, 'O'];
}

/** Forward: what comes out and the parameters. Backward: their derivatives, and that of what went in. */
function shapesOf(
  { widths, parameters }: Architecture,
  names: readonly string[],
  i: number,
  d: '' | 'd',
): Record<string, string> {
  const own = parameters.filter(({ layer, trained }) => layer === i && trained);
  const boundary = d ? i : i + 1;
  return Object.fromEntries([
    ...own.map(({ name, shape }) => [`${d}${name}`, shape.join('×')]),
    [`${d}${names[boundary]}`, `N×${widths[boundary]}`],
  ]);
}

function markdownOf({ title, formulas, shapes, reason }: BackwardStep, index: number): string {
  const sizes = Object.entries(shapes).map(([name, shape]) => `${name}: ${shape}`);
  const lines = formulas.map((formula) => `    ${formula}`).join('\n');
  return [`## ${index + 1}. ${title}`, ...(reason ? [reason] : []), lines, sizes.join(', ')].join('\n\n');
}

function latexOf({ title, latex, shapes, reason }: BackwardStep, index: number): string {
  const sizes = Object.entries(shapes).map(([name, shape]) => `${formulaLatex(name)}\\colon ${formulaLatex(shape)}`);
  const lines = latex.map((formula) => `  ${formula.replace(' = ', ' &= ')}`).join(' \\\\\n');
  return [
    `\\paragraph{${index + 1}. ${title}}${reason ? ` ${proseLatex(reason)}` : ''}`,
    `\\begin{align*}\n${lines}\n\\end{align*}`,
    `$${sizes.join(',\\quad ')}$`,
  ].join('\n');
}
