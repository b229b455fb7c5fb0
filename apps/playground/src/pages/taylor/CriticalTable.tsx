import type { JSX } from 'preact';
import { showNumber } from '../../kit/showNumber.js';
import { textOf } from '../../text/dictionary.js';
import type { Found } from './engine.js';
import { text } from './text.js';

/** The critical points of the window, and whether there can be others. */
export function CriticalTable(props: {
  found: Found;
  onGo: (at: Readonly<Record<string, number>>) => void;
}): JSX.Element {
  const words = textOf(text);
  const { found, onGo } = props;
  const { names } = found;
  const place = (at: Readonly<Record<string, number>>): string =>
    `(${names.map((name) => showNumber(Number(at[name]!.toFixed(10)), 6)).join(', ')})`;
  return (
    <>
      <p class="hint">{words.search}</p>
      {found.points.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <div class="table-scroll">
          <table class="numbers critical">
            <thead>
              <tr>
                <th scope="col">{words.where}</th>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.value}</th>
                <th scope="col">{words.eigenvalues}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {found.points.map(({ name, at, kind, nature, value, eigenvalues }) => (
                <tr key={name}>
                  <td>
                    {name}. {place(at)}
                  </td>
                  <td>
                    {words.kinds[nature ?? kind]}
                    {kind === 'degenerate' && ` (${words.degenerate})`}
                  </td>
                  <td>{showNumber(value, 6)}</td>
                  <td>{eigenvalues.map((each) => showNumber(each, 4)).join(', ')}</td>
                  <td>
                    <button type="button" class="quiet" onClick={() => onGo(at)}>
                      {words.goTo}
                      <span class="visually-hidden"> {name}</span>
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class={found.complete ? 'certificate' : 'certificate open'}>
        {found.complete ? words.certain : words.uncertain(found.undecided.length)}
        {found.holes.length > 0 && ` ${words.holes}`}
      </p>
    </>
  );
}
