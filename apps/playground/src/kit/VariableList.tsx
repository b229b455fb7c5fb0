import type { JSX } from 'preact';
import { NumberField } from './NumberField.js';
import { nameLatex } from './nameLatex.js';

/** One number per variable. */
export interface VariableListProps {
  readonly legend: string;
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, number>>;
  readonly onInput: (values: Record<string, number>) => void;
  /** The value of variables that have none; default 0. */
  readonly otherwise?: number;
}

export function VariableList({ legend, names, values, onInput, otherwise = 0 }: VariableListProps): JSX.Element {
  const complete = Object.fromEntries(names.map((name) => [name, values[name] ?? otherwise]));
  return (
    <fieldset class="variables">
      <legend>{legend}</legend>
      {names.map((name) => (
        <NumberField
          key={name}
          label={name}
          latex={`${nameLatex(name)} =`}
          value={complete[name]!}
          onInput={(x) => onInput({ ...complete, [name]: x })}
        />
      ))}
    </fieldset>
  );
}
