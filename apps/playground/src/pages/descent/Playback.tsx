import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Slider } from '../../kit/Slider.js';
import { textOf } from '../../text/dictionary.js';
import { text } from './text.js';

/** A whole race takes about so long, in milliseconds, however many iterations it has. */
const RACE_MS = 6000;
const FRAME_MS = 60;

/** How much of the race is shown, and whether more of it is about to be. */
export interface Film {
  /** Iterations; Infinity for all. */
  readonly shown: number;
  readonly playing: boolean;
}

/** Shows the race up to an iteration, by hand or as a film. */
export function Playback(props: { longest: number; film: Film; onFilm: (film: Film) => void }): JSX.Element {
  const { longest, film, onFilm } = props;
  const { shown, playing } = film;
  const words = textOf(text);
  const at = Math.min(shown, longest);
  useEffect(() => {
    if (!playing) return undefined;
    const frames = RACE_MS / FRAME_MS;
    const step = Math.max(1, Math.ceil(longest / frames));
    const wait = longest > frames ? FRAME_MS : Math.min(400, RACE_MS / longest);
    const next = Math.min(longest, at + step);
    const timer = setTimeout(() => onFilm({ shown: next, playing: next < longest }), wait);
    return () => clearTimeout(timer);
  }, [playing, at, longest]);
  return (
    <div class="playback">
      <button
        type="button"
        onClick={() =>
          onFilm(playing ? { shown: at, playing: false } : { shown: at >= longest ? 0 : at, playing: true })
        }
      >
        {playing ? words.pause : words.play}
      </button>
      <Slider
        label={words.shown}
        value={at}
        least={0}
        greatest={longest}
        step={1}
        onInput={(next) => onFilm({ shown: next >= longest ? Number.POSITIVE_INFINITY : next, playing: false })}
        show={(value) => (value >= longest ? words.all : String(value))}
      />
    </div>
  );
}
