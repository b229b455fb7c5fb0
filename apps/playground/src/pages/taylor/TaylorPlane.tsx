import type { JSX } from 'preact';
import { showNumber } from '../../kit/showNumber.js';
import { Contours } from '../../plot/Contours.js';
import { DragPoint } from '../../plot/DragPoint.js';
import type { ContourPlot } from '../../plot/grid.js';
import { Arrow, Dot, type Spot } from '../../plot/marks.js';
import { Plane } from '../../plot/Plane.js';
import type { Range } from '../../plot/scale.js';
import { textOf } from '../../text/dictionary.js';
import type { Found, Test } from './engine.js';
import { text } from './text.js';

/** Length of the longer eigenvector in the picture, as a share of its width. */
const REACH = 0.18;

/** What stands beside a critical point in the picture, also for those who do not see its colour. */
const SIGNS = { minimum: '▼', maximum: '▲', saddle: '×', degenerate: '?' } as const;

const COLOURS = { minimum: 'green', maximum: 'orange', saddle: 'purple', degenerate: 'grey' } as const;

/** Level sets with the point of expansion, the Hessian's eigenvectors there, and the critical points. */
export function TaylorPlane(props: {
  names: readonly [string, string];
  at: Readonly<Record<string, number>>;
  x: Range;
  y: Range;
  plot: ContourPlot | undefined;
  test: Test | undefined;
  points: Found['points'];
  onMove: (at: Record<string, number>) => void;
}): JSX.Element {
  const { names, at, x, y, plot, test, points, onMove } = props;
  const words = textOf(text);
  const spot: Spot = [at[names[0]] ?? 0, at[names[1]] ?? 0];
  const largest = Math.max(...(test?.eigenvalues.map(Math.abs) ?? []), 1e-300);
  return (
    <Plane label={words.plane} x={x} y={y} names={names}>
      {plot !== undefined && <Contours plot={plot} />}
      {points.map((each) => (
        <Dot
          key={each.name}
          at={[each.at[names[0]]!, each.at[names[1]]!]}
          colour={COLOURS[each.nature ?? each.kind]}
          word={`${SIGNS[each.nature ?? each.kind]} ${each.name}`}
          title={`${words.kinds[each.nature ?? each.kind]}, ${showNumber(each.value)}`}
        />
      ))}
      {test?.eigenvectors.flatMap((vector, k) => {
        const eigenvalue = test.eigenvalues[k]!;
        const length = REACH * (x[1] - x[0]) * Math.max(0.25, Math.sqrt(Math.abs(eigenvalue) / largest));
        const colour = eigenvalue > 0 ? 'green' : eigenvalue < 0 ? 'orange' : 'grey';
        return [1, -1].map((sign) => (
          <Arrow
            key={`${k}${sign}`}
            from={spot}
            to={[spot[0] + sign * length * vector[0]!, spot[1] + sign * length * vector[1]!]}
            colour={colour}
          />
        ));
      })}
      <DragPoint
        label={words.pointLabel}
        at={spot}
        colour="vermilion"
        onMove={([px, py]) => onMove({ [names[0]]: px, [names[1]]: py })}
      />
    </Plane>
  );
}
