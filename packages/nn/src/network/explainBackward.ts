/**
 * The forward and the backward pass of a network as formulas with shapes, in the manner of the course's (51)–(56): each layer
 * and the loss say their own rules, and the chain rule strings them together from the loss to the samples.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Architecture } from './architecture.js';
import type { Model } from './model.js';

/** Languages of an explanation. */
export type ExplanationLanguage = 'en' | 'zh';

/** A step of {@link explainBackward}. */
export interface BackwardStep {
  /** What is done, in words. */
  readonly title: string;
  /** One formula a line; dA stands for ∂J/∂A. */
  readonly formulas: readonly string[];
  /** Shapes of the quantities that the step brings in; N is the number of rows. */
  readonly shapes: Readonly<Record<string, string>>;
}

/** The steps, and their text. */
export interface BackwardExplanation {
  readonly steps: readonly BackwardStep[];
  toMarkdown(): string;
}

const words = {
  en: {
    heading: 'Backpropagation, layer by layer',
    forward: (i: number, kind: string) => `Forward through layer ${i}, ${kind}`,
    loss: 'The loss, and where the way back begins',
    backward: (i: number, kind: string) => `Back through layer ${i}, ${kind}, by the chain rule`,
  },
  zh: {
    heading: '逐层反向传播',
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
  const steps: BackwardStep[] = [
    ...layers.map((layer, i) => ({
      title: say.forward(i + 1, layer.kind),
      formulas: rules[i]!.filter((formula) => !isBackward(formula)),
      shapes: shapesOf(architecture, names, i, ''),
    })),
    { title: say.loss, formulas: loss.formulas(output), shapes: { [`d${output}`]: `N×${architecture.outputs}` } },
    ...layers
      .map((layer, i) => ({
        title: say.backward(i + 1, layer.kind),
        formulas: rules[i]!.filter(isBackward),
        shapes: shapesOf(architecture, names, i, 'd'),
      }))
      .reverse(),
  ];
  return { steps, toMarkdown: () => [`# ${say.heading}`, ...steps.map(markdownOf)].join('\n\n') };
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

function markdownOf({ title, formulas, shapes }: BackwardStep, index: number): string {
  const lines = formulas.map((formula) => `    ${formula}`).join('\n');
  const sizes = Object.entries(shapes).map(([name, shape]) => `${name}: ${shape}`);
  return `${index + 1}. ${title} (${sizes.join(', ')})\n\n${lines}`;
}
