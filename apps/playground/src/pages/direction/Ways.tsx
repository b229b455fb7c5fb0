import type { JSX } from 'preact';
import { numberLatex, vectorLatex } from '../../kit/showNumber.js';
import { Tex } from '../../kit/Tex.js';
import { textOf } from '../../text/dictionary.js';
import type { Directions } from './engine.js';
import { text } from './text.js';

/** The directions of steepest ascent and descent and the level ones, each a button that chooses it. */
export function Ways({
  found,
  onChoose,
}: {
  found: Directions;
  onChoose: (way: readonly number[]) => void;
}): JSX.Element {
  const words = textOf(text);
  const { ascent, descent, level, norm } = found;
  const row = (way: readonly number[], name: string, rate: number, colour: string): JSX.Element => (
    <li key={name + way.join()} class={colour}>
      <button type="button" onClick={() => onChoose(way)}>
        <span class="way-name">{name}</span> <Tex latex={`${vectorLatex(way)}\\colon\\; ${numberLatex(rate, 5)}`} />
      </button>
    </li>
  );
  return (
    <section class="section">
      <h2>{words.steepestHere}</h2>
      {ascent === null || descent === null ? (
        <p>{words.flat}</p>
      ) : (
        <ul class="ways">
          {row(ascent, words.ascent, norm, 'vermilion')}
          {row(descent, words.descent, -norm, 'green')}
          {level.map((way) => row(way, words.level, 0, 'grey'))}
        </ul>
      )}
    </section>
  );
}
