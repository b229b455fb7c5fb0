import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ViewProps } from '../../app/definePage.js';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { FormulaField } from '../../kit/FormulaField.js';
import { isFormulaError, Trouble } from '../../kit/Trouble.js';
import { Contours } from '../../plot/Contours.js';
import { DragPoint } from '../../plot/DragPoint.js';
import { Plane } from '../../plot/Plane.js';
import { Surface } from '../../plot/Surface.js';
import type { Range } from '../../plot/scale.js';
import type { SurfaceData } from '../../plot/surfaceMesh.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import { text } from './text.js';

export interface DirectionInputs {
  readonly f: string;
  readonly at: readonly number[];
}

const engine = engineOf<typeof functions>('direction');
const WINDOW: Range = [-3, 3];

export function Direction({ inputs, update }: ViewProps<DirectionInputs>): JSX.Element {
  const words = textOf(text);
  const [x = 0, y = 0] = inputs.at;
  const picture = useAnswer(engine, 'picture', [inputs.f, ['x', 'y'], WINDOW, WINDOW]);
  const data = useMemo<SurfaceData | undefined>(() => {
    if (picture.value === undefined) return undefined;
    const { heights, columns, rows, z } = picture.value;
    return { x: WINDOW, y: WINDOW, z, columns, rows, sheets: [{ values: heights, colour: 'height' }] };
  }, [picture.value]);
  return (
    <div class="spread">
      <div class="column">
        <FormulaField label={words.formula} value={inputs.f} onInput={(f) => update({ f })} />
        {picture.error !== undefined && !isFormulaError(picture.error) && <Trouble error={picture.error} />}
        {picture.value !== undefined && (
          <Plane label={words.plane} x={WINDOW} y={WINDOW}>
            <Contours plot={picture.value.plot} />
            <DragPoint label={words.point} at={[x, y]} sign="P" onMove={(at) => update({ at })} />
          </Plane>
        )}
      </div>
      <div class="column">{data !== undefined && <Surface label={words.surface} data={data} />}</div>
    </div>
  );
}
