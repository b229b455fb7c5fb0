import { random, type Tensor, tensor } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import { postorder } from '../expr/walk.js';
import { isSize } from '../ops/matrix/identity.js';

/** Values at random for the symbols of a formula. */
export type Sample = Readonly<Record<string, number | Tensor>>;

/** Lengths for symbolic sizes: different ones, so that a transposition shows. */
const LENGTHS = [3, 4, 2, 5, 6];

/**
 * Random values for every symbol of the formulas, and lengths for every symbolic size: scalars in [0.5, 1.5], entries in [−1, 1] (or in [0.1, 1.1] when
 * `positive`), square matrices well away from singular, declared properties kept.
 *
 * @param turn shifts the lengths that symbolic sizes get, so that several turns give several shapes.
 */
export function sampleValues(
  formulas: readonly Expr[],
  seed: number,
  turn: number = 0,
  positive: boolean = false,
): Sample {
  const lengths = new Map<string, number>();
  const lengthOf = (size: number | string): number => {
    if (typeof size === 'number') return size;
    if (size.includes('*')) return size.split('*').reduce((total, part) => total * lengthOf(part), 1);
    if (/^\d+$/.test(size)) return Number(size);
    const known = lengths.get(size) ?? LENGTHS[(lengths.size + turn) % LENGTHS.length]!;
    lengths.set(size, known);
    return known;
  };
  const generator = random(seed);
  const values: Record<string, number | Tensor> = {};
  const nodes = postorder(formulas);
  for (const size of nodes.flatMap(sizesOf)) if (isName(size)) values[size] = lengthOf(size);
  for (const each of nodes) {
    if (each.name === undefined) continue;
    const shape = each.shape.map(lengthOf);
    const low = positive ? 0.1 : -1;
    if (Object.hasOwn(values, each.name)) continue;
    if (shape.length === 0) values[each.name] = generator.uniform([], { low: 0.5, high: 1.5 }).item();
    else {
      const data = Float64Array.from(generator.uniform(shape, { low, high: low + (positive ? 1 : 2) }).toTypedArray());
      if (shape.length === 2 && shape[0] === shape[1]) shapeSquare(data, shape[0]!, each.traits ?? []);
      values[each.name] = tensor(data, { shape });
    }
  }
  return values;
}

/** The symbolic sizes a node mentions. */
function sizesOf(each: Expr): string[] {
  const named = isSize(each) ? String(each).split('*') : [];
  return [...each.shape.flatMap((size) => (typeof size === 'string' ? size.split('*') : [])), ...named];
}

/** A size that is a name, not a number or the mark of a row. */
function isName(size: string): boolean {
  return !/^\d+$/.test(size);
}

/** Shifts the diagonal by the size, which bounds the inverse, and imposes the declared properties. */
function shapeSquare(data: Float64Array, n: number, traits: readonly string[]): void {
  for (let i = 0; i < n; i++) data[i * (n + 1)]! += n;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (traits.includes('diagonal')) data[i * n + j] = data[j * n + i] = 0;
      else if (traits.includes('symmetric')) data[i * n + j] = data[j * n + i]!;
    }
  }
  if (traits.includes('orthogonal')) reflect(data, n);
}

/** I − 2·v·v'/(v'·v), an orthogonal matrix from the first column. */
function reflect(data: Float64Array, n: number): void {
  const v = Float64Array.from({ length: n }, (_, i) => data[i * n]!);
  const square = v.reduce((total, each) => total + each * each, 0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) data[i * n + j] = (i === j ? 1 : 0) - (2 * v[i]! * v[j]!) / square;
  }
}
