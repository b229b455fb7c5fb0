import type { JSX } from 'preact';
import { language } from '../app/settings.js';
import type { EngineError } from '../engine/client.js';
import { frameText } from '../text/frame.js';
import { errorWords } from './errorWords.js';

/** What went wrong in sentences of the reader's language, with the place marked. */
export function Trouble({ error, id }: { error: EngineError; id?: string }): JSX.Element {
  const { errors, original } = frameText();
  const headline = Object.hasOwn(errors, error.code) ? errors[error.code as keyof typeof errors] : errors.other;
  const ours = ['TIME_LIMIT', 'ENGINE_LOST'].includes(error.code);
  const [first = '', ...marked] = error.message.split('\n');
  const words = errorWords(first, language.value);
  return (
    <div class="trouble" id={id}>
      <p class="trouble-headline">{headline}</p>
      {!ours && (
        <>
          {marked.length > 0 && <pre>{marked.map((line) => line.replace(/^ {2}/, '')).join('\n')}</pre>}
          {words !== undefined ? (
            <p class="trouble-words">{words}</p>
          ) : (
            <details class="trouble-words">
              <summary>{original}</summary>
              <p lang="en">{first}</p>
            </details>
          )}
        </>
      )}
    </div>
  );
}

/** Whether a field that shows the formula's own errors shows this one already. */
export function isFormulaError(error: EngineError | undefined): boolean {
  return error !== undefined && ['PARSE', 'UNKNOWN_SYMBOL', 'SHAPE'].includes(error.code);
}
