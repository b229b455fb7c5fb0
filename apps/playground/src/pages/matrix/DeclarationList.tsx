import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { textOf } from '../../text/dictionary.js';
import { type Declaration, isSize, type Kind, kinds } from './declaration.js';
import { text } from './text.js';

/** One line per name of the formula: what it is, and its sizes. */
export function DeclarationList(props: {
  list: readonly Declaration[];
  onInput: (list: readonly Declaration[]) => void;
}): JSX.Element {
  const words = textOf(text);
  const { list, onInput } = props;
  const change = (name: string, part: Partial<Declaration>): void =>
    onInput(list.map((each) => (each.name === name ? { ...each, ...part } : each)));
  return (
    <fieldset class="declarations">
      <legend>{words.declared}</legend>
      {list.map(({ name, kind, rows, columns }) => (
        <div class="declaration" key={name}>
          <span class="declaration-name">{name}</span>
          <select
            aria-label={words.kindOf(name)}
            value={kind}
            onChange={(event) => change(name, { kind: event.currentTarget.value as Kind })}
          >
            {kinds.map((each) => (
              <option key={each} value={each}>
                {words.kinds[each]}
              </option>
            ))}
          </select>
          {kind !== 'scalar' && (
            <span class="declaration-sizes">
              <SizeField
                label={kind === 'vector' ? words.lengthOf(name) : words.rowsOf(name)}
                value={rows}
                onInput={(size) => change(name, { rows: size })}
              />
              {kind === 'matrix' ? (
                <>
                  <span aria-hidden="true">×</span>
                  <SizeField
                    label={words.columnsOf(name)}
                    value={columns}
                    onInput={(size) => change(name, { columns: size })}
                  />
                </>
              ) : (
                kind !== 'vector' && <span>× {rows}</span>
              )}
            </span>
          )}
        </div>
      ))}
    </fieldset>
  );
}

/** A size: a name such as n, or a number; what is neither is not taken over. */
function SizeField(props: { label: string; value: string; onInput: (size: string) => void }): JSX.Element {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      class="size-field"
      aria-label={props.label}
      aria-invalid={typed !== undefined && !isSize(typed)}
      value={typed ?? props.value}
      maxLength={6}
      spellcheck={false}
      autocomplete="off"
      autocapitalize="off"
      onInput={(event) => {
        const size = event.currentTarget.value;
        setTyped(size);
        if (isSize(size)) props.onInput(size);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
