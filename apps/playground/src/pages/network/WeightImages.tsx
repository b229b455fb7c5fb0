import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { Trouble } from '../../kit/Trouble.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import { diverging, PixelImage } from './PixelImage.js';
import { text } from './text.js';

const engine = engineOf<typeof functions>('network');

const SHOWN = 24;

/** The weights of the first layer as images, of the units that count most. */
export function WeightImages({ version }: { version: number }): JSX.Element {
  const words = textOf(text);
  const { value, error } = useAnswer(engine, 'weightImages', [SHOWN, version]);
  const shade = useMemo(() => {
    const all = value?.images.flatMap((image) => [...image]) ?? [];
    // Half of the largest gets the full colour: a few extreme weights would leave the others pale.
    return diverging(all.reduce((most, w) => Math.max(most, Math.abs(w)), 0) / 2);
  }, [value]);
  return (
    <section class="section">
      <h2>{words.weights}</h2>
      <p class="hint">{words.weightsHint}</p>
      {error !== undefined && <Trouble error={error} />}
      <ul class="weights">
        {value?.images.map((image, k) => (
          <li key={k}>
            <PixelImage label={words.weightsOf(k + 1)} values={image} shade={shade} />
          </li>
        ))}
      </ul>
    </section>
  );
}
