const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [String(digit), sign])),
};

/** A number for reading: seven significant digits, a true minus sign; a dash for none. */
export function showNumber(x: number | undefined, digits: number = 7): string {
  if (x === undefined || Number.isNaN(x)) return '—';
  if (!Number.isFinite(x)) return x > 0 ? '∞' : '−∞';
  const [mantissa = '', exponent] = String(Number(x.toPrecision(digits))).split('e');
  const shown = mantissa.replace('-', '−');
  if (exponent === undefined) return shown;
  return `${shown}·${powerOfTen(Number(exponent))}`;
}

/** `10⁻⁶`. */
export function powerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map((sign) => SUPERSCRIPTS[sign]).join('')}`;
}

/** The same in LaTeX: `-1.5 \cdot 10^{-9}`. */
export function numberLatex(x: number, digits: number = 7): string {
  if (Number.isNaN(x)) return '\\text{—}';
  if (!Number.isFinite(x)) return x > 0 ? '\\infty' : '-\\infty';
  const [mantissa = '', exponent] = String(Number(x.toPrecision(digits))).split('e');
  return exponent === undefined ? mantissa : `${mantissa} \\cdot 10^{${Number(exponent)}}`;
}

/** A point or a direction in LaTeX, four digits each: `\left(1,\; -2\right)`. */
export function vectorLatex(vector: readonly number[]): string {
  return `\\left(${vector.map((each) => numberLatex(each, 4)).join(',\\; ')}\\right)`;
}
