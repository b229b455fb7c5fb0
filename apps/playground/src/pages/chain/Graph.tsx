import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { showNumber } from '../../kit/showNumber.js';
import { useWidth } from '../../plot/useWidth.js';
import type { ChainAnswer } from './engine.js';
import type { PlacedEdge } from './layout.js';
import { pathColour } from './pathColour.js';

const ROW = 118;
const RADIUS = 25;

/** The dependency graph: who depends directly on whom, with the derivative along each edge. */
export interface GraphProps {
  readonly label: string;
  readonly answer: ChainAnswer;
  /** Number of the path that is looked at. */
  readonly lit: number | undefined;
}

export function Graph({ label, answer, lit }: GraphProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 480);
  const { layout, paths, values, by } = answer;
  const height = (layout.layers - 1) * ROW + 2 * RADIUS + 24;
  const toX = (x: number): number => RADIUS + 14 + x * (width - 2 * RADIUS - 28);
  const toY = (layer: number): number => RADIUS + 4 + layer * ROW;
  const told = layout.edges.map(({ from, to }) => `${from} ← ${to}`).join(', ');

  return (
    <div ref={box} class="graph" style={{ minHeight: `${height}px` }}>
      <svg width={width} height={height} role="img" aria-label={`${label}: ${told}`}>
        {layout.edges.map((edge) => {
          const on = paths.findIndex(
            (path, k) =>
              (lit === undefined || lit === k) &&
              path.nodes.some((from, i) => from === edge.from && path.nodes[i + 1] === edge.to),
          );
          const state = on < 0 ? 'off' : pathColour(lit ?? on);
          return (
            <g key={`${edge.from} ${edge.to}`} class={`graph-edge ${state}`}>
              <path d={curve(edge, toX, toY)} />
              <EdgeLabel edge={edge} toX={toX} toY={toY} />
            </g>
          );
        })}
        {layout.nodes.map(({ name, x, layer }) => (
          <g
            key={name}
            class={`graph-node${name === by ? ' chosen' : ''}${layer === 0 ? ' top' : ''}`}
            transform={`translate(${toX(x)} ${toY(layer)})`}
          >
            <circle r={RADIUS} />
            <text class="graph-name" dy={values[name] === undefined ? '0.32em' : '-0.05em'}>
              {name}
            </text>
            {values[name] !== undefined && (
              <text class="graph-value" dy="1.35em">
                {showNumber(values[name], 4)}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

type Axis = (value: number) => number;

function curve({ bends }: PlacedEdge, toX: Axis, toY: Axis): string {
  return bends
    .map(({ x, layer }, i) => {
      if (i === 0) return `M${toX(x)} ${toY(layer)}`;
      const before = bends[i - 1]!;
      const half = (toY(before.layer) + toY(layer)) / 2;
      return `C${toX(before.x)} ${half} ${toX(x)} ${half} ${toX(x)} ${toY(layer)}`;
    })
    .join('');
}

/** The derivative as a fraction, in the middle of the edge's first stretch. */
function EdgeLabel({ edge, toX, toY }: { edge: PlacedEdge; toX: Axis; toY: Axis }): JSX.Element {
  const [first, second] = edge.bends as [PlacedEdge['bends'][number], PlacedEdge['bends'][number]];
  const long = edge.bends.length > 2;
  const x = long ? toX(second.x) : (toX(first.x) + toX(second.x)) / 2;
  const y = long ? toY(second.layer) : (toY(first.layer) + toY(second.layer)) / 2;
  const wide = 8 + 8 * Math.max(edge.from.length, edge.to.length);
  return (
    <g class="graph-label" transform={`translate(${x} ${y})`}>
      <rect x={-wide / 2 - 5} y={-19} width={wide + 10} height={38} rx={4} />
      <text dy="-0.35em">∂{edge.from}</text>
      <line x1={-wide / 2} x2={wide / 2} />
      <text dy="1.05em">∂{edge.to}</text>
    </g>
  );
}
