// The command line: `npm start -- [--chapter <key>] [--lang en|zh]`.
import { parseArgs } from 'node:util';
import { type Language, languageOfLocale } from './language.js';

export interface Options {
  readonly language: Language;
  /** Key of the one chapter to walk; every chapter when undefined. */
  readonly chapter: string | undefined;
  readonly help: boolean;
}

/** A command line that cannot be followed; the message is one line with the remedy in it. */
export class UsageError extends Error {}

/** Reads the arguments; `chapters` are the keys that `--chapter` may name. */
export function parseOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  chapters: readonly string[],
): Options {
  const { chapter, lang, help } = read(args);
  if (lang !== undefined && lang !== 'en' && lang !== 'zh') {
    throw new UsageError(`--lang: expected en or zh, got ${JSON.stringify(lang)}`);
  }
  if (chapter !== undefined && !chapters.includes(chapter)) {
    throw new UsageError(`--chapter: expected one of ${chapters.join(', ')}, got ${JSON.stringify(chapter)}`);
  }
  return { language: lang ?? languageOfLocale(environment), chapter, help: help ?? false };
}

function read(args: readonly string[]): { chapter?: string; lang?: string; help?: boolean } {
  try {
    return parseArgs({
      args: [...args],
      options: { chapter: { type: 'string' }, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0]} (try --chapter <key>, --lang en|zh or --help)`);
  }
}
