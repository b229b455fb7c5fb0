import type { JSX } from 'preact';
import { Contours } from '../../plot/Contours.js';
import { DragPoint } from '../../plot/DragPoint.js';
import type { ContourPlot } from '../../plot/grid.js';
import { Arrow, type Spot } from '../../plot/marks.js';
import { Plane } from '../../plot/Plane.js';
import type { Range } from '../../plot/scale.js';
import { textOf } from '../../text/dictionary.js';
import type { DirectionInputs } from './Direction.js';
import type { Directions } from './engine.js';
import { text } from './text.js';

/** Length of the unit directions in the picture, as a share of its width. */
const REACH = 0.2;

/** The level sets with the point and the tip of the direction, both to be dragged, and the directions that stand out. */
export function DirectionPlane(props: {
  names: readonly [string, string];
  at: Readonly<Record<string, number>>;
  found: Directions;
  plot: ContourPlot | undefined;
  x: Range;
  y: Range;
  onInput: (change: Partial<DirectionInputs>) => void;
}): JSX.Element {
  const { names, at, found, plot, x, y, onInput } = props;
  const words = textOf(text);
  const spot: Spot = [at[names[0]] ?? 0, at[names[1]] ?? 0];
  const reach = REACH * (x[1] - x[0]);
  const tip = (way: readonly number[], length = 1): Spot => [
    spot[0] + way[0]! * reach * length,
    spot[1] + way[1]! * reach * length,
  ];
  return (
    <Plane label={words.plane} x={x} y={y} names={names}>
      {plot !== undefined && <Contours plot={plot} />}
      {found.level.length === 1 && (
        <>
          <Arrow from={spot} to={tip(found.level[0]!, 0.7)} colour="grey" />
          <Arrow from={spot} to={tip(found.level[0]!, -0.7)} colour="grey" />
        </>
      )}
      {found.ascent !== null && <Arrow from={spot} to={tip(found.ascent)} colour="vermilion" word="∇f" />}
      {found.descent !== null && <Arrow from={spot} to={tip(found.descent)} colour="green" word="−∇f" />}
      {found.unit !== undefined && (
        <>
          <Arrow from={spot} to={tip(found.unit, 1.35)} colour="blue" />
          <DragPoint
            label={words.directionLabel}
            at={[...tip(found.unit, 1.5)]}
            colour="blue"
            sign="l"
            onMove={([px, py]) => {
              const [dx, dy] = [round(px - spot[0]), round(py - spot[1])];
              if (dx !== 0 || dy !== 0) onInput({ toward: { [names[0]]: dx, [names[1]]: dy } });
            }}
          />
        </>
      )}
      <DragPoint
        label={words.pointLabel}
        at={spot}
        colour="vermilion"
        sign="P"
        onMove={([px, py]) => onInput({ at: { [names[0]]: px, [names[1]]: py } })}
      />
    </Plane>
  );
}

/** Few digits, so that addresses stay short. */
function round(value: number): number {
  return Number(value.toFixed(3));
}
