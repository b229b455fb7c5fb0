// One dictionary per page and language. The English one is the type: a key that the Chinese one lacks, or has too much,
// does not compile.
import { language } from '../app/settings.js';

/** The languages of the site. */
export type Language = 'en' | 'zh';

/** Texts of one part of the site in every language; functions fill in values. */
export interface Dictionary<T> {
  readonly en: T;
  readonly zh: T;
}

/**
 * Joins the two languages of one part of the site.
 *
 * @param en the English texts, which say what keys there are.
 * @param zh the Chinese ones: exactly the same keys.
 */
export function dictionary<T>(en: T, zh: NoInfer<T>): Dictionary<T> {
  return { en, zh };
}

/** The texts in the language of the moment; a component that calls this is drawn again when the language changes. */
export function textOf<T>(texts: Dictionary<T>): T {
  return texts[language.value];
}
