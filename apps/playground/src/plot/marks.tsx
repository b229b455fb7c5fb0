// What is drawn in a plane beside level sets and draggable points: arrows, paths, dots, words. Coordinates are the data's.
import type { JSX } from 'preact';
import { usePlane } from './Plane.js';

/** A point (x, y) of the data. */
export type Spot = readonly [number, number];

/** An arrow from a point to another, with a word at its head. */
export function Arrow(props: { from: Spot; to: Spot; colour?: string; word?: string }): JSX.Element | null {
  const { from, to, colour = 'blue', word } = props;
  const plane = usePlane();
  const [x1, y1, x2, y2] = [plane.toX(from[0]), plane.toY(from[1]), plane.toX(to[0]), plane.toY(to[1])];
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (!(length > 1)) return null;
  const head = Math.min(11, length / 2);
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [bx, by] = [x2 - ux * head, y2 - uy * head];
  const wing = head * 0.42;
  const tip = `${x2},${y2} ${bx - uy * wing},${by + ux * wing} ${bx + uy * wing},${by - ux * wing}`;
  return (
    <g class={`arrow ${colour}`}>
      <line x1={x1} y1={y1} x2={bx} y2={by} />
      <polygon points={tip} />
      {word !== undefined && (
        <text
          x={x2 + ux * 12}
          y={y2 + uy * 12}
          dy="0.32em"
          text-anchor={ux < -0.3 ? 'end' : ux > 0.3 ? 'start' : 'middle'}
        >
          {word}
        </text>
      )}
    </g>
  );
}

/** A path through points; points that are not finite interrupt it. */
export function Trail(props: {
  points: readonly Spot[];
  colour?: string;
  dashed?: boolean;
  dots?: boolean;
}): JSX.Element {
  const { points, colour = 'blue', dashed = false, dots = false } = props;
  const plane = usePlane();
  let pen = 'M';
  let path = '';
  const places: Spot[] = [];
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = 'M';
      continue;
    }
    // Far outside the picture browsers lose precision, and nobody sees it.
    const place: Spot = [Math.max(-1e4, Math.min(1e4, plane.toX(x))), Math.max(-1e4, Math.min(1e4, plane.toY(y)))];
    places.push(place);
    path += `${pen}${place[0].toFixed(1)} ${place[1].toFixed(1)}`;
    pen = 'L';
  }
  return (
    <g class={`trail ${colour}${dashed ? ' dashed' : ''}`}>
      <path d={path} />
      {dots && places.slice(0, 400).map(([x, y], i) => <circle key={`${i} ${x} ${y}`} cx={x} cy={y} r={2.5} />)}
    </g>
  );
}

/** A fixed point with a word beside it. */
export function Dot(props: { at: Spot; colour?: string; word?: string; title?: string; radius?: number }): JSX.Element {
  const { at, colour = 'blue', word, title, radius = 5 } = props;
  const plane = usePlane();
  return (
    <g class={`dot ${colour}`} transform={`translate(${plane.toX(at[0])} ${plane.toY(at[1])})`}>
      {title !== undefined && <title>{title}</title>}
      <circle r={radius} />
      {word !== undefined && (
        <text x={9} y={-9}>
          {word}
        </text>
      )}
    </g>
  );
}
