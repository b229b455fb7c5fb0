// What the reader sees: every example with Nabla's answers. On a terminal each answer says how it was checked; elsewhere
// that is told only of what failed, and there are no colours.
import { createColors } from 'picocolors';
import { type Chapter, type Claim, type Example, verified } from './example.js';
import type { Language, Text } from './language.js';

/** Where lines go, and whether a person is watching a terminal. */
export interface Output {
  readonly terminal: boolean;
  readonly colours: boolean;
  /** Characters that fit in a line of the terminal. */
  readonly columns: number;
  line(text: string): void;
}

/** How many of the examples shown so far were verified. */
export interface Tally {
  verified: number;
  total: number;
}

const WORDS = {
  failed: { en: 'could not be derived', zh: '未能推导' },
  and: { en: '; ', zh: '；' },
  not: { en: 'does NOT hold: ', zh: '不成立：' },
  unchecked: { en: 'not checked, so not counted', zh: '未经验证，不计入' },
} satisfies Record<string, Text>;

/** As wide as a mark and the space around it. */
const INDENT = '    ';

export class Report {
  readonly tally: Tally = { verified: 0, total: 0 };
  readonly #output: Output;
  readonly #language: Language;
  readonly #paint: ReturnType<typeof createColors>;

  constructor(output: Output, language: Language) {
    this.#output = output;
    this.#language = language;
    this.#paint = createColors(output.colours);
  }

  /** The sentence in the reader's language; formulas are the same in all. */
  say(text: string | Text): string {
    return typeof text === 'string' ? text : text[this.#language];
  }

  line(text = ''): void {
    this.#output.line(text);
  }

  heading(title: Text): void {
    this.line();
    this.line(this.#paint.bold(this.#paint.cyan(this.say(title))));
    if (this.#output.terminal) this.line();
  }

  /** Walks a chapter: derives, checks and shows every example, and counts it. */
  chapter(chapter: Chapter): void {
    this.heading(chapter.title);
    for (const example of chapter.examples) this.#example(example);
  }

  /** One line that says whether something held; used outside the numbered examples too. */
  verdict(held: boolean, text: string): void {
    this.line(`  ${this.#mark(held)} ${text}`);
  }

  #example(example: Example): void {
    this.tally.total++;
    let claims: readonly Claim[] = [];
    let error: Error | undefined;
    try {
      claims = example.claims();
    } catch (caught) {
      error = caught as Error;
    }
    const held = error === undefined && claims.length > 0 && claims.every(verified);
    if (held) this.tally.verified++;
    const title = `(${example.number}) ${this.say(example.problem)}`;
    if (this.#output.terminal) this.line(this.#paint.bold(title));
    else this.verdict(held, title);
    if (error) this.line(`  ${this.#mark(false)} ${this.say(WORDS.failed)}: ${error.message}`);
    for (const claim of claims) {
      this.#claim(claim);
    }
    if (this.#output.terminal) this.line();
  }

  #claim(claim: Claim): void {
    const ask = this.say(claim.ask);
    // What is asked may be an equation or words already: "λ = 1 → …" rather than "λ = 1 = …".
    const answer = `${ask} ${/ = |, |: |，|：| at /.test(ask) ? '→' : '='} ${this.say(claim.answer)}`;
    const held = verified(claim);
    if (held && !this.#output.terminal) {
      this.line(`${INDENT}  ${answer}`);
      return;
    }
    const checks = claim.checks.map((check) => `${check.held ? '' : this.say(WORDS.not)}${this.say(check.how)}`);
    const how = checks.length === 0 ? this.say(WORDS.unchecked) : checks.join(this.say(WORDS.and));
    const besides = INDENT.length + answer.length + how.length + 3 <= this.#output.columns;
    const line = `  ${this.#mark(held)} ${answer}`;
    this.line(besides ? `${line}   ${this.#paint.dim(how)}` : line);
    if (!besides) this.line(`${INDENT}  ${this.#paint.dim(how)}`);
  }

  #mark(held: boolean): string {
    return held ? this.#paint.green('✓') : this.#paint.red('✗');
  }
}
