// The program speaks the user's language: English, or Chinese when asked for or when the locale says so.

export type Language = 'en' | 'zh';

/** One sentence in every language of the program. */
export type Text = Readonly<Record<Language, string>>;

/** `zh` when LC_ALL, LC_MESSAGES or LANG (the first that is set, as in POSIX) names a Chinese locale. */
export function languageOfLocale(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^zh\b|^zh_/i.test(locale) ? 'zh' : 'en';
}
