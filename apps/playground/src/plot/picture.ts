// A function of two variables over a window, as level sets for a plane and as heights for a surface; made in the worker.
import type { Expr } from '@nablajs/calculus';
import { type ContourPlot, contourPlot, levelsOf, rangeOf, sample, type Window2 } from './grid.js';
import type { Range } from './scale.js';

/** f over a window. */
export interface Picture {
  readonly plot: ContourPlot;
  /** Row by row from the lowest y. */
  readonly heights: Float64Array;
  readonly columns: number;
  readonly rows: number;
  readonly z: Range;
}

const FINE = 121;
const COARSE = 41;
const LEVELS = 14;

/** The coarse grid that surfaces are drawn on. */
export function surfaceGrid(x: Range, y: Range): Window2 {
  return { x, y, columns: COARSE, rows: COARSE };
}

/** Level sets and heights of f. */
export function pictureOf(f: Expr, names: readonly [string, string], x: Range, y: Range): Picture {
  const fine = { x, y, columns: FINE, rows: FINE };
  const values = sample(f, names, fine);
  const heights = sample(f, names, surfaceGrid(x, y));
  const [least, greatest] = rangeOf(values) ?? [0, 1];
  const z: Range = least < greatest ? [least, greatest] : [least - 1, greatest + 1];
  return { plot: contourPlot(values, fine, levelsOf(values, LEVELS)), heights, columns: COARSE, rows: COARSE, z };
}
