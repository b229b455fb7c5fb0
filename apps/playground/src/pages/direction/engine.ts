// What the worker computes for this page; plain data in, plain data out.
import { parse } from '@nablajs/calculus';
import { type ContourPlot, contourPlot, levelsOf, rangeOf, sample } from '../../plot/grid.js';
import type { Range } from '../../plot/scale.js';

/** f over a window: level sets for the plane and heights for the surface. */
export interface Picture {
  readonly plot: ContourPlot;
  readonly heights: Float64Array;
  readonly columns: number;
  readonly rows: number;
  readonly z: Range;
}

export function picture(text: string, names: readonly [string, string], x: Range, y: Range): Picture {
  const f = parse(text);
  const fine = { x, y, columns: 121, rows: 121 };
  const values = sample(f, names, fine);
  const coarse = { x, y, columns: 41, rows: 41 };
  return {
    plot: contourPlot(values, fine, levelsOf(values, 14)),
    heights: sample(f, names, coarse),
    columns: 41,
    rows: 41,
    z: rangeOf(values) ?? [0, 1],
  };
}
