import type { JSX } from 'preact';
import type { ContourPlot } from './grid.js';
import { memo } from './memo.js';
import { usePlane } from './Plane.js';

/** Side of the square that the worker draws paths in; the same as UNIT of grid.ts, which only the worker loads. */
const UNIT = 1000;

/** Level sets as shades from low to high, with a line at each level. */
export const Contours: (props: { plot: ContourPlot; lines?: boolean }) => JSX.Element = memo(
  ({ plot, lines = true }: { plot: ContourPlot; lines?: boolean }): JSX.Element => {
    const { width, height } = usePlane();
    const count = plot.levels.length;
    return (
      <g class={lines ? 'contours' : 'contours shades'} transform={`scale(${width / UNIT} ${height / UNIT})`}>
        {plot.levels.map(({ value, path }, k) => (
          <path key={value} d={path} style={{ '--share': `${Math.round(((k + 1) / count) * 100)}%` }} />
        ))}
      </g>
    );
  },
);
