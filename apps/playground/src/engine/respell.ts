// What newcomers write as on paper, spelt as the packages read it: |x| → abs(x), sin x → sin(x), sin²(x) → sin(x)^2.

const FUNCTIONS = 'arcsin|arccos|arctan|asin|acos|atan|sinh|cosh|tanh|sin|cos|tan|cot|sec|csc|exp|ln|log|sqrt|cbrt|abs';
/** Names of other countries. */
const NAMES: Readonly<Record<string, string>> = { tg: 'tan', ctg: 'cot', arctg: 'atan', lg: 'log10' };

/** An argument without brackets: a name with or without a number before it, or a number; with its power. */
const ARGUMENT = String.raw`((?:\d+(?:\.\d+)?)?\p{L}[\p{L}\p{N}_]*(?:\^\d+)?|\d+(?:\.\d+)?)`;

/** In this order: what the first rules make is read by the next ones. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/\|([^|]+)\|/g, 'abs($1)'],
  [new RegExp(String.raw`(?<![\p{L}\p{N}_])(${FUNCTIONS})\^(\d+)\s*\(([^()]*)\)`, 'gu'), '$1($3)^$2'],
  [new RegExp(String.raw`(?<![\p{L}\p{N}_])(${FUNCTIONS})\^(\d+)\s+${ARGUMENT}`, 'gu'), '$1($3)^$2'],
  [new RegExp(String.raw`(?<![\p{L}\p{N}_])(${FUNCTIONS})\s+${ARGUMENT}(?![\p{L}\p{N}_]*\s*\()`, 'gu'), '$1($2)'],
];

/** The formula as it was probably meant; the same text where nothing is recognized. */
export function respell(text: string): string {
  const superscripts = text.replace(/²/g, '^2').replace(/³/g, '^3');
  return RULES.reduce((before, [pattern, after]) => before.replace(pattern, after), superscripts).replace(
    /\b(tg|ctg|arctg|lg)(?=\s*\()/g,
    (name) => NAMES[name]!,
  );
}
