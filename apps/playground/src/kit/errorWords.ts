// The library speaks English. In Chinese the page says the same by the form of the message; what has no such form is told by
// its kind alone (the headline of Trouble.tsx), with the English one click away.
import type { Language } from '../text/dictionary.js';

/** What the library expects or meets, longest first. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/an operator or the end/g, '运算符或公式结尾'],
  [/the end of the text/g, '公式结尾'],
  [/what closes the bracket that is open/g, '与前面相配的右括号'],
  [/at least (\d+) arguments? of ([\p{L}\p{N}_]+)/gu, '$2 的至少 $1 个参数'],
  [/at most (\d+) arguments? of ([\p{L}\p{N}_]+)/gu, '$2 的至多 $1 个参数'],
  [/(\d+) arguments? of ([\p{L}\p{N}_]+)/gu, '$2 的 $1 个参数'],
  [/("[^"]*") after ([\p{L}\p{N}_]+)/gu, '$2 之后的 $1'],
  [/operands of one shape \(scalars broadcast\)/g, '形状相同的运算对象（数除外）'],
  [/as many rows on the right as columns on the left/g, '右边的行数等于左边的列数'],
  [/a square matrix \(use (\S+) element by element\)/g, '方阵（逐元素运算用 $1）'],
  [/a scalar divisor \(use (\S+) element by element\)/g, '除数是数（逐元素相除用 $1）'],
  [/a vector or a square matrix/g, '向量或方阵'],
  [/two matrices or two vectors/g, '两个矩阵或两个向量'],
  [/a square matrix/g, '方阵'],
  [/names of square matrices/g, '方阵的名称'],
  [/vector\((\w+)\)/g, '长为 $1 的向量'],
  [/a vector/g, '向量'],
  [/a matrix/g, '矩阵'],
  [/a scalar/g, '数'],
  [/scalar/g, '数'],
  [/(\w+) of shape /g, '$1：'],
  [/(\w+) without a shape/g, '没有形状的 $1'],
  [/a number/g, '数'],
  [/a name/g, '名称'],
  [/a formula/g, '公式'],
  [/an operator/g, '运算符'],
  [/,? or /g, '或'],
  [/ and /g, '与'],
  [/, /g, '、'],
];

/** What can be too large. */
const QUANTITIES: Readonly<Record<string, string>> = {
  'the length of the formula': '公式的长度',
  'the number of variables': '变量的个数',
  'the number of terms': '项数',
  'the number of characters': '字符数',
  'the number of signs': '符号数',
  'the depth of nesting': '嵌套的层数',
  'the exponent of a number': '数的指数',
  'the number of nodes': '表达式的节点数',
  'the size of the derivative': '导数的规模',
  'the number of bits': '精确数的位数',
};

type Fill = (parts: readonly string[]) => string;

/** Forms of messages; the parts of the pattern are filled into the sentence. */
const FORMS: readonly (readonly [RegExp, Fill])[] = [
  [
    /^(?:\w+: )?expected (.+), got (.+) at line (\d+), column (\d+)$/s,
    ([wanted, got, line, column]) => `第 ${line} 行第 ${column} 列：应为${phrase(wanted!)}，实为${phrase(got!)}。`,
  ],
  [
    /^(?:\w+: )?(\S+) is not a known (function|variable) at line (\d+), column (\d+)(?:; did you mean (\S+)\?)?/,
    ([name, kind, line, column, suggestion]) =>
      `第 ${line} 行第 ${column} 列：没有名为 ${name} 的${kind === 'function' ? '函数' : '变量'}。${
        suggestion === undefined ? '' : `是不是想写 ${suggestion}？`
      }`,
  ],
  [
    /^parse: (\S+) at line (\d+), column (\d+): expected (.+), got (.+)$/s,
    ([operation, line, column, wanted, got]) =>
      `第 ${line} 行第 ${column} 列，${OPERATIONS[operation!] ?? operation}：应为${phrase(wanted!)}，实为${phrase(got!)}。`,
  ],
  [
    /^.+: (.+) exceeds the limit of (\d+)(?:, got (\d+))?$/,
    ([what, limit, got]) =>
      `${QUANTITIES[what!] ?? '规模'}超过上限 ${limit}${got === undefined ? '' : `（实为 ${got}）`}。`,
  ],
  [
    /^.+: expected a point of the domain, got (.+), where (.+) has no value$/s,
    ([at, what]) => `在点 ${at} 处，${what!.replace(/^the derivative /, '').replace('the gradient', '梯度')} 没有值。`,
  ],
  [/^constant: expected a finite number.*, got (.+)$/s, () => '在这一点没有有限的值。'],
  [/^steepest: expected a point where f has a finite gradient/, () => 'f 在这一点没有有限的梯度。'],
  [/in a circle, got (.+)$/, ([names]) => `中间变量不能互相依赖成一个圈：${names}。`],
  [/^checkDerivative: expected values inside the domain/, () => '没有找到公式有值的点，无法用差商检验。'],
  [/^(.+): expected (?:names of square matrices), got (.+)$/, ([, got]) => `应为方阵的名称，实为${phrase(got!)}。`],
];

const OPERATIONS: Readonly<Record<string, string>> = { add: '+', mul: '.*', div: './', pow: '.^' };

/** The first line of an error's message in the reader's language; undefined where only English is known. */
export function errorWords(message: string, language: Language): string | undefined {
  if (language === 'en') return message.replace(/^parse: /, '');
  for (const [form, fill] of FORMS) {
    const found = form.exec(message);
    if (found !== null) return fill(found.slice(1));
  }
  return undefined;
}

function phrase(english: string): string {
  return PHRASES.reduce((text, [pattern, chinese]) => text.replace(pattern, chinese), english);
}
