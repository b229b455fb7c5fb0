// Formulas as a terminal can show them: 2*x^2*sin(2*y) as 2x²·sin(2y), X'*y as Xᵀ·y.

const raised = (power: string): string =>
  [...power].map((digit) => (digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])).join('');

/** The text of an expression, with raised exponents, dots for products and ᵀ for transposes; for reading only. */
export function typeset(formula: string): string {
  return formula
    .replace(/\^\((-\d+)\)|\^(\d+)/g, (_, negative: string, positive: string) => raised(negative ?? positive))
    .replace(/_(\d)/g, (_, index: string) => String.fromCharCode(0x2080 + Number(index)))
    .replace(/'/g, 'ᵀ')
    .replace(/\s*\.\*\s*/g, ' ∘ ')
    .replace(/(^|[^\w.₀-₉])(\d+)\*(?=[\p{L}(])/gu, '$1$2')
    .replace(/\*/g, '·')
    .replace(/-/g, '−');
}
