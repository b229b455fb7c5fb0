import type { JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { frameText } from '../text/frame.js';
import { Tex } from './Tex.js';

/** A number one types. While the text is no number in range the last one stays, and the field says so. */
export interface NumberFieldProps {
  readonly label: string;
  /** LaTeX shown in place of the label, which is then what a screen reader says. */
  readonly latex?: string;
  readonly value: number;
  readonly onInput: (value: number) => void;
  readonly least?: number;
  readonly greatest?: number;
  /** What the arrow keys add; default 0.1. */
  readonly step?: number;
}

export function NumberField(props: NumberFieldProps): JSX.Element {
  const { label, latex, value, onInput, least = -1e6, greatest = 1e6, step = 0.1 } = props;
  const text = frameText();
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  useEffect(
    () => setTyped((before) => (Number(before) === value && before.trim() !== '' ? before : String(value))),
    [value],
  );
  const given = typed.trim() === '' ? Number.NaN : Number(typed);
  const problem = Number.isNaN(given)
    ? text.notNumber
    : given < least || given > greatest
      ? text.outside(least, greatest)
      : undefined;
  const take = (next: string): void => {
    setTyped(next);
    const x = next.trim() === '' ? Number.NaN : Number(next);
    if (x >= least && x <= greatest) onInput(x);
  };
  return (
    <div class="field number">
      <label for={id}>{latex === undefined ? label : <Tex latex={latex} />}</label>
      <input
        id={id}
        aria-label={latex === undefined ? undefined : label}
        inputMode="decimal"
        value={typed}
        maxLength={24}
        autocomplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onInput={(event) => take(event.currentTarget.value)}
        onKeyDown={(event) => {
          const sign = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
          if (sign === 0 || problem !== undefined) return;
          event.preventDefault();
          const moved = value + sign * step * (event.shiftKey ? 10 : 1);
          take(String(Number(Math.min(greatest, Math.max(least, moved)).toPrecision(12))));
        }}
      />
      {problem !== undefined && (
        <span id={`${id}-problem`} class="number-problem">
          {problem}
        </span>
      )}
    </div>
  );
}
