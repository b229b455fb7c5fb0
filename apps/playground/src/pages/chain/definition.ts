import type { Field } from '../../url/codec.js';

/** An intermediate variable and what it stands for. */
export interface Definition {
  readonly name: string;
  readonly formula: string;
}

/** The most intermediate variables that a page holds. */
export const MOST_DEFINITIONS = 6;

/** Whether a text can be the name of an intermediate variable. */
export function isName(text: string): boolean {
  return /^\p{L}[\p{L}\p{N}_]{0,9}$/u.test(text);
}

/** Intermediate variables in the address: `u=exp(t);v=cos(t)`. */
export function definitions(fallback: readonly Definition[]): Field<readonly Definition[]> {
  return {
    fallback,
    read(text) {
      const parts = text === '' ? [] : text.split(';');
      const read = parts.map((part) => {
        const sign = part.indexOf('=');
        return { name: part.slice(0, sign), formula: part.slice(sign + 1) };
      });
      const names = new Set(read.map(({ name }) => name));
      const valid =
        read.length <= MOST_DEFINITIONS &&
        names.size === read.length &&
        read.every(({ name, formula }) => isName(name) && formula.length <= 500);
      return valid ? read : undefined;
    },
    write: (value) => value.map(({ name, formula }) => `${name}=${formula.replace(/;/g, '')}`).join(';'),
  };
}
