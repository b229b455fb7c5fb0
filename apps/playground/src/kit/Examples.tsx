import type { JSX } from 'preact';
import { frameText } from '../text/frame.js';
import { Tex } from './Tex.js';

/** A worked example of the course: its number there, how it is shown, and the inputs that make it. */
export interface Example<I> {
  /** The course's number, such as `A4`; empty for one that the course does not have. */
  readonly number: string;
  readonly latex: string;
  readonly inputs: Partial<I>;
}

/** The course's examples, one click away. */
export function Examples<I>(props: {
  items: readonly Example<I>[];
  onPick: (inputs: Partial<I>) => void;
}): JSX.Element {
  const text = frameText();
  return (
    <section class="examples" aria-label={text.examples}>
      <p class="small-heading" aria-hidden="true">
        {text.examples}
      </p>
      <ul>
        {props.items.map((item) => (
          <li key={item.number + item.latex}>
            <button type="button" onClick={() => props.onPick(item.inputs)}>
              <span class="example-number">{text.example(item.number)}</span> <Tex latex={item.latex} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
