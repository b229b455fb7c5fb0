import type { Explained } from '../expr/operation.js';
import { plainFormula } from './plainFormula.js';

/** The languages that explanations are written in. */
export type ExplainLanguage = 'en' | 'zh';

/** One step: a sentence and the formula it leads to. */
export interface Step {
  /** A stable name of the rule: an operation's name, or `'hold'`, `'chain'`, `'gradient'`, … */
  readonly rule: string;
  readonly text: string;
  /** LaTeX without delimiters. */
  readonly formula: string;
  /** Derivatives of matrix formulas: the same formula as text, with `d` for differentials. */
  readonly plain?: string;
}

/** A derivation told step by step, with its result. */
export class Explanation<T> {
  readonly steps: readonly Step[];
  readonly result: T;
  readonly language: ExplainLanguage;

  constructor(steps: readonly Step[], result: T, language: ExplainLanguage) {
    this.steps = steps;
    this.result = result;
    this.language = language;
  }

  /** A numbered list with formulas between `$$`. */
  toMarkdown(): string {
    return this.steps
      .map(({ text, formula }, i) => `${i + 1}. ${text}${formula === '' ? '' : `\n\n   $$${formula}$$`}`)
      .join('\n\n');
  }

  /** An `enumerate` environment with displayed formulas. */
  toLatex(): string {
    const items = this.steps.map(({ text, formula }) => {
      const plain = text.replace(/[\\%#&_{}]/g, (sign) => (sign === '\\' ? '\\textbackslash{}' : `\\${sign}`));
      return `  \\item ${plain}${formula === '' ? '' : `\n    \\[ ${formula} \\]`}`;
    });
    return ['\\begin{enumerate}', ...items, '\\end{enumerate}'].join('\n');
  }

  /** A numbered list of lines of text, formulas too. */
  toText(): string {
    return this.steps
      .map(({ text, formula, plain }, i) => {
        const line = plain ?? plainFormula(formula);
        return `${i + 1}. ${text}${line === '' ? '' : `\n   ${line}`}`;
      })
      .join('\n');
  }

  toString(): string {
    return this.toText();
  }
}

/** A sentence in both languages; `{name}` stands for what is filled in. */
export type Sentence = Explained;

/** Collects steps in one language. */
export class Teller {
  readonly steps: Step[] = [];
  readonly language: ExplainLanguage;

  constructor(language: ExplainLanguage) {
    this.language = language;
  }

  /** Adds a step: the sentence with its blanks filled, and the formula. */
  say(rule: string, sentence: Sentence, values: Readonly<Record<string, string>>, formula: string): void {
    const text = sentence[this.language].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    this.steps.push({ rule, text, formula });
  }

  done<T>(result: T): Explanation<T> {
    return new Explanation(this.steps, result, this.language);
  }
}
