import type { JSX } from 'preact';
import { showNumber } from '../../kit/showNumber.js';
import { Tex } from '../../kit/Tex.js';
import { textOf } from '../../text/dictionary.js';
import type { ChainAnswer } from './engine.js';
import { pathColour } from './pathColour.js';
import { text } from './text.js';

/** The sum of the chain rule, one line per path; the line one points at lights its path in the graph. */
export function PathTable(props: { answer: ChainAnswer; onLight: (path: number | undefined) => void }): JSX.Element {
  const words = textOf(text);
  const { paths, morePaths, total, by } = props.answer;
  if (paths.length === 0) return <p class="hint">{words.noPaths(by)}</p>;
  return (
    <>
      <table class="paths">
        <thead>
          <tr>
            <th scope="col">{words.path}</th>
            <th scope="col">{words.along}</th>
            <th scope="col">{words.atPoint}</th>
          </tr>
        </thead>
        <tbody>
          {paths.map((path, k) => (
            <tr
              key={path.nodes.join(' ')}
              class={pathColour(k)}
              onPointerEnter={() => props.onLight(k)}
              onPointerLeave={() => props.onLight(undefined)}
            >
              <th scope="row">
                <button
                  type="button"
                  class="quiet"
                  onFocus={() => props.onLight(k)}
                  onBlur={() => props.onLight(undefined)}
                >
                  {path.nodes.join(' → ')}
                </button>
              </th>
              <td>
                <Tex display latex={`${path.names} = ${path.product}`} />
              </td>
              <td class="path-value">{showNumber(path.value, 5)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.sum}</th>
            <td>
              <Tex display latex={paths.map((path) => path.names).join(' + ')} />
            </td>
            <td class="path-value">{showNumber(total.value, 5)}</td>
          </tr>
        </tfoot>
      </table>
      {morePaths > 0 && <p class="hint">{words.more(morePaths)}</p>}
    </>
  );
}
