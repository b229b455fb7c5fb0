// The library speaks English. What a reader meets most while typing, errors of the formula, is said in Chinese too; anything
// else stays as it is and is marked as English.
import type { Language } from '../text/dictionary.js';

/** Words, and the language they are in. */
export interface Words {
  readonly words: string;
  readonly language: Language;
}

/** What the parser can expect or meet, longest first. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/an operator or the end/g, '运算符或公式结尾'],
  [/the end of the text/g, '公式结尾'],
  [/what closes the bracket that is open/g, '与前面相配的右括号'],
  [/at least (\d+) arguments? of ([\p{L}\p{N}_]+)/gu, '$2 的至少 $1 个参数'],
  [/at most (\d+) arguments? of ([\p{L}\p{N}_]+)/gu, '$2 的至多 $1 个参数'],
  [/(\d+) arguments? of ([\p{L}\p{N}_]+)/gu, '$2 的 $1 个参数'],
  [/("[^"]*") after ([\p{L}\p{N}_]+)/gu, '$2 之后的 $1'],
  [/a number/g, '数'],
  [/a name/g, '名称'],
  [/a formula/g, '公式'],
  [/an operator/g, '运算符'],
  [/,? or /g, '或'],
  [/, /g, '、'],
];

const EXPECTED = /^(?:\w+: )?expected (.+), got (.+) at line (\d+), column (\d+)$/s;
const UNKNOWN =
  /^(?:\w+: )?(\S+) is not a known (function|variable) at line (\d+), column (\d+)(?:; did you mean (\S+)\?)?$/;

/** The first line of an error's message in the reader's language, where it is known. */
export function errorWords(message: string, language: Language): Words {
  const plain = message.replace(/^parse: /, '');
  if (language === 'en') return { words: plain, language: 'en' };
  const expected = EXPECTED.exec(message);
  if (expected !== null) {
    const [, wanted = '', got = '', line, column] = expected;
    return { words: `第 ${line} 行第 ${column} 列：应为${phrase(wanted)}，实为${phrase(got)}。`, language: 'zh' };
  }
  const unknown = UNKNOWN.exec(message);
  if (unknown !== null) {
    const [, name, kind, line, column, suggestion] = unknown;
    const hint = suggestion === undefined ? '' : `是不是想写 ${suggestion}？`;
    const noun = kind === 'function' ? '函数' : '变量';
    return { words: `第 ${line} 行第 ${column} 列：没有名为 ${name} 的${noun}。${hint}`, language: 'zh' };
  }
  return { words: plain, language: 'en' };
}

function phrase(english: string): string {
  return PHRASES.reduce((text, [pattern, chinese]) => text.replace(pattern, chinese), english);
}
