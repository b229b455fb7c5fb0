import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isDark } from '../../app/settings.js';
import { EngineError } from '../../engine/client.js';
import { engineOf } from '../../engine/engineOf.js';
import { showNumber } from '../../kit/showNumber.js';
import { Trouble } from '../../kit/Trouble.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import type { Recognition } from './engine.js';
import { ink, PixelImage } from './PixelImage.js';
import { text } from './text.js';

const engine = engineOf<typeof functions>('network');

/** Pixels of the drawing field; a pen stroke is a twelfth of it, as in the data. */
const FIELD = 168;
const PEN = 14;
const KEY_STEP = 6;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A field to draw a digit in, and what the network takes it for. */
export function DrawDigit({ version }: { version: number }): JSX.Element {
  const words = textOf(text);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pen = useRef({ x: FIELD / 2, y: FIELD / 2, down: false });
  const [seen, setSeen] = useState<Recognition & { label?: number }>();
  const [error, setError] = useState<EngineError>();
  const [shown, setShown] = useState(0);
  /** Where the keys have moved the pen; undefined while a pointer draws. */
  const [mark, setMark] = useState<{ x: number; y: number; down: boolean }>();
  const dark = isDark();

  const ask = (request: Promise<(Recognition & { label?: number }) | undefined>): void => {
    request.then(
      (found) => {
        setSeen(found);
        setError(undefined);
      },
      (caught: unknown) => {
        if (caught instanceof EngineError && caught.code !== 'SUPERSEDED') setError(caught);
      },
    );
  };
  const recognize = (): void =>
    ask(engine.call('recognize', [drawn(canvas.current!)], { channel: 'network.recognize' }));
  const clear = (): void => {
    canvas.current!.getContext('2d')!.clearRect(0, 0, FIELD, FIELD);
    setSeen(undefined);
  };
  const another = (): void => {
    clear();
    setShown((before) => before + 1);
    ask(engine.call('testDigit', [shown], { channel: 'network.recognize' }));
  };
  // New weights see the same drawing anew.
  useEffect(() => {
    if (seen === undefined) return;
    if (seen.label === undefined) recognize();
    else ask(engine.call('testDigit', [shown - 1], { channel: 'network.recognize' }));
  }, [version]);

  const line = (x: number, y: number): void => {
    const context = canvas.current!.getContext('2d')!;
    context.lineCap = 'round';
    context.lineWidth = PEN;
    context.strokeStyle = dark ? '#e9e6df' : '#1d2024';
    context.beginPath();
    context.moveTo(pen.current.x, pen.current.y);
    context.lineTo(x, y);
    context.stroke();
  };
  const place = (event: PointerEvent): { x: number; y: number } => {
    const box = canvas.current!.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * FIELD,
      y: ((event.clientY - box.top) / box.height) * FIELD,
    };
  };
  const moveTo = (x: number, y: number): void => {
    if (pen.current.down) line(x, y);
    pen.current = { ...pen.current, x, y };
  };
  const press = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (event.key === ' ') {
      pen.current.down = !pen.current.down;
      if (pen.current.down) moveTo(pen.current.x, pen.current.y);
    } else if (arrow !== undefined) {
      const within = (at: number): number => Math.min(FIELD, Math.max(0, at));
      moveTo(within(pen.current.x + arrow[0] * KEY_STEP), within(pen.current.y + arrow[1] * KEY_STEP));
    } else return;
    event.preventDefault();
    setMark(pen.current);
    if (pen.current.down) recognize();
  };

  return (
    <section class="section">
      <h2>{words.draw}</h2>
      <p class="hint">{words.drawHint}</p>
      <div class="drawing">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: one draws by keys, which must reach it */}
        <div class="drawing-field" tabIndex={0} role="application" aria-label={words.canvas} onKeyDown={press}>
          <canvas
            ref={canvas}
            width={FIELD}
            height={FIELD}
            onPointerDown={(event) => {
              canvas.current!.setPointerCapture(event.pointerId);
              pen.current = { ...place(event), down: true };
              setMark(undefined);
              moveTo(pen.current.x, pen.current.y);
            }}
            onPointerMove={(event) => {
              if (!canvas.current!.hasPointerCapture(event.pointerId)) return;
              const { x, y } = place(event);
              moveTo(x, y);
            }}
            onPointerUp={() => {
              pen.current.down = false;
              recognize();
            }}
          />
          {mark !== undefined && (
            <span
              class={mark.down ? 'pen down' : 'pen'}
              style={{ left: `${(100 * mark.x) / FIELD}%`, top: `${(100 * mark.y) / FIELD}%` }}
            />
          )}
        </div>
        <figure class="drawing-seen">
          {seen !== undefined && <PixelImage label={words.seen} values={seen.image} shade={ink} />}
          <figcaption class="small-heading">{words.seen}</figcaption>
        </figure>
        <ol class="probabilities" start={0} aria-label={words.probabilities}>
          {Array.from({ length: 10 }, (_, digit) => {
            const share = seen?.probabilities[digit] ?? 0;
            return (
              <li key={digit} class={seen?.digit === digit ? 'best' : ''}>
                <span>{digit}</span>
                <meter min={0} max={1} value={share} aria-label={`${digit}: ${showNumber(100 * share, 3)} %`} />
              </li>
            );
          })}
        </ol>
      </div>
      <p class="training-status" role="status">
        {seen === undefined
          ? words.emptyDrawing
          : seen.label === undefined
            ? words.guess(seen.digit, showNumber(100 * (seen.probabilities[seen.digit] ?? 0), 3))
            : words.guessOf(seen.label, seen.digit)}
      </p>
      {error !== undefined && <Trouble error={error} />}
      <div class="training-actions">
        <button type="button" onClick={clear}>
          {words.clear}
        </button>
        <button type="button" onClick={another}>
          {words.another}
        </button>
      </div>
    </section>
  );
}

/** How much ink is at each pixel, 0 to 1, whatever its colour. */
function drawn(canvas: HTMLCanvasElement): Float32Array {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, FIELD, FIELD);
  return Float32Array.from({ length: FIELD * FIELD }, (_, i) => data[4 * i + 3]! / 255);
}
