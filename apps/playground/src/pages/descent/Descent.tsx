import type { LineSearchName } from '@nablajs/optim';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewProps } from '../../app/definePage.js';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { Current, FunctionColumn } from '../../kit/FunctionColumn.js';
import { NumberField } from '../../kit/NumberField.js';
import { VariableList } from '../../kit/VariableList.js';
import { rangesOf, type Window, WindowFields } from '../../kit/WindowFields.js';
import { Contours } from '../../plot/Contours.js';
import { Curves } from '../../plot/Curves.js';
import { DragPoint } from '../../plot/DragPoint.js';
import { Dot, type Spot, Trail } from '../../plot/marks.js';
import { Plane } from '../../plot/Plane.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import './descent.css';
import { examples } from './examples.js';
import { FirstStep } from './FirstStep.js';
import { colourOfRunner, isMethod, MethodPicker } from './MethodPicker.js';
import { type Film, Playback } from './Playback.js';
import { RaceTable } from './RaceTable.js';
import { text } from './text.js';

/** What can stand in the address for the line search. */
export const searches: readonly (LineSearchName | 'own')[] = ['own', 'none', 'armijo', 'wolfe', 'hager-zhang', 'exact'];

/** What the address of this page holds. */
export interface DescentInputs {
  readonly f: string;
  readonly start: Readonly<Record<string, number>>;
  readonly methods: readonly string[];
  readonly rate: number;
  readonly search: LineSearchName | 'own';
  readonly iterations: number;
  readonly window: Window;
}

const engine = engineOf<typeof functions>('descent');

export function Descent({ inputs, update }: ViewProps<DescentInputs>): JSX.Element {
  const words = textOf(text);
  const { f, start, rate, search, iterations } = inputs;
  const methods = inputs.methods.filter(isMethod);
  const { x, y } = rangesOf(inputs.window);
  const typed = f.trim() !== '';
  const options = { methods, rate, lineSearch: search, iterations };
  const race = useAnswer(engine, 'race', typed ? [f, start, options] : undefined);
  const names = race.value?.names ?? [];
  const pair = names.length === 2 ? ([names[0]!, names[1]!] as const) : undefined;
  const picture = useAnswer(engine, 'picture', pair && typed ? [f, pair, x, y] : undefined);
  const [film, setFilm] = useState<Film>({ shown: Number.POSITIVE_INFINITY, playing: false });
  const runners = race.value?.runners ?? [];
  const longest = Math.max(1, ...runners.map(({ path }) => path.length - 1));

  return (
    <>
      <p class="lead">{words.lead}</p>
      <div class="spread">
        <FunctionColumn label={words.formula} f={f} names={names} examples={examples} update={update} answer={race}>
          {() => (
            <>
              {pair === undefined ? (
                <p class="hint">{words.threeHint}</p>
              ) : (
                <>
                  <Plane label={words.plane} x={x} y={y} names={pair}>
                    {picture.value !== undefined && <Contours plot={picture.value.plot} />}
                    {runners.map(({ method, path }, k) => {
                      const walked = path.slice(0, film.shown + 1) as unknown as Spot[];
                      return (
                        <g key={method}>
                          <Trail points={walked} colour={colourOfRunner(k)} dots />
                          <Dot at={walked.at(-1)!} colour={colourOfRunner(k)} title={method} radius={6} />
                        </g>
                      );
                    })}
                    <DragPoint
                      label={words.startLabel}
                      at={[start[pair[0]] ?? 0, start[pair[1]] ?? 0]}
                      colour="vermilion"
                      onMove={([px, py]) => update({ start: { [pair[0]]: px, [pair[1]]: py } })}
                    />
                  </Plane>
                  <Playback longest={longest} film={film} onFilm={setFilm} />
                  <WindowFields names={pair} window={inputs.window} onInput={(window) => update({ window })} />
                </>
              )}
              <VariableList
                legend={words.start}
                names={names}
                values={start}
                onInput={(next) => update({ start: next })}
              />
            </>
          )}
        </FunctionColumn>
        <aside class="column aside" aria-label={words.table}>
          <MethodPicker chosen={methods} onInput={(next) => update({ methods: next })} />
          <div class="descent-settings">
            <NumberField
              label={words.rate}
              value={rate}
              least={1e-9}
              greatest={1e6}
              step={0.01}
              onInput={(value) => update({ rate: value })}
            />
            <NumberField
              label={words.iterations}
              value={iterations}
              least={1}
              greatest={2000}
              step={10}
              onInput={(value) => update({ iterations: Math.round(value) })}
            />
            <label class="field">
              {words.search}
              <select
                value={search}
                onChange={(event) => update({ search: event.currentTarget.value as DescentInputs['search'] })}
              >
                {searches.map((name) => (
                  <option key={name} value={name}>
                    {words.searches[name]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <p class="hint">λ: {words.rateHint}</p>
          {race.value !== undefined && (
            <Current of={f} answer={race}>
              <section class="section">
                <h2>{words.table}</h2>
                {runners.length === 0 ? <p>{words.few}</p> : <RaceTable runners={runners} />}
              </section>
              {runners.length > 0 && (
                <section class="section">
                  <h2>{words.convergence}</h2>
                  <Curves
                    label={words.convergenceLabel}
                    x={Array.from({ length: longest + 1 }, (_, k) => k)}
                    series={runners.map(({ method, values }, k) => ({
                      label: method,
                      colour: colourOfRunner(k),
                      values: Array.from({ length: longest + 1 }, (_, i) => above(values[i], race.value!.least)),
                    }))}
                    xLabel={words.iteration}
                    log
                  />
                </section>
              )}
              {typed && <FirstStep f={f} start={start} rate={rate} />}
            </Current>
          )}
        </aside>
      </div>
    </>
  );
}

/** A value's distance from the least; one that reached it exactly has no place on a logarithmic axis. */
function above(value: number | undefined, least: number): number | null {
  return value !== undefined && Number.isFinite(value) && value > least ? value - least : null;
}
