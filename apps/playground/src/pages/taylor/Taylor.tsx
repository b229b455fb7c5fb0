import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ViewProps } from '../../app/definePage.js';
import { language } from '../../app/settings.js';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { Current, FunctionColumn } from '../../kit/FunctionColumn.js';
import { NumberField } from '../../kit/NumberField.js';
import { ResultCard } from '../../kit/ResultCard.js';
import { Slider } from '../../kit/Slider.js';
import { Steps } from '../../kit/Steps.js';
import { showNumber } from '../../kit/showNumber.js';
import { Trouble } from '../../kit/Trouble.js';
import { VariableList } from '../../kit/VariableList.js';
import { rangesOf, type Window, WindowFields } from '../../kit/WindowFields.js';
import { Surface } from '../../plot/Surface.js';
import type { Range } from '../../plot/scale.js';
import type { SurfaceData } from '../../plot/surfaceMesh.js';
import { textOf } from '../../text/dictionary.js';
import { CriticalTable } from './CriticalTable.js';
import type * as functions from './engine.js';
import './taylor.css';
import { examples } from './examples.js';
import { TaylorPlane } from './TaylorPlane.js';
import { text } from './text.js';

/** What the address of this page holds. */
export interface TaylorInputs {
  readonly f: string;
  readonly at: Readonly<Record<string, number>>;
  readonly order: number;
  /** Of the box in which the remainder is bounded. */
  readonly radius: number;
  readonly window: Window;
}

const engine = engineOf<typeof functions>('taylor');

export function Taylor({ inputs, update }: ViewProps<TaylorInputs>): JSX.Element {
  const words = textOf(text);
  const { f, at, order, radius } = inputs;
  const { x, y } = rangesOf(inputs.window);
  const typed = f.trim() !== '';
  const expansion = useAnswer(engine, 'expansion', typed ? [f, at, order, radius, language.value] : undefined);
  const names = expansion.value?.names ?? [];
  const pair = names.length === 2 ? ([names[0]!, names[1]!] as const) : undefined;
  const ready = typed && names.length > 0;
  const picture = useAnswer(engine, 'picture', pair && typed ? [f, pair, at, order, x, y] : undefined);
  const judged = useAnswer(engine, 'test', ready ? [f, at, language.value] : undefined);
  const box = Object.fromEntries(names.map((name, i): [string, Range] => [name, i === 1 ? y : x]));
  const critical = useAnswer(engine, 'critical', ready ? [f, box] : undefined);
  const surface = useMemo<SurfaceData | undefined>(() => {
    if (picture.value === undefined || pair === undefined) return undefined;
    const { heights, model, columns, rows, z } = picture.value;
    const spot = [at[pair[0]] ?? 0, at[pair[1]] ?? 0, judged.value?.value ?? 0] as const;
    return {
      x,
      y,
      z,
      columns,
      rows,
      sheets: [
        { values: heights, colour: 'height' },
        { values: model, colour: 'orange' },
      ],
      points: [{ at: spot, colour: 'vermilion' }],
    };
  }, [picture.value, judged.value]);

  return (
    <>
      <p class="lead">{words.lead}</p>
      <div class="spread">
        <FunctionColumn
          label={words.formula}
          f={f}
          names={names}
          examples={examples}
          update={update}
          answer={expansion}
        >
          {() => (
            <>
              {pair === undefined ? (
                <p class="hint">{words.threeHint}</p>
              ) : (
                <>
                  <TaylorPlane
                    names={pair}
                    at={at}
                    x={x}
                    y={y}
                    plot={picture.value?.plot}
                    test={sameNames(judged.value, names)}
                    points={sameNames(critical.value, names)?.points ?? []}
                    onMove={(next) => update({ at: next })}
                  />
                  <p class="hint">{words.eigen}</p>
                  <WindowFields names={pair} window={inputs.window} onInput={(window) => update({ window })} />
                </>
              )}
              <VariableList legend={words.point} names={names} values={at} onInput={(next) => update({ at: next })} />
              {pair !== undefined && <Surface label={words.surface} data={surface} />}
              {picture.error !== undefined && <Trouble error={picture.error} />}
              <section class="section">
                <h2>{words.critical}</h2>
                {critical.error !== undefined ? (
                  <Trouble error={critical.error} />
                ) : (
                  critical.value !== undefined && (
                    <CriticalTable found={critical.value} onGo={(next) => update({ at: next })} />
                  )
                )}
              </section>
            </>
          )}
        </FunctionColumn>
        <aside class="column aside" aria-label={words.polynomial}>
          {expansion.value !== undefined && (judged.value ?? judged.error ?? (names.length === 0 || undefined)) && (
            <Current of={f} answer={expansion}>
              <section class="verdict">
                <h2>{words.test}</h2>
                {judged.error !== undefined ? (
                  <Trouble error={judged.error} />
                ) : (
                  judged.value !== undefined && (
                    <p class="verdict-kind" role="status">
                      {judged.value.critical ? words.verdicts[judged.value.kind] : words.notCritical}
                    </p>
                  )
                )}
              </section>
              <section class="section">
                <h2>{words.polynomial}</h2>
                <Slider
                  label={words.order}
                  value={order}
                  least={0}
                  greatest={8}
                  step={1}
                  onInput={(value) => update({ order: value })}
                />
                <ResultCard name={`T_{${order}}`} formula={expansion.value.formula} codeName="taylor" />
                <NumberField
                  label={words.radius}
                  value={radius}
                  least={1e-6}
                  greatest={100}
                  onInput={(value) => update({ radius: value })}
                />
                <p class="hint">
                  {expansion.value.bound === undefined
                    ? words.noBound
                    : words.bound(showNumber(radius), showNumber(expansion.value.bound, 3))}
                </p>
              </section>
              {judged.value !== undefined && <Steps steps={judged.value.steps} heading={words.testSteps} />}
              <Steps steps={expansion.value.steps} heading={words.stepsOf} />
            </Current>
          )}
        </aside>
      </div>
    </>
  );
}

/** A result of the formula of the moment; one of an earlier formula, still shown elsewhere, may have other variables. */
function sameNames<R extends { readonly names: readonly string[] }>(
  result: R | undefined,
  names: readonly string[],
): R | undefined {
  return result?.names.join() === names.join() ? result : undefined;
}
