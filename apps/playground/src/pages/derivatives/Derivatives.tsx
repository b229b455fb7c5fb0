import type { JSX } from 'preact';
import type { ViewProps } from '../../app/definePage.js';
import { language } from '../../app/settings.js';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { FunctionColumn } from '../../kit/FunctionColumn.js';
import { nameLatex } from '../../kit/nameLatex.js';
import { ResultCard } from '../../kit/ResultCard.js';
import { Slider } from '../../kit/Slider.js';
import { Steps } from '../../kit/Steps.js';
import { showNumber } from '../../kit/showNumber.js';
import { Tex } from '../../kit/Tex.js';
import { Trouble } from '../../kit/Trouble.js';
import { VariableList } from '../../kit/VariableList.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import { examples } from './examples.js';
import { OrderPicker } from './OrderPicker.js';
import { Quotients } from './Quotients.js';
import { text } from './text.js';

/** What the address of this page holds. */
export interface DerivativesInputs {
  readonly f: string;
  /** The variables of the derivative that is told step by step, in order. */
  readonly by: readonly string[];
  readonly at: Readonly<Record<string, number>>;
  /** Of the Taylor polynomial. */
  readonly order: number;
}

const engine = engineOf<typeof functions>('derivatives');

export function Derivatives({ inputs, update }: ViewProps<DerivativesInputs>): JSX.Element {
  const words = textOf(text);
  const { f, at, order } = inputs;
  const typed = f.trim() !== '';
  const all = useAnswer(engine, 'overview', typed ? [f, at] : undefined);
  const variables = all.value?.variables ?? [];
  const known = inputs.by.filter((name) => variables.includes(name));
  const by = known.length > 0 ? known : variables.slice(0, 1);
  const ready = typed && !all.busy && all.error === undefined && by.length > 0;
  const one = useAnswer(engine, 'single', ready ? [f, by, at, language.value] : undefined);
  const polynomial = useAnswer(engine, 'polynomial', ready ? [f, at, order] : undefined);
  const here = variables.map((name) => showNumber(at[name] ?? 0)).join(', ');

  return (
    <>
      <p class="lead">{words.lead}</p>
      <div class="spread">
        <FunctionColumn label={words.formula} f={f} names={variables} examples={examples} update={update} answer={all}>
          {(found) => (
            <>
              {variables.length === 0 ? (
                <p>{words.noVariables}</p>
              ) : (
                <>
                  <VariableList
                    legend={words.point}
                    names={variables}
                    values={at}
                    onInput={(values) => update({ at: values })}
                  />
                  <section class="section">
                    <h2>{words.partials}</h2>
                    <div class="results">
                      {found.partials.map((each) => (
                        <ResultCard
                          key={each.name}
                          name={`\\frac{\\partial f}{\\partial ${nameLatex(each.name)}}`}
                          formula={each.formula}
                          codeName={`df_d${each.name}`}
                        >
                          {words.valueAt} ({here}):{' '}
                          {each.value === undefined ? words.undefinedAt : showNumber(each.value)}
                        </ResultCard>
                      ))}
                    </div>
                  </section>
                  <section class="section">
                    <h2>{words.gradient}</h2>
                    <Tex
                      display
                      latex={`\\nabla f = ${found.gradient}${atPoint(found.gradientAt, 'f', here, '\\nabla ')}`}
                    />
                    <h2>{words.hessian}</h2>
                    {found.hessian === undefined ? (
                      <p class="hint">{words.tooMany}</p>
                    ) : (
                      <>
                        <Tex display latex={`H = ${found.hessian.latex}`} />
                        {found.hessian.at !== undefined && (
                          <Tex display latex={`H(${here.replace(/−/g, '-')}) = ${found.hessian.at}`} />
                        )}
                        {variables.length > 1 && <p class="hint">{words.schwarz}</p>}
                      </>
                    )}
                  </section>
                  <section class="section">
                    <h2>{words.taylor}</h2>
                    <Slider
                      label={words.order}
                      value={order}
                      least={0}
                      greatest={8}
                      step={1}
                      onInput={(value) => update({ order: value })}
                    />
                    {polynomial.error !== undefined ? (
                      <Trouble error={polynomial.error} />
                    ) : (
                      polynomial.value !== undefined && (
                        <ResultCard name={`T_{${order}}`} formula={polynomial.value} codeName="taylor" />
                      )
                    )}
                  </section>
                </>
              )}
            </>
          )}
        </FunctionColumn>
        <aside class="column aside" aria-label={words.one}>
          {variables.length > 0 && (one.value ?? one.error) !== undefined && (
            <OrderPicker variables={variables} by={by} onInput={(next) => update({ by: next })} />
          )}
          {one.error !== undefined && <Trouble error={one.error} />}
          {one.value !== undefined && (
            <>
              <ResultCard name={one.value.name} formula={one.value.formula} codeName="derivative">
                {words.valueAt} ({here}):{' '}
                {one.value.value === undefined ? words.undefinedAt : showNumber(one.value.value)}
              </ResultCard>
              <Steps steps={one.value.steps} heading={words.stepsOf} />
            </>
          )}
          {one.value !== undefined && ready && by.length === 1 && <Quotients f={f} by={by[0]!} at={at} />}
        </aside>
      </div>
    </>
  );
}

function atPoint(value: string | undefined, f: string, here: string, before: string): string {
  return value === undefined ? '' : `,\\qquad ${before}${f}(${here.replace(/−/g, '-')}) = ${value}`;
}
