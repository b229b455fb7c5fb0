/**
 * What LaTeX writes differently of matrices: the mark of a transpose, A^{\top}, A^{T} and A^{-\top}; element-wise
 * signs, A \odot B and A^{\circ 2}; norms, \left\| x \right\|_F.
 */
const MARK = String.raw`(?:\\top|\\intercal|\\prime|\\(?:math|text)(?:sf|rm|tt)\s*(?:\{\s*T\s*\}|T)|\\mathsf\s*\{\s*T\s*\}|T)`;
const TRANSPOSED = new RegExp(String.raw`\^\s*(?:\{\s*${MARK}\s*\}|${MARK}(?!\p{L}))`, 'uy');
const INVERTED = new RegExp(String.raw`\^\s*\{\s*-\s*${MARK}\s*\}`, 'uy');
const ELEMENTWISE = /\^\s*\{\s*\\circ\s*(?=[^}\s])/uy;
const NORM = /\s*_\s*(?:\{\s*([12F])\s*\}|([12F]))/uy;

/** A mark above a matrix, from the index on: what is written for it, and whether a group with the exponent is open then. */
export interface MatrixMark {
  readonly text: string;
  readonly length: number;
  readonly opens: boolean;
}

/** The mark of a matrix that begins with `^` at the index; `T` is one unless it is the name of a number. */
export function matrixMark(text: string, index: number, isNumber: (name: string) => boolean): MatrixMark | undefined {
  const at = (pattern: RegExp): string => {
    pattern.lastIndex = index;
    return pattern.exec(text)?.[0] ?? '';
  };
  const [transposed, inverted, elementwise] = [at(TRANSPOSED), at(INVERTED), at(ELEMENTWISE)];
  const found = transposed || inverted;
  if (found !== '' && !(/T\W*$/.test(found) && !found.includes('\\') && isNumber('T'))) {
    return { text: found === transposed ? "'" : "'^(-1)", length: found.length, opens: false };
  }
  return elementwise === '' ? undefined : { text: '.^(', length: elementwise.length, opens: true };
}

/** The function whose bars end at the index, by the subscript there, with the subscript's length. */
export function normAt(text: string, index: number): { name: string; length: number } {
  NORM.lastIndex = index;
  const found = NORM.exec(text);
  return { name: `norm${found?.[1] ?? found?.[2] ?? '2'}`, length: found?.[0].length ?? 0 };
}
