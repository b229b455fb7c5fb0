import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { frameText } from '../text/frame.js';
import { Tex } from './Tex.js';

/** A step as the engine tells it. */
export interface PlainStep {
  readonly text: string;
  /** LaTeX, a line for each formula, or empty. */
  readonly formula: string;
}

/** Typesetting hundreds of formulas at once would hold the page up. */
const FIRST = 24;

/** A derivation as a numbered list in textbook form. */
export function Steps({ steps, heading }: { steps: readonly PlainStep[]; heading?: string }): JSX.Element {
  const text = frameText();
  const [all, setAll] = useState(false);
  const shown = all ? steps : steps.slice(0, FIRST);
  return (
    <section class="steps">
      <h2>{heading ?? text.steps}</h2>
      {steps.length === 0 ? (
        <p class="hint">{text.noSteps}</p>
      ) : (
        <ol>
          {shown.map((step, i) => (
            <li key={i}>
              <p>{step.text}</p>
              {step.formula !== '' && step.formula.split('\n').map((latex, k) => <Tex key={k} display latex={latex} />)}
            </li>
          ))}
        </ol>
      )}
      {shown.length < steps.length && (
        <button type="button" onClick={() => setAll(true)}>
          {text.moreSteps(steps.length)}
        </button>
      )}
    </section>
  );
}
