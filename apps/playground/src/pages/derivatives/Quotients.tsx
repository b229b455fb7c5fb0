import type { JSX } from 'preact';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { showNumber } from '../../kit/showNumber.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import { text } from './text.js';

const engine = engineOf<typeof functions>('derivatives');

/** How many rows of the table are shown. */
const ROWS = 5;

/** The definition of a derivative as a table of difference quotients. */
export function Quotients(props: { f: string; by: string; at: Readonly<Record<string, number>> }): JSX.Element | null {
  const words = textOf(text);
  const { value } = useAnswer(engine, 'quotients', [props.f, props.by, props.at]);
  if (value === undefined) return null;
  return (
    <section class="section">
      <h2>{words.limit}</h2>
      <p class="hint">{words.limitHint(props.by)}</p>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">{words.step}</th>
            <th scope="col">{words.right}</th>
            <th scope="col">{words.left}</th>
          </tr>
        </thead>
        <tbody>
          {value.rows.slice(0, ROWS).map((row) => (
            <tr key={row.h}>
              <td>{showNumber(row.h, 3)}</td>
              <td>{showNumber(row.right)}</td>
              <td>{showNumber(row.left)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>→ 0</td>
            <td colSpan={2}>{showNumber(value.limit)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
