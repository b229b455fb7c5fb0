/** A number for reading: seven significant digits, a true minus sign; a dash for none. */
export function showNumber(x: number | undefined, digits: number = 7): string {
  if (x === undefined || Number.isNaN(x)) return '—';
  if (!Number.isFinite(x)) return x > 0 ? '∞' : '−∞';
  return String(Number(x.toPrecision(digits))).replace(/-/g, '−');
}

/** The same in LaTeX: `-1.5 \cdot 10^{-9}`. */
export function numberLatex(x: number, digits: number = 7): string {
  if (Number.isNaN(x)) return '\\text{—}';
  if (!Number.isFinite(x)) return x > 0 ? '\\infty' : '-\\infty';
  const [mantissa = '', exponent] = String(Number(x.toPrecision(digits))).split('e');
  return exponent === undefined ? mantissa : `${mantissa} \\cdot 10^{${Number(exponent)}}`;
}
