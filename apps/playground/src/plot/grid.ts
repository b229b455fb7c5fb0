// Values of a function of two variables on a rectangular grid, and its level sets, made in the worker for a page to draw.
//
// Level sets by marching squares (d3-contour), in the unit square scaled to UNIT with y upwards, so that a picture of any
// size can show them without computing again.
import { compile, type Expr, symbol } from '@nablajs/calculus';
import { contours } from 'd3-contour';
import type { Range } from './scale.js';

/** Where a function is sampled: `columns` × `rows` points, the corners included. */
export interface Window2 {
  readonly x: Range;
  readonly y: Range;
  readonly columns: number;
  readonly rows: number;
}

/** Side of the square that paths are drawn in. */
export const UNIT = 1000;

/** One level set: where f is at least `value`, as SVG path data in a square of side UNIT. */
export interface Level {
  readonly value: number;
  readonly path: string;
}

/** A picture of f: its level sets from low to high and the range of its values. */
export interface ContourPlot {
  readonly levels: readonly Level[];
  readonly range: Range | undefined;
}

/** f on the grid, row by row from the lowest y: value (i, j) is at j·columns + i. */
export function sample(f: Expr, [x, y]: readonly [string, string], window: Window2): Float64Array {
  const { columns, rows } = window;
  const count = columns * rows;
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      xs[j * columns + i] = window.x[0] + ((window.x[1] - window.x[0]) * i) / (columns - 1);
      ys[j * columns + i] = window.y[0] + ((window.y[1] - window.y[0]) * j) / (rows - 1);
    }
  }
  return compile(f, [symbol(x), symbol(y)], { derivatives: 0 }).batch([xs, ys], count);
}

/** The least and the greatest finite value; undefined when there is none. */
export function rangeOf(values: ArrayLike<number>): Range | undefined {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return least <= greatest ? [least, greatest] : undefined;
}

/**
 * About `count` values to draw level sets at. Evenly spaced ones, whose density shows the slope, unless most of the picture
 * would be left without a line; then every line bounds the same share of the picture.
 */
export function levelsOf(values: ArrayLike<number>, count: number): number[] {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  if (sorted.length === 0 || sorted[0] === sorted[sorted.length - 1]) return [];
  const [least, greatest] = [sorted[0]!, sorted[sorted.length - 1]!];
  const quantile = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  const even = (quantile(0.75) - quantile(0.25)) * 10 > greatest - least;
  const levels = Array.from({ length: count }, (_, k) => {
    const share = (k + 0.5) / count;
    return even ? least + share * (greatest - least) : quantile(share ** 1.5);
  });
  return levels.filter((level, k) => level > least && (k === 0 || level > levels[k - 1]!));
}

/** The level sets of sampled values, from low to high. */
export function contourPlot(values: Float64Array, window: Window2, levels: readonly number[]): ContourPlot {
  const { columns, rows } = window;
  const sets = contours()
    .size([columns, rows])
    .thresholds([...levels])(Array.from(values));
  return {
    range: rangeOf(values),
    levels: sets.map(({ value, coordinates }) => ({ value, path: pathOf(coordinates, columns, rows) })),
  };
}

/** d3-contour puts the value (i, j) at (i + ½, j + ½); what reaches beyond the outer points is cut off by the picture. */
function pathOf(polygons: readonly (readonly (readonly number[][])[])[], columns: number, rows: number): string {
  const place = ([u, v]: readonly number[]): string => {
    const x = (((u! - 0.5) / (columns - 1)) * UNIT).toFixed(1);
    const y = ((1 - (v! - 0.5) / (rows - 1)) * UNIT).toFixed(1);
    return `${x} ${y}`;
  };
  return polygons
    .flat()
    .map((ring) => `M${ring.map((each) => place(each as unknown as number[])).join('L')}Z`)
    .join('');
}
