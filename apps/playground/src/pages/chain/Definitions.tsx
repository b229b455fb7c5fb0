import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FormulaField } from '../../kit/FormulaField.js';
import { textOf } from '../../text/dictionary.js';
import { type Definition, isName, MOST_DEFINITIONS } from './definition.js';
import { text } from './text.js';

/** Names that a new intermediate variable gets, the first that is free. */
const NAMES = ['u', 'v', 'w', 'p', 'q', 'r', 's'];

/** The intermediate variables, one per line. */
export function Definitions(props: {
  value: readonly Definition[];
  onInput: (value: readonly Definition[]) => void;
}): JSX.Element {
  const words = textOf(text);
  const { value, onInput } = props;
  const replace = (i: number, change: Partial<Definition>): void =>
    onInput(value.map((each, k) => (k === i ? { ...each, ...change } : each)));
  return (
    <fieldset class="definitions">
      <legend>{words.inner}</legend>
      {value.map((each, i) => (
        <div class="definition" key={i}>
          <NameField
            label={words.nameOf(i + 1)}
            value={each.name}
            taken={value.filter((_, k) => k !== i).map(({ name }) => name)}
            onInput={(name) => replace(i, { name })}
          />
          <span aria-hidden="true">=</span>
          <FormulaField
            compact
            label={words.formulaOf(each.name)}
            value={each.formula}
            onInput={(formula) => replace(i, { formula: formula.replace(/;/g, '') })}
          />
          <button
            type="button"
            class="quiet"
            aria-label={words.remove(each.name)}
            onClick={() => onInput(value.filter((_, k) => k !== i))}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
      <button
        type="button"
        disabled={value.length >= MOST_DEFINITIONS}
        onClick={() => {
          const name = NAMES.find((each) => value.every((other) => other.name !== each))!;
          onInput([...value, { name, formula: 'x' }]);
        }}
      >
        {words.add}
      </button>
    </fieldset>
  );
}

/** A name one types; what is no free name is not taken over. */
function NameField(props: {
  label: string;
  value: string;
  taken: readonly string[];
  onInput: (name: string) => void;
}): JSX.Element {
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? props.value;
  return (
    <input
      class="definition-name"
      aria-label={props.label}
      aria-invalid={typed !== undefined && typed !== props.value}
      value={shown}
      maxLength={10}
      spellcheck={false}
      autocomplete="off"
      autocapitalize="off"
      onInput={(event) => {
        const name = event.currentTarget.value;
        setTyped(name);
        if (isName(name) && !props.taken.includes(name)) props.onInput(name);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
