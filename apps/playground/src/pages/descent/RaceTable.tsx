import type { JSX } from 'preact';
import { showNumber } from '../../kit/showNumber.js';
import { textOf } from '../../text/dictionary.js';
import type { Runner } from './engine.js';
import { colourOfRunner } from './MethodPicker.js';
import { text } from './text.js';

/** How each method ended and what it cost. */
export function RaceTable({ runners }: { runners: readonly Runner[] }): JSX.Element {
  const words = textOf(text);
  return (
    <div class="table-scroll">
      <table class="numbers race">
        <thead>
          <tr>
            <th scope="col">{words.method}</th>
            <th scope="col">{words.status}</th>
            <th scope="col">{words.steps}</th>
            <th scope="col">
              <abbr title={words.callsHint}>{words.calls}</abbr>
            </th>
            <th scope="col">{words.reached}</th>
          </tr>
        </thead>
        <tbody>
          {runners.map(({ method, status, path, evaluations, value }, k) => (
            <tr key={method}>
              <th scope="row" class={colourOfRunner(k)}>
                {method}
              </th>
              <td>{words.statuses[status] ?? status}</td>
              <td>{path.length - 1}</td>
              <td>{`${evaluations.value}, ${evaluations.gradient}, ${evaluations.hessian}`}</td>
              <td>{showNumber(value, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
