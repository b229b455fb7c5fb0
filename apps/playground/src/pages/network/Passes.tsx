import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewProps } from '../../app/definePage.js';
import { language } from '../../app/settings.js';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { Choice } from '../../kit/Choice.js';
import { ResultCard } from '../../kit/ResultCard.js';
import { Slider } from '../../kit/Slider.js';
import { Steps } from '../../kit/Steps.js';
import { showNumber } from '../../kit/showNumber.js';
import { Tex } from '../../kit/Tex.js';
import { Trouble } from '../../kit/Trouble.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import type { PassStep, Quantity } from './engine.js';
import type { NetworkInputs } from './inputs.js';
import { text } from './text.js';

const engine = engineOf<typeof functions>('network');

/** The quantities in the order in which they are computed, each with the parameters that stand above or below it. */
const FORWARD = [['X'], ['W1', 'b1'], ['Y'], ['Z'], ['W2', 'b2'], ['O']];
const BACK = [['dX'], ['dW1', 'db1'], ['dY'], ['dZ'], ['dW2', 'db2'], ['dO']];

/** Both passes as two rows of quantities, forward above and back below; one of them is told in full. */
export function Passes({ inputs, update }: ViewProps<NetworkInputs>): JSX.Element {
  const words = textOf(text);
  const { rows, kink, seed } = inputs;
  const [chosen, setChosen] = useState('dW1');
  const answer = useAnswer(engine, 'passes', [rows, seed, kink === '1' ? 1 : 0, language.value]);
  const whole = useAnswer(engine, 'forwardFormula', []);
  const found = answer.value;
  const quantity = found?.quantities.find(({ name }) => name === chosen);
  const step = found?.steps.find(({ makes }) => makes.includes(chosen));
  const row = (groups: readonly (readonly string[])[]): JSX.Element[] =>
    groups.map((names) => (
      <div class="pass-group" key={names[0]}>
        {names.map((name) => (
          <QuantityBox
            key={name}
            name={name}
            shape={found?.quantities.find((each) => each.name === name)?.shape ?? shapeOf(name, rows)}
            chosen={name === chosen}
            onChoose={() => setChosen(name)}
          />
        ))}
      </div>
    ));
  return (
    <section class="section">
      <h2>{words.passes}</h2>
      <p class="hint">{words.passesHint}</p>
      <div class="passes">
        <p class="pass-name" aria-hidden="true">
          {words.forward} →
        </p>
        <div class="pass-row">{row(FORWARD)}</div>
        <p class="pass-name" aria-hidden="true">
          ← {words.back}
        </p>
        <div class="pass-row">{row(BACK)}</div>
      </div>
      <div class="network-pair">
        <div class="column">
          <div class="pass-told" aria-live="polite">
            {quantity !== undefined && <Told quantity={quantity} step={step} />}
          </div>
          {answer.error !== undefined && <Trouble error={answer.error} />}
          <div class="training-fields">
            <Slider
              label={words.rows}
              value={rows}
              least={1}
              greatest={64}
              step={1}
              onInput={(value) => update({ rows: value })}
            />
            <Choice
              legend={words.kink}
              value={kink}
              options={[
                { value: '1', label: words.course },
                { value: '0', label: words.torch },
              ]}
              onInput={(value) => update({ kink: value })}
            />
          </div>
          {found !== undefined && (
            <p class="hint">
              <Tex latex={`J = ${showNumber(found.loss)}`} />.{' '}
              {words.checked(found.compared, showNumber(found.largestError, 2))}
            </p>
          )}
        </div>
        {found !== undefined && (
          <div class="column">
            <Steps
              heading={words.stepsOf}
              steps={found.steps.map(({ title, latex, reason }) => ({
                text: reason === undefined ? title : words.because(title, plain(reason)),
                formula: latex.join('\n'),
              }))}
            />
            {whole.value !== undefined && <ResultCard name="O" formula={whole.value} codeName="forward" />}
          </div>
        )}
      </div>
    </section>
  );
}

/** The shape of a quantity for a batch of so many rows, for as long as the network has not been computed. */
function shapeOf(name: string, rows: number): readonly number[] {
  const shapes = { X: [rows, 100], W1: [100, 512], b1: [512], Y: [rows, 512], Z: [rows, 512], W2: [512, 10], b2: [10] };
  return (shapes as Readonly<Record<string, readonly number[]>>)[name.replace('d', '')] ?? [rows, 10];
}

/** A quantity as a box in the proportions of its shape, on a logarithmic scale. */
function QuantityBox(props: {
  name: string;
  shape: readonly number[];
  chosen: boolean;
  onChoose: () => void;
}): JSX.Element {
  const { name, shape, chosen, onChoose } = props;
  const [rows, columns] = shape.length === 2 ? shape : [1, shape[0] ?? 1];
  const side = (n: number): string => `${1.6 + 0.55 * Math.log2(n)}rem`;
  return (
    <button
      type="button"
      class={chosen ? 'quantity chosen' : 'quantity'}
      aria-pressed={chosen}
      onMouseEnter={onChoose}
      onFocus={onChoose}
      onClick={onChoose}
    >
      <span class="quantity-box" style={{ width: side(columns!), height: side(rows!) }}>
        <Tex latex={name.startsWith('d') ? `\\partial J/\\partial ${letter(name.slice(1))}` : letter(name)} />
      </span>
      <span class="visually-hidden">{name}</span>
      <span class="quantity-shape">{shape.join('×')}</span>
    </button>
  );
}

function Told({ quantity, step }: { quantity: Quantity; step: PassStep | undefined }): JSX.Element {
  const words = textOf(text);
  const formula = step?.latex.find((each) => each.startsWith(quantityLatex(quantity.name)));
  return (
    <>
      <p class="pass-title">
        <Tex latex={quantityLatex(quantity.name)} />
        {step !== undefined && ` — ${step.title}`}
      </p>
      {formula !== undefined && <Tex display latex={formula} />}
      <dl>
        <div>
          <dt>{words.shape}</dt>
          <dd>{quantity.shape.join(' × ')}</dd>
        </div>
        <div>
          <dt>{words.norm}</dt>
          <dd>{showNumber(quantity.norm, 5)}</dd>
        </div>
        <div>
          <dt>{words.first}</dt>
          <dd>{quantity.first.map((x) => showNumber(x, 3)).join(', ')}, …</dd>
        </div>
      </dl>
    </>
  );
}

/** `dW1` → `\frac{\partial J}{\partial W_{1}}`, the way explanations write it. */
function quantityLatex(name: string): string {
  return name.startsWith('d') ? `\\frac{\\partial J}{\\partial ${letter(name.slice(1))}}` : letter(name);
}

function letter(text: string): string {
  return text.replace(/(\d)/, '_{$1}');
}

/** Markdown's marks left out. */
function plain(markdown: string): string {
  return markdown.replace(/`/g, '');
}
