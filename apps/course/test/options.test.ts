import { describe, expect, it } from 'vitest';
import { languageOfLocale } from '../src/language.js';
import { parseOptions, UsageError } from '../src/options.js';

const chapters = ['gradient', 'chain'];

describe('parseOptions', () => {
  it('takes the language from --lang before the locale', () => {
    expect(parseOptions([], { LANG: 'zh_CN.UTF-8' }, chapters).language).toBe('zh');
    expect(parseOptions(['--lang', 'en'], { LANG: 'zh_CN.UTF-8' }, chapters).language).toBe('en');
    expect(parseOptions(['--chapter', 'gradient'], {}, chapters)).toEqual({
      language: 'en',
      chapter: 'gradient',
      help: false,
    });
  });

  it.each([
    [['--chapter', 'integral'], /--chapter: expected one of gradient, chain, got "integral"/],
    [['--lang', 'fr'], /--lang: expected en or zh, got "fr"/],
    [['--chapter'], /--chapter/],
    [['--colour'], /--colour/],
    [['gradient'], /gradient/],
  ])('refuses %j in one line', (args, message) => {
    expect(() => parseOptions(args, {}, chapters)).toThrow(UsageError);
    expect(() => parseOptions(args, {}, chapters)).toThrow(message);
    try {
      parseOptions(args, {}, chapters);
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
    }
  });
});

describe('languageOfLocale', () => {
  it('reads the first of LC_ALL, LC_MESSAGES and LANG that is set', () => {
    expect(languageOfLocale({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(languageOfLocale({ LC_MESSAGES: 'zh_TW' })).toBe('zh');
    expect(languageOfLocale({})).toBe('en');
  });
});
