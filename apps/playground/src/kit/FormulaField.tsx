import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { engineOf } from '../engine/engineOf.js';
import type * as formulas from '../engine/formulas.js';
import type { Declared } from '../engine/formulas.js';
import { useAnswer } from '../engine/useAnswer.js';
import { frameText } from '../text/frame.js';
import { Tex } from './Tex.js';
import { Trouble } from './Trouble.js';

const engine = engineOf<typeof formulas>('formulas');

/** A formula as one types it, with its look below as one types, or what is wrong with it and where. */
export interface FormulaFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** LaTeX put before the preview, such as `f(x, y) =`. */
  readonly before?: string;
  /** What was declared of vectors and matrices. */
  readonly declared?: Declared;
  readonly hint?: string;
  /** Leaves out the preview, for small fields in a row; errors are still shown. */
  readonly compact?: boolean;
}

export function FormulaField(props: FormulaFieldProps): JSX.Element {
  const { label, value, onInput, before = '', declared, hint, compact = false } = props;
  const text = frameText();
  const id = useId();
  const empty = value.trim() === '';
  const { value: look, error } = useAnswer(
    engine,
    'preview',
    empty ? undefined : declared === undefined ? [value] : [value, declared],
  );
  const wrong = !empty && error !== undefined;
  const { value: meant } = useAnswer(
    engine,
    'remedy',
    wrong ? (declared === undefined ? [value] : [value, declared]) : undefined,
  );
  return (
    <div class={compact ? 'field formula compact' : 'field formula'}>
      <label for={`${id}-input`}>{label}</label>
      <input
        id={`${id}-input`}
        class="formula-input"
        value={value}
        maxLength={2000}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        aria-invalid={wrong}
        aria-describedby={`${id}-below`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <div id={`${id}-below`} class="formula-below" aria-live="polite">
        {empty ? (
          <p class="hint">{hint ?? text.emptyFormula}</p>
        ) : wrong ? (
          <>
            <Trouble error={error} />
            {meant?.text === value && meant.guess !== undefined && (
              <button type="button" class="remedy" onClick={() => onInput(meant.guess!)}>
                {text.meant(meant.guess)}
              </button>
            )}
          </>
        ) : (
          !compact && look !== undefined && <Tex display latex={`${before} ${look.latex}`} />
        )}
      </div>
    </div>
  );
}
