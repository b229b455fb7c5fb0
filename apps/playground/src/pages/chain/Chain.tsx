import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import './chain.css';
import type { ViewProps } from '../../app/definePage.js';
import { language } from '../../app/settings.js';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { Choice } from '../../kit/Choice.js';
import { Examples } from '../../kit/Examples.js';
import { FormulaField } from '../../kit/FormulaField.js';
import { nameLatex } from '../../kit/nameLatex.js';
import { ResultCard } from '../../kit/ResultCard.js';
import { Steps } from '../../kit/Steps.js';
import { showNumber } from '../../kit/showNumber.js';
import { Tex } from '../../kit/Tex.js';
import { isFormulaError, Trouble } from '../../kit/Trouble.js';
import { VariableList } from '../../kit/VariableList.js';
import { textOf } from '../../text/dictionary.js';
import { Definitions } from './Definitions.js';
import type { Definition } from './definition.js';
import type * as functions from './engine.js';
import { examples } from './examples.js';
import { Graph } from './Graph.js';
import { PathTable } from './PathTable.js';
import { text } from './text.js';

/** What the address of this page holds. */
export interface ChainInputs {
  readonly f: string;
  readonly inner: readonly Definition[];
  readonly by: string;
  readonly at: Readonly<Record<string, number>>;
}

const engine = engineOf<typeof functions>('chain');

export function Chain({ inputs, update }: ViewProps<ChainInputs>): JSX.Element {
  const words = textOf(text);
  const [lit, setLit] = useState<number>();
  const { f, inner } = inputs;
  const typed = f.trim() !== '' && inner.every(({ formula }) => formula.trim() !== '');
  const { value: answer, error } = useAnswer(
    engine,
    'chain',
    typed ? [f, inner, inputs.by, inputs.at, language.value] : undefined,
  );
  const root = answer?.root ?? 'f';
  const by = nameLatex(answer?.by ?? inputs.by);

  return (
    <>
      <p class="lead">{words.lead}</p>
      <div class="spread">
        <div class="column">
          <FormulaField
            label={words.formula}
            value={f}
            before={`${nameLatex(root)} =`}
            onInput={(value) => update({ f: value })}
          />
          <Definitions value={inner} onInput={(value) => update({ inner: value })} />
          <Examples items={examples} onPick={update} />
          {error !== undefined && !isFormulaError(error) && <Trouble error={error} />}
          {answer !== undefined && (
            <div class={error !== undefined || !typed ? 'column stale' : 'column'}>
              <div class="chain-choices">
                <Choice
                  legend={words.by}
                  value={answer.by}
                  options={answer.independent.map((name) => ({ value: name, label: name }))}
                  onInput={(value) => update({ by: value })}
                />
                <VariableList
                  legend={words.point}
                  names={answer.independent}
                  values={inputs.at}
                  onInput={(at) => update({ at })}
                />
              </div>
              <section class="section">
                <h2>{words.graph}</h2>
                <p class="hint">{words.graphHint}</p>
                <Graph label={words.graph} answer={answer} lit={lit} />
                <PathTable answer={answer} onLight={setLit} />
              </section>
              <section class="section">
                <h2>{words.partial}</h2>
                <ResultCard
                  name={`\\frac{\\partial ${nameLatex(root)}}{\\partial ${by}}`}
                  formula={answer.partial.formula}
                  codeName="partial"
                >
                  {words.value}:{' '}
                  {answer.partial.value === undefined ? words.undefinedAt : showNumber(answer.partial.value)}
                </ResultCard>
                <p class="hint">{words.partialHint(answer.by)}</p>
                <h2>{words.total}</h2>
                <ResultCard
                  name={`\\frac{\\mathrm{d} ${nameLatex(root)}}{\\mathrm{d} ${by}}`}
                  formula={answer.total.formula}
                  codeName="total"
                >
                  {words.value}: {answer.total.value === undefined ? words.undefinedAt : showNumber(answer.total.value)}
                </ResultCard>
                <p class="hint">{answer.paths.every(({ nodes }) => nodes.length === 2) ? words.same : words.differ}</p>
              </section>
            </div>
          )}
        </div>
        <aside class="column aside" aria-label={words.edges}>
          {answer !== undefined && (
            <>
              <Steps steps={answer.steps} />
              <section class="section">
                <h2>{words.edges}</h2>
                <ul class="chain-edges">
                  {answer.edges.map((edge) => (
                    <li key={`${edge.from} ${edge.to}`}>
                      <Tex
                        display
                        latex={`\\frac{\\partial ${nameLatex(edge.from)}}{\\partial ${nameLatex(edge.to)}} = ${edge.formula.latex}`}
                      />
                    </li>
                  ))}
                </ul>
              </section>
            </>
          )}
        </aside>
      </div>
    </>
  );
}
