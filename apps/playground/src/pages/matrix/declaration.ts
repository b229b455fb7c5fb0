// What is declared of the names in a matrix formula: a kind and its sizes.
import type { Declared } from '../../engine/formulas.js';
import type { Field } from '../../url/codec.js';

/** What a name can stand for. */
export const kinds = ['scalar', 'vector', 'matrix', 'symmetric', 'diagonal', 'orthogonal'] as const;

/** One of them. */
export type Kind = (typeof kinds)[number];

/** A name, its kind, and its sizes: names such as n, or numbers. Square kinds and vectors use `rows` alone. */
export interface Declaration {
  readonly name: string;
  readonly kind: Kind;
  readonly rows: string;
  readonly columns: string;
}

/** The most names that a formula may declare. */
const MOST = 16;

const NAME = /^\p{L}[\p{L}\p{N}_]{0,19}$/u;
const SIZE = /^(?:\p{L}[\p{L}\p{N}_]{0,5}|[1-9]\d{0,3})$/u;

/** Whether a text is a size. */
export function isSize(text: string): boolean {
  return SIZE.test(text);
}

/** Shorthand: `declare('A', 'matrix', 'm', 'n')`. */
export function declare(name: string, kind: Kind, rows: string = 'n', columns: string = 'n'): Declaration {
  return { name, kind, rows, columns };
}

/** Declarations in the address: `A.matrix.m.n,x.vector.n,c.scalar`. */
export function declarations(fallback: readonly Declaration[]): Field<readonly Declaration[]> {
  return {
    fallback,
    read(text) {
      const read = text === '' ? [] : text.split(',').map(readOne);
      const names = new Set(read.map((each) => each?.name));
      const valid = read.length <= MOST && names.size === read.length && !read.includes(undefined);
      return valid ? (read as Declaration[]) : undefined;
    },
    write: (value) => value.slice(0, MOST).map(writeOne).join(','),
  };
}

function readOne(text: string): Declaration | undefined {
  const [name = '', word, rows = 'n', columns = 'n', ...rest] = text.split('.');
  const kind = kinds.find((each) => each === word);
  if (kind === undefined || rest.length > 0 || !NAME.test(name) || !isSize(rows) || !isSize(columns)) return undefined;
  return { name, kind, rows, columns };
}

function writeOne({ name, kind, rows, columns }: Declaration): string {
  const sizes = kind === 'scalar' ? [] : kind === 'matrix' ? [rows, columns] : [rows];
  return [name, kind, ...sizes].join('.');
}

/** The names in a formula, in the order in which they appear; words before a bracket are functions. */
export function namesIn(formula: string): string[] {
  const found = new Set<string>();
  for (const [token] of formula.matchAll(/(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|\p{L}[\p{L}\p{N}_]*\s*\(?/giu)) {
    const name = token.trim();
    if (NAME.test(name) && name !== 'pi' && name !== 'e') found.add(name);
  }
  return [...found].slice(0, MOST);
}

/** What a name stands for unless declared: capitals are matrices, Greek letters and c, k, s, t numbers, others vectors. */
export function defaultOf(name: string): Declaration {
  if (/^\p{Script=Greek}|^(?:alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|sigma|tau|c|k|s|t)$/u.test(name)) {
    return declare(name, 'scalar');
  }
  return /^\p{Lu}/u.test(name) ? declare(name, 'matrix') : declare(name, 'vector');
}

/** The same as the parser takes it. */
export function declaredOf(list: readonly Declaration[]): Declared {
  const size = (text: string): string | number => (/^\d+$/.test(text) ? Number(text) : text);
  const shape = ({ kind, rows, columns }: Declaration): NonNullable<Declared['shapes']>[string] =>
    kind === 'vector' ? [size(rows)] : [size(rows), size(kind === 'matrix' ? columns : rows)];
  const shapes = list.filter(({ kind }) => kind !== 'scalar').map((each) => [each.name, shape(each)] as const);
  const named = (kind: Kind): string[] => list.filter((each) => each.kind === kind).map(({ name }) => name);
  const traits = (['symmetric', 'diagonal', 'orthogonal'] as const)
    .map((kind) => [kind, named(kind)] as const)
    .filter(([, names]) => names.length > 0);
  return { shapes: Object.fromEntries(shapes), ...Object.fromEntries(traits) };
}
