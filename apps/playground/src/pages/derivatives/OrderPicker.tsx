import type { JSX } from 'preact';
import { nameLatex } from '../../kit/nameLatex.js';
import { Tex } from '../../kit/Tex.js';
import { textOf } from '../../text/dictionary.js';
import { text } from './text.js';

/** A formula for the eyes, words for the ears. */
function SignFor({ latex, words }: { latex: string; words: string }): JSX.Element {
  return (
    <>
      <span aria-hidden="true">
        <Tex latex={latex} />
      </span>
      <span class="visually-hidden">{words}</span>
    </>
  );
}

/** The highest order that is told step by step. */
const MOST = 8;

/** Chooses the variables of a derivative one after the other. */
export function OrderPicker(props: {
  variables: readonly string[];
  by: readonly string[];
  onInput: (by: readonly string[]) => void;
}): JSX.Element {
  const words = textOf(text);
  const { variables, by, onInput } = props;
  return (
    <div class="order-picker">
      <h2>{words.one}</h2>
      <p class="hint">{words.oneHint}</p>
      <div class="order-row">
        <Tex latex={`f_{${by.map(nameLatex).join('')}}`} />
        {variables.map((name) => (
          <button key={name} type="button" disabled={by.length >= MOST} onClick={() => onInput([...by, name])}>
            <SignFor latex={`+\\, ${nameLatex(name)}`} words={words.addVariable(name)} />
          </button>
        ))}
        <button
          type="button"
          aria-label={words.removeLast}
          disabled={by.length <= 1}
          onClick={() => onInput(by.slice(0, -1))}
        >
          <span aria-hidden="true">⌫</span>
        </button>
        {variables.length > 1 && by.length === 1 && (
          <span class="order-instead">
            {variables
              .filter((name) => name !== by[0])
              .map((name) => (
                <button key={name} type="button" class="quiet" onClick={() => onInput([name])}>
                  <SignFor latex={`f_{${nameLatex(name)}}`} words={words.instead(name)} />
                </button>
              ))}
          </span>
        )}
      </div>
    </div>
  );
}
