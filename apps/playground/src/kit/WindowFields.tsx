import type { JSX } from 'preact';
import type { Range } from '../plot/scale.js';
import { frameText } from '../text/frame.js';
import { NumberField } from './NumberField.js';

/** Least and greatest x, least and greatest y. */
export type Window = readonly number[];

/** The two ranges of a window; one that is empty or upside down is widened around its lower end. */
export function rangesOf([x0 = -3, x1 = 3, y0 = -3, y1 = 3]: Window): { readonly x: Range; readonly y: Range } {
  const range = (from: number, to: number): Range => (to > from ? [from, to] : [from, from + 1]);
  return { x: range(x0, x1), y: range(y0, y1) };
}

/** The part of the plane that is shown, as four numbers one rarely changes. */
export function WindowFields(props: {
  names: readonly [string, string];
  window: Window;
  onInput: (window: Window) => void;
}): JSX.Element {
  const { names, window, onInput } = props;
  const text = frameText();
  return (
    <details class="window">
      <summary>{text.window}</summary>
      <div class="variables">
        {window.map((value, i) => (
          <NumberField
            key={i}
            label={`${names[i < 2 ? 0 : 1]} ${i % 2 === 0 ? text.from : text.to}`}
            value={value}
            step={0.5}
            onInput={(next) => onInput(window.map((each, k) => (k === i ? next : each)))}
          />
        ))}
      </div>
    </details>
  );
}
