import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ViewProps } from '../../app/definePage.js';
import { language } from '../../app/settings.js';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { Current, FunctionColumn } from '../../kit/FunctionColumn.js';
import { nameLatex } from '../../kit/nameLatex.js';
import { ResultCard } from '../../kit/ResultCard.js';
import { Steps } from '../../kit/Steps.js';
import { numberLatex, showNumber, vectorLatex } from '../../kit/showNumber.js';
import { Tex } from '../../kit/Tex.js';
import { Trouble } from '../../kit/Trouble.js';
import { VariableList } from '../../kit/VariableList.js';
import { rangesOf, type Window, WindowFields } from '../../kit/WindowFields.js';
import { Curves } from '../../plot/Curves.js';
import { Surface } from '../../plot/Surface.js';
import type { SurfaceData } from '../../plot/surfaceMesh.js';
import { textOf } from '../../text/dictionary.js';
import { DirectionPlane } from './DirectionPlane.js';
import './direction.css';
import type * as functions from './engine.js';
import { examples } from './examples.js';
import { text } from './text.js';
import { Ways } from './Ways.js';

/** What the address of this page holds. */
export interface DirectionInputs {
  readonly f: string;
  readonly at: Readonly<Record<string, number>>;
  /** The direction, of any length. */
  readonly toward: Readonly<Record<string, number>>;
  readonly window: Window;
}

const engine = engineOf<typeof functions>('direction');

export function Direction({ inputs, update }: ViewProps<DirectionInputs>): JSX.Element {
  const words = textOf(text);
  const { f, at, toward } = inputs;
  const { x, y } = rangesOf(inputs.window);
  const typed = f.trim() !== '';
  const all = useAnswer(engine, 'directions', typed ? [f, at, toward, language.value] : undefined);
  const names = all.value?.names ?? [];
  const pair = names.length === 2 ? ([names[0]!, names[1]!] as const) : undefined;
  const picture = useAnswer(engine, 'picture', pair && typed ? [f, pair, at, x, y] : undefined);
  const found = all.value;
  const surface = useMemo<SurfaceData | undefined>(() => {
    if (picture.value === undefined || pair === undefined) return undefined;
    const { heights, tangent, columns, rows, z } = picture.value;
    const spot = [at[pair[0]] ?? 0, at[pair[1]] ?? 0, found?.value ?? 0] as const;
    return {
      x,
      y,
      z,
      columns,
      rows,
      sheets: [
        { values: heights, colour: 'height' },
        { values: tangent, colour: 'orange' },
      ],
      points: [{ at: spot, colour: 'vermilion' }],
    };
  }, [picture.value]);

  return (
    <>
      <p class="lead">{words.lead}</p>
      <div class="spread">
        <FunctionColumn label={words.formula} f={f} names={names} examples={examples} update={update} answer={all}>
          {(here) => (
            <>
              {pair === undefined ? (
                <p class="hint">{words.threeHint}</p>
              ) : (
                <>
                  <DirectionPlane
                    names={pair}
                    at={at}
                    found={here}
                    plot={picture.value?.plot}
                    x={x}
                    y={y}
                    onInput={update}
                  />
                  <WindowFields names={pair} window={inputs.window} onInput={(window) => update({ window })} />
                </>
              )}
              {picture.error !== undefined && <Trouble error={picture.error} />}
              <div class="direction-inputs">
                <VariableList
                  legend={words.point}
                  names={names}
                  values={at}
                  onInput={(values) => update({ at: values })}
                />
                <VariableList
                  legend={words.direction}
                  names={names}
                  values={toward}
                  onInput={(values) => update({ toward: values })}
                />
              </div>
              {pair !== undefined && <Surface label={words.surface} data={surface} />}
              <section class="section">
                <h2>{words.formulas}</h2>
                <div class="results">
                  {here.partials.map((formula, i) => (
                    <ResultCard
                      key={names[i]}
                      name={`\\frac{\\partial f}{\\partial ${nameLatex(names[i]!)}}`}
                      formula={formula}
                      codeName={`df_d${names[i]}`}
                    />
                  ))}
                  {here.derivative !== undefined && (
                    <ResultCard
                      name="\frac{\partial f}{\partial l}"
                      formula={here.derivative}
                      codeName="rate_of_change"
                    />
                  )}
                  <ResultCard name="T" formula={here.tangent} codeName="tangent_plane">
                    {words.tangentPlane}
                  </ResultCard>
                </div>
              </section>
            </>
          )}
        </FunctionColumn>
        <aside class="column aside" aria-label={words.rate}>
          {found !== undefined && (
            <Current of={f} answer={all}>
              <section class="rate">
                <h2>{words.rate}</h2>
                {found.rate === undefined ? (
                  <p>{words.noDirection}</p>
                ) : (
                  <>
                    <Tex display latex={`\\frac{\\partial f}{\\partial l} = ${numberLatex(found.rate)}`} />
                    <p class="hint">{angleText(found.rate, found.norm, words.angle)}</p>
                  </>
                )}
                <Tex
                  display
                  latex={`\\nabla f = ${vectorLatex(found.gradient)},\\quad \\left|\\nabla f\\right| = ${numberLatex(found.norm)}`}
                />
              </section>
              <Ways
                found={found}
                onChoose={(way) => update({ toward: Object.fromEntries(names.map((name, i) => [name, way[i]!])) })}
              />
              {found.profile !== undefined && (
                <section class="section">
                  <h2>{words.profile}</h2>
                  <Curves
                    label={words.profileLabel}
                    x={found.profile.t}
                    series={[
                      { label: 'f', values: found.profile.values, colour: 'blue' },
                      { label: words.tangentLine, values: found.profile.tangent, colour: 'orange' },
                    ]}
                    xLabel={words.along}
                    height={200}
                  />
                </section>
              )}
              <Steps steps={found.steps} heading={words.stepsOf} />
            </Current>
          )}
        </aside>
      </div>
    </>
  );
}

/** From ∂f/∂l = |∇f| cos θ. */
function angleText(rate: number, norm: number, say: (degrees: string) => string): string {
  if (norm === 0) return ' ';
  const degrees = (Math.acos(Math.max(-1, Math.min(1, rate / norm))) * 180) / Math.PI;
  return say(showNumber(Number(degrees.toFixed(2)), 5));
}
