import type { JSX } from 'preact';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { showNumber } from '../../kit/showNumber.js';
import { Tex } from '../../kit/Tex.js';
import { Trouble } from '../../kit/Trouble.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import type { Question } from './engine.js';
import { text } from './text.js';

const engine = engineOf<typeof functions>('matrix');

/** Difference quotients of sixth order are right to about this. */
const TOLERANCE = 1e-7;

/** The derivative against difference quotients at random values. */
export function NumericCheck({ question }: { question: Pick<Question, 'text' | 'declared' | 'by'> }): JSX.Element {
  const words = textOf(text);
  const { value, error } = useAnswer(engine, 'check', [question]);
  return (
    <section class="section">
      <h2>{words.check}</h2>
      {error !== undefined ? (
        <Trouble error={error} />
      ) : (
        value !== undefined && (
          <>
            <p>
              {value.deviation < TOLERANCE ? (
                <>
                  <span class="check-mark" aria-hidden="true">
                    ✓
                  </span>{' '}
                  {words.agrees(showNumber(value.deviation, 2), value.entries)}
                </>
              ) : (
                words.differs(showNumber(value.deviation, 2))
              )}
            </p>
            {value.value !== undefined && (
              <>
                <p class="hint">{value.sizes === '' ? words.checkedAtRandom : words.checkedAt(value.sizes)}</p>
                <Tex display latex={value.value} />
              </>
            )}
          </>
        )
      )}
    </section>
  );
}
