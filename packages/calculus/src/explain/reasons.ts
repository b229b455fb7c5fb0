import type { ExplainLanguage } from './explanation.js';

/** The reasons that classifications give, in Chinese; `$1` is what the brackets of the pattern hold. */
const chinese: readonly (readonly [RegExp, string])[] = [
  [/the Hessian has no value here/, '黑塞矩阵在此处没有定义'],
  [
    /the Hessian has eigenvalues of both signs, so it is no extremum; others vanish/,
    '特征值有正有负，故不取极值，其余为零',
  ],
  [/the Hessian has eigenvalues of both signs/, '特征值有正有负'],
  [/all eigenvalues of the Hessian are positive/, '黑塞矩阵的特征值全为正'],
  [/all eigenvalues of the Hessian are negative/, '黑塞矩阵的特征值全为负'],
  [
    /along (.+) the first derivative that does not vanish of order (\d+) is positive: a strict minimum/,
    '沿$1第一个不为零的导数为 $2 阶，且为正，故取得严格极小值',
  ],
  [
    /along (.+) the first derivative that does not vanish of order (\d+) is negative: a strict maximum/,
    '沿$1第一个不为零的导数为 $2 阶，且为负，故取得严格极大值',
  ],
  [
    /the lowest form, in every direction, of order (\d+) is positive: a strict minimum/,
    '最低的非零项为 $1 阶，沿任何方向都为正，故取得严格极小值',
  ],
  [
    /the lowest form, in every direction, of order (\d+) is negative: a strict maximum/,
    '最低的非零项为 $1 阶，沿任何方向都为负，故取得严格极大值',
  ],
  [
    /the first derivative that does not vanish along (.+) has odd order (\d+): no extremum/,
    '沿$1第一个不为零的导数为奇数阶（$2 阶），故不取极值',
  ],
  [
    /along (.+) the term of order (\d+) has the opposite sign of the curvature across it: no extremum/,
    '沿$1的 $2 阶项与其余方向的曲率异号，故不取极值',
  ],
  [/the lowest terms, of order (\d+), take both signs: no extremum/, '最低的非零项（$1 阶）有正有负，故不取极值'],
  [/the lowest terms, of order (\d+), vanish in some direction/, '最低的非零项（$1 阶）沿某个方向为零'],
  [
    /everywhere else around it the function is greater, by its terms of higher order: a strict minimum/,
    '由高阶项可证，附近其余各点的函数值都更大，故取得严格极小值',
  ],
  [
    /everywhere else around it the function is less, by its terms of higher order: a strict maximum/,
    '由高阶项可证，附近其余各点的函数值都更小，故取得严格极大值',
  ],
  [/the terms that decide have different orders in the null directions/, '起决定作用的项在各零方向上阶数不同'],
  [/all derivatives up to order (\d+) vanish along (.+)/, '沿$2直到 $1 阶的导数都为零'],
  [/all derivatives up to order (\d+) vanish/, '直到 $1 阶的导数都为零'],
  [/a higher derivative has no value/, '某个高阶导数没有定义'],
  [/a ray of the null space/, '零空间中的射线'],
  [/the null direction/, '零方向'],
  [/: undecided/, '，不能判定'],
];

/** A classification's reason in a language. */
export function reasonIn(language: ExplainLanguage, reason: string): string {
  if (language === 'en') return reason;
  return chinese.reduce((text, [pattern, words]) => text.replace(pattern, words), reason);
}
