// The pages in the order of the menu. A guide is a file in guide/ and a line here.
import type { Language } from './languages.js';

export type Text = Readonly<Record<Language, string>>;

export interface Group {
  readonly title: Text;
  /** Addresses below the language's root, without `.html`; each is `guide/<address>.md`. */
  readonly pages: readonly string[];
}

export const groups: readonly Group[] = [
  { title: { en: 'Guides', zh: '指南' }, pages: ['index', 'core-wasm', 'calculus', 'optim', 'nn', 'coming-from'] },
  {
    title: { en: 'The course', zh: '课程' },
    pages: ['course/partial', 'course/chain', 'course/gradient', 'course/taylor', 'course/matrix', 'course/network'],
  },
  { title: { en: 'Measured', zh: '实测' }, pages: ['performance', 'accuracy'] },
];

export const guides: readonly string[] = groups.flatMap((group) => group.pages);
