import type { JSX } from 'preact';
import './matrix.css';
import type { ViewProps } from '../../app/definePage.js';
import { language } from '../../app/settings.js';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { Choice } from '../../kit/Choice.js';
import { Examples } from '../../kit/Examples.js';
import { FormulaField } from '../../kit/FormulaField.js';
import { ResultCard } from '../../kit/ResultCard.js';
import { Steps } from '../../kit/Steps.js';
import { isFormulaError, Trouble } from '../../kit/Trouble.js';
import { textOf } from '../../text/dictionary.js';
import { DeclarationList } from './DeclarationList.js';
import { type Declaration, declaredOf, defaultOf, namesIn } from './declaration.js';
import type * as functions from './engine.js';
import type { Question } from './engine.js';
import { examples } from './examples.js';
import { NumericCheck } from './NumericCheck.js';
import { text } from './text.js';

/** What the address of this page holds. */
export interface MatrixInputs {
  readonly f: string;
  readonly declared: readonly Declaration[];
  readonly by: string;
  readonly layout: Question['layout'];
  readonly invertible: boolean;
}

const engine = engineOf<typeof functions>('matrix');
const layouts = ['mixed', 'numerator', 'denominator'] as const;

export function Matrix({ inputs, update }: ViewProps<MatrixInputs>): JSX.Element {
  const words = textOf(text);
  const { f, layout, invertible } = inputs;
  const names = namesIn(f);
  const list = names.map((name) => inputs.declared.find((each) => each.name === name) ?? defaultOf(name));
  const declared = declaredOf(list);
  const by = names.includes(inputs.by) ? inputs.by : (names[0] ?? '');
  const question: Question = { text: f, declared, by, layout, invertible };
  const {
    value: answer,
    error,
    busy,
  } = useAnswer(engine, 'derive', by === '' ? undefined : [question, language.value]);
  const shape = (of: string): string => (of === '' ? words.number : of);

  return (
    <>
      <p class="lead">{words.lead}</p>
      <div class="spread">
        <div class="column">
          <FormulaField
            label={words.formula}
            value={f}
            before="f ="
            declared={declared}
            hint={words.hint}
            onInput={(value) => update({ f: value })}
          />
          <Examples items={examples} onPick={update} />
          <DeclarationList list={list} onInput={(value) => update({ declared: value })} />
          <div class="matrix-choices">
            <Choice
              legend={words.by}
              value={by}
              options={names.map((name) => ({ value: name, label: name }))}
              onInput={(value) => update({ by: value })}
            />
            <Choice
              legend={words.layout}
              value={layout}
              options={layouts.map((value) => ({ value, label: words.layouts[value] }))}
              onInput={(value) => update({ layout: value })}
            />
          </div>
          {error !== undefined && !isFormulaError(error) && <Trouble error={error} />}
          {answer !== undefined && (
            <div class={error !== undefined ? 'column stale' : 'column'}>
              <section class="section">
                <h2>{words.result}</h2>
                <ResultCard name={answer.name} formula={answer.formula} codeName={`df_d${by}`}>
                  {words.shapes(...(answer.shapes.map(shape) as [string, string, string]))}
                </ResultCard>
                {(invertible || answer.formula.text.includes('adj(')) && (
                  <label class="toggle">
                    <input
                      type="checkbox"
                      checked={invertible}
                      onChange={(event) => update({ invertible: event.currentTarget.checked })}
                    />{' '}
                    {words.invertible}
                  </label>
                )}
                {answer.free !== undefined && (
                  <>
                    <h3>{words.free}</h3>
                    <p class="hint">{words.freeHint}</p>
                    <ResultCard name={answer.name} formula={answer.free} codeName={`df_d${by}_free`} />
                  </>
                )}
                {answer.hessian !== undefined && (
                  <>
                    <h3>{words.hessian}</h3>
                    <ResultCard name="\nabla^2 f" formula={answer.hessian} codeName="hessian" />
                  </>
                )}
              </section>
              {error === undefined && !busy && <NumericCheck question={{ text: f, declared, by }} />}
            </div>
          )}
        </div>
        <aside class="column aside">{answer !== undefined && <Steps steps={answer.steps} />}</aside>
      </div>
    </>
  );
}
