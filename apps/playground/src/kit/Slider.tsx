import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

/** A number one slides; arrow keys move it by a step. */
export interface SliderProps {
  readonly label: string | JSX.Element;
  readonly value: number;
  readonly least: number;
  readonly greatest: number;
  readonly step: number;
  readonly onInput: (value: number) => void;
  /** How the value is shown; default its digits. */
  readonly show?: (value: number) => string;
}

export function Slider({ label, value, least, greatest, step, onInput, show = String }: SliderProps): JSX.Element {
  const id = useId();
  return (
    <div class="field slider">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={least}
        max={greatest}
        step={step}
        value={value}
        aria-valuetext={show(value)}
        onInput={(event) => onInput(Number(event.currentTarget.value))}
      />
      <output for={id}>{show(value)}</output>
    </div>
  );
}
