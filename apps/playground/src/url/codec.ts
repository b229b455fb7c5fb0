// Inputs in the address: each page says once which fields it has, and gets a reader and a writer that agree.
//
// What an address holds is data and nothing else: it is checked field by field, what is wrong is reported and replaced by
// the page's default. Defaults are left out when writing, so that addresses stay short.

/** One input: its text in the address and back. */
export interface Field<T> {
  readonly fallback: T;
  /** undefined when the text is no such value. */
  read(text: string): T | undefined;
  write(value: T): string;
}

/** The inputs of a page. */
export type Fields<I> = { readonly [K in keyof I]: Field<I[K]> };

/** What was read, and the names of fields whose text was not understood. */
export interface Decoded<I> {
  readonly inputs: I;
  readonly rejected: readonly string[];
}

/** Reads and writes the inputs of one page. */
export interface Codec<I> {
  readonly fallback: I;
  decode(query: string): Decoded<I>;
  encode(inputs: I): string;
}

/** The longest query that is looked at; anything longer is no input of ours. */
const LONGEST_QUERY = 20_000;

/** The codec of a page with these fields. */
export function codec<I extends object>(fields: Fields<I>): Codec<I> {
  const names = Object.keys(fields) as (keyof I & string)[];
  const fallback = Object.fromEntries(names.map((name) => [name, fields[name].fallback])) as I;
  return {
    fallback,
    decode(query) {
      if (query.length > LONGEST_QUERY) return { inputs: fallback, rejected: names };
      const given = new URLSearchParams(query);
      const rejected: string[] = [...new Set(given.keys())].filter((name) => !Object.hasOwn(fields, name));
      const entries = names.map((name) => {
        const text = given.get(name);
        if (text === null) return [name, fields[name].fallback];
        const value = fields[name].read(text);
        if (value === undefined) rejected.push(name);
        return [name, value ?? fields[name].fallback];
      });
      return { inputs: Object.fromEntries(entries) as I, rejected };
    },
    encode(inputs) {
      const query = new URLSearchParams();
      for (const name of names) {
        const text = fields[name].write(inputs[name]);
        if (text !== fields[name].write(fields[name].fallback)) query.set(name, text);
      }
      return query.toString();
    },
  };
}

/** A text of at most `longest` characters, such as a formula. */
export function text(fallback: string, longest: number = 2000): Field<string> {
  return {
    fallback,
    read: (given) => (given.length <= longest ? given : undefined),
    write: (value) => value.slice(0, longest),
  };
}

/** A finite number from `least` to `greatest`. */
export function number(fallback: number, least: number = -1e12, greatest: number = 1e12): Field<number> {
  return { fallback, read: (given) => readNumber(given, least, greatest), write: String };
}

/** A whole number from `least` to `greatest`. */
export function integer(fallback: number, least: number, greatest: number): Field<number> {
  return {
    fallback,
    read: (given) => (/^-?\d{1,9}$/.test(given) ? readNumber(given, least, greatest) : undefined),
    write: String,
  };
}

/** True or false, written 1 and 0. */
export function flag(fallback: boolean): Field<boolean> {
  return {
    fallback,
    read: (given) => (given === '1' ? true : given === '0' ? false : undefined),
    write: (value) => (value ? '1' : '0'),
  };
}

/** One of a few words. */
export function oneOf<T extends string>(choices: readonly T[], fallback: T): Field<T> {
  return { fallback, read: (given) => choices.find((each) => each === given), write: (value) => value };
}

/** Words separated by commas, each of at most 40 characters; at most `most` of them. */
export function words(fallback: readonly string[], most: number = 16): Field<readonly string[]> {
  return {
    fallback,
    read(given) {
      const parts = given === '' ? [] : given.split(',');
      return parts.length <= most && parts.every((part) => part !== '' && part.length <= 40) ? parts : undefined;
    },
    write: (value) => value.join(','),
  };
}

/** Numbers separated by commas: exactly as many as the fallback has. */
export function numbers(fallback: readonly number[], least?: number, greatest?: number): Field<readonly number[]> {
  return {
    fallback,
    read(given) {
      const parts = given.split(',').map((part) => readNumber(part, least, greatest));
      const valid = parts.length === fallback.length && parts.every((part) => part !== undefined);
      return valid ? (parts as number[]) : undefined;
    },
    write: (value) => value.map(String).join(','),
  };
}

/** Named numbers, `x:1,y:-2.5`. */
export function point(fallback: Readonly<Record<string, number>>, most: number = 16): Field<Record<string, number>> {
  const write = (value: Readonly<Record<string, number>>): string =>
    Object.entries(value)
      .map(([name, x]) => `${name}:${x}`)
      .join(',');
  return { fallback: { ...fallback }, read: (given) => readPoint(given, most), write };
}

function readPoint(given: string, most: number): Record<string, number> | undefined {
  const parts = given === '' ? [] : given.split(',');
  if (parts.length > most) return undefined;
  const result = new Map<string, number>();
  for (const part of parts) {
    const [name = '', value = '', ...rest] = part.split(':');
    const x = readNumber(value);
    if (rest.length > 0 || !/^[\p{L}_][\p{L}\p{N}_]{0,39}$/u.test(name) || x === undefined) return undefined;
    result.set(name, x);
  }
  return Object.fromEntries(result);
}

function readNumber(given: string, least: number = -1e12, greatest: number = 1e12): number | undefined {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(given)) return undefined;
  const value = Number(given);
  return value >= least && value <= greatest ? value : undefined;
}
