/**
 * How a tensor prints: nested brackets, columns aligned, one format for all its numbers, as NumPy does it.
 *
 *     [[ 1.  , -2.5 ,  3.  ],          fixed point with as many decimals as the numbers need, at most 8;
 *      [ 0.25,  NaN ,  4.  ]]          exponents when max|x| ≥ 10⁸, min|x| < 10⁻⁴ or max/min > 10³
 *
 * More than 1000 elements are elided to 3 at either end of every axis longer than 6.
 */
import { formatShape, type Shape } from './shape.js';

const PRECISION = 8;
const THRESHOLD = 1000;
const EDGE = 3;

/** The text of a tensor whose i-th element in row-major order is `at(i)`. */
export function printTensor(shape: Shape, size: number, at: (index: number) => number): string {
  if (size === 0) return shape.length === 1 ? '[]' : `[] (${formatShape(shape)})`;
  const elide = size > THRESHOLD;
  const shown: number[] = [];
  visit(shape, 0, 0, elide, (offset) => shown.push(at(offset)));
  const format = formatterFor(shown);
  return text(shape, 0, 0, elide, (offset) => format(at(offset)));
}

/** Positions shown of an axis; -1 stands for the ones left out. */
function positions(length: number, elide: boolean): number[] {
  if (!elide || length <= 2 * EDGE) return Array.from({ length }, (_, i) => i);
  return [0, 1, 2, -1, length - 3, length - 2, length - 1];
}

function visit(shape: Shape, axis: number, offset: number, elide: boolean, at: (offset: number) => void): void {
  if (axis === shape.length) {
    at(offset);
    return;
  }
  for (const i of positions(shape[axis]!, elide)) {
    if (i >= 0) visit(shape, axis + 1, offset * shape[axis]! + i, elide, at);
  }
}

function text(shape: Shape, axis: number, offset: number, elide: boolean, at: (offset: number) => string): string {
  if (axis === shape.length) return at(offset);
  const innermost = axis === shape.length - 1;
  const separator = innermost ? ', ' : `,${'\n'.repeat(shape.length - 1 - axis)}${' '.repeat(axis + 1)}`;
  const entries = positions(shape[axis]!, elide).map((i) =>
    i < 0 ? '…' : text(shape, axis + 1, offset * shape[axis]! + i, elide, at),
  );
  if (!innermost) return `[${entries.join(separator)}]`;
  return `[${wrap(entries, axis + 1)}]`;
}

/** Joins the numbers of a row, in lines of at most 75 characters. */
function wrap(entries: string[], indent: number): string {
  let line = '';
  const lines: string[] = [];
  for (const entry of entries) {
    if (line !== '' && indent + line.length + entry.length + 2 > 75) {
      lines.push(`${line},`);
      line = entry;
    } else {
      line = line === '' ? entry : `${line}, ${entry}`;
    }
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** One format for all the numbers, so that columns align. */
function formatterFor(numbers: readonly number[]): (x: number) => string {
  let largest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const x of numbers) {
    const magnitude = Math.abs(x);
    if (!Number.isFinite(x) || x === 0) continue;
    largest = Math.max(largest, magnitude);
    smallest = Math.min(smallest, magnitude);
  }
  const exponential =
    largest >= 1e8 || smallest < 1e-4 || (largest > 0 && largest / smallest > 1e3 && !numbers.every(Number.isInteger));
  const plain = exponential ? exponentials(numbers) : fixed(numbers);
  const width = numbers.reduce((widest, x) => Math.max(widest, plain(x).length), 0);
  return (x) => {
    const word = plain(x);
    return word.padStart(width);
  };
}

/** Fixed point: the fewest decimals that show every number to 8 digits behind the point, integers without any. */
function fixed(numbers: readonly number[]): (x: number) => string {
  const decimals = numbers.reduce((most, x) => {
    if (!Number.isFinite(x)) return most;
    const digits = x.toFixed(PRECISION).replace(/0+$/, '');
    return Math.max(most, digits.length - digits.indexOf('.') - 1);
  }, 0);
  return (x) => (Number.isFinite(x) ? x.toFixed(decimals) : name(x));
}

function exponentials(numbers: readonly number[]): (x: number) => string {
  const decimals = numbers.reduce((most, x) => {
    if (!Number.isFinite(x)) return most;
    const [mantissa = ''] = x.toExponential(PRECISION).split('e');
    const digits = mantissa.replace(/\.?0+$/, '');
    return Math.max(most, digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0);
  }, 0);
  return (x) => (Number.isFinite(x) ? x.toExponential(decimals) : name(x));
}

function name(x: number): string {
  if (Number.isNaN(x)) return 'NaN';
  return x > 0 ? 'Infinity' : '-Infinity';
}
