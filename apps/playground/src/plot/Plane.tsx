import { type ComponentChildren, createContext, type JSX } from 'preact';
import { useContext, useId, useMemo, useRef } from 'preact/hooks';
import { showNumber } from '../kit/showNumber.js';
import { type Range, ticks } from './scale.js';
import { useWidth } from './useWidth.js';

/** Between data and pixels of one plane; everything drawn in a plane uses it. */
export interface PlaneScale {
  readonly x: Range;
  readonly y: Range;
  readonly width: number;
  readonly height: number;
  readonly toX: (x: number) => number;
  readonly toY: (y: number) => number;
  readonly fromX: (pixel: number) => number;
  readonly fromY: (pixel: number) => number;
}

const Scale = createContext<PlaneScale | undefined>(undefined);

/** The scale of the plane that a component is drawn in. */
export function usePlane(): PlaneScale {
  return useContext(Scale)!;
}

/** A coordinate plane: what it shows for those who cannot see it, its ranges, and what is drawn in it. */
export interface PlaneProps {
  readonly label: string;
  readonly x: Range;
  readonly y: Range;
  readonly names?: readonly [string, string];
  /** Height over width of the picture; default such that one unit is the same in both directions, within reason. */
  readonly aspect?: number;
  readonly children?: ComponentChildren;
}

const MARGIN = { left: 40, right: 12, top: 10, bottom: 30 };

/** An SVG picture with axes; draggable parts in it stay reachable by keyboard and screen reader. */
export function Plane({ label, x, y, names = ['x', 'y'], aspect, children }: PlaneProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const clip = useId();
  const outer = useWidth(box);
  const natural = Math.min(1.2, Math.max(0.5, (y[1] - y[0]) / (x[1] - x[0])));
  const ratio = aspect ?? natural;
  const width = outer - MARGIN.left - MARGIN.right;
  const height = Math.round(width * ratio);
  const scale = useMemo<PlaneScale>(
    () => ({
      x,
      y,
      width,
      height,
      toX: (value) => ((value - x[0]) / (x[1] - x[0])) * width,
      toY: (value) => (1 - (value - y[0]) / (y[1] - y[0])) * height,
      fromX: (pixel) => x[0] + (pixel / width) * (x[1] - x[0]),
      fromY: (pixel) => y[0] + (1 - pixel / height) * (y[1] - y[0]),
    }),
    [x[0], x[1], y[0], y[1], width, height],
  );
  const total = height + MARGIN.top + MARGIN.bottom;
  return (
    <div ref={box} class="plane" style={{ minHeight: `${total}px` }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with parts one can move */}
      <svg width={outer} height={total} role="group" aria-label={label}>
        <clipPath id={clip}>
          <rect width={width} height={height} />
        </clipPath>
        <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
          <Scale.Provider value={scale}>
            <rect class="plane-ground" width={width} height={height} />
            <g clip-path={`url(#${clip})`}>{children}</g>
            <Axes names={names} scale={scale} />
          </Scale.Provider>
        </g>
      </svg>
    </div>
  );
}

function Axes({ names, scale }: { names: readonly [string, string]; scale: PlaneScale }): JSX.Element {
  const { x, y, width, height, toX, toY } = scale;
  const across = ticks(x, width / 80);
  const up = ticks(y, height / 60);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of a drawing takes no focus
    <g class="axes" aria-hidden="true">
      <rect class="plane-edge" width={width} height={height} />
      {across.map((value) => (
        <g key={value} transform={`translate(${toX(value)} ${height})`}>
          <line y2={5} />
          <text y={18} text-anchor="middle">
            {showNumber(value, 6)}
          </text>
        </g>
      ))}
      {up.map((value) => (
        <g key={value} transform={`translate(0 ${toY(value)})`}>
          <line x2={-5} />
          <text x={-8} dy="0.32em" text-anchor="end">
            {showNumber(value, 6)}
          </text>
        </g>
      ))}
      <text class="axis-name" x={width - 4} y={height - 6} text-anchor="end">
        {names[0]}
      </text>
      <text class="axis-name" x={6} y={16}>
        {names[1]}
      </text>
    </g>
  );
}
