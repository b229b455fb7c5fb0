import type { MethodName } from '@nablajs/optim';
import type { JSX } from 'preact';
import type { ColourName } from '../../plot/palette.js';
import { textOf } from '../../text/dictionary.js';
import { text } from './text.js';

/** All methods, from those that use least of f to those that use most. */
const methods: readonly MethodName[] = [
  'nelder-mead',
  'gradient-descent',
  'momentum',
  'nesterov',
  'rmsprop',
  'adagrad',
  'adam',
  'adamw',
  'cg',
  'cg-hager-zhang',
  'l-bfgs',
  'l-bfgs-b',
  'bfgs',
  'newton-cg',
  'newton',
  'trust-region',
];

const MOST = 6;
const COLOURS: readonly ColourName[] = ['blue', 'orange', 'green', 'purple', 'sky', 'vermilion'];

/** The colour of the k-th runner. */
export function colourOfRunner(k: number): ColourName {
  return COLOURS[k % COLOURS.length]!;
}

/** Whether a word of the address names a method. */
export function isMethod(name: string): name is MethodName {
  return methods.includes(name as MethodName);
}

/** Chooses who runs. */
export function MethodPicker(props: {
  chosen: readonly MethodName[];
  onInput: (chosen: readonly MethodName[]) => void;
}): JSX.Element {
  const { chosen, onInput } = props;
  return (
    <fieldset class="methods">
      <legend class="small-heading">{textOf(text).methods}</legend>
      {methods.map((name) => {
        const at = chosen.indexOf(name);
        return (
          <label key={name} class={at < 0 ? '' : colourOfRunner(at)}>
            <input
              type="checkbox"
              checked={at >= 0}
              disabled={at < 0 && chosen.length >= MOST}
              onChange={() => onInput(at < 0 ? [...chosen, name] : chosen.filter((each) => each !== name))}
            />
            {name}
          </label>
        );
      })}
    </fieldset>
  );
}
