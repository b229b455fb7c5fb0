import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isDark } from '../app/settings.js';
import { frameText } from '../text/frame.js';
import { colourOf } from './palette.js';
import { clamp } from './scale.js';
import { surfaceCanvas } from './surfaceCanvas.js';
import type { Eye, SurfaceColours, SurfaceData, SurfaceView } from './surfaceMesh.js';

/** A surface to be turned: what it shows in words, and the data. */
export interface SurfaceProps {
  readonly label: string;
  /** undefined while it is being computed: its room is kept. */
  readonly data: SurfaceData | undefined;
  /** Height over width; default 0.75. */
  readonly aspect?: number;
}

const FRONT: Eye = { azimuth: -0.6, elevation: 0.55, zoom: 1 };
const TURN = 0.1;

/** An application takes keys of its own, so it must be able to have the focus. */
const KEYS = { tabIndex: 0 };

const COLOURS = [
  'ink',
  'blue',
  'vermilion',
  'green',
  'orange',
  'purple',
  'contour-low',
  'contour-high',
  'edge',
  'sunk',
] as const;

/** z = f(x, y) in space; dragged or turned by arrow keys. */
export function Surface({ label, data, aspect = 0.75 }: SurfaceProps): JSX.Element {
  const text = frameText();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<SurfaceView>();
  const [eye, setEye] = useState(FRONT);
  const [width, setWidth] = useState(0);
  const dark = isDark();

  useEffect(() => {
    const canvas = document.createElement('canvas');
    box.current!.firstElementChild!.replaceChildren(canvas);
    setView(surfaceCanvas(canvas));
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  const height = Math.round(width * aspect);
  useEffect(() => {
    if (view === undefined || data === undefined) return;
    const colours = Object.fromEntries(COLOURS.map((name) => [name, colourOf(box.current!, name)]));
    view.show(data, colours as SurfaceColours);
  }, [view, data, dark]);
  useEffect(() => {
    if (view === undefined || width === 0) return undefined;
    const frame = requestAnimationFrame(() => view.look(eye, width, height));
    return () => cancelAnimationFrame(frame);
  }, [view, data, dark, eye, width, height]);

  const turn = (azimuth: number, elevation: number, zoom: number = 1): void =>
    setEye((before) => ({
      azimuth: before.azimuth + azimuth,
      elevation: clamp(before.elevation + elevation, [-0.2, Math.PI / 2]),
      zoom: clamp(before.zoom * zoom, [0.6, 4]),
    }));

  return (
    <div
      ref={box}
      class="surface"
      role="application"
      aria-label={`${label}. ${text.turnHint}`}
      title={text.turnHint}
      {...KEYS}
      style={{ aspectRatio: String(1 / aspect) }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          turn(event.movementX * 0.01, event.movementY * 0.01);
      }}
      onKeyDown={(event) => {
        const turns: Readonly<Record<string, () => void>> = {
          ArrowLeft: () => turn(-TURN, 0),
          ArrowRight: () => turn(TURN, 0),
          ArrowUp: () => turn(0, TURN),
          ArrowDown: () => turn(0, -TURN),
          '+': () => turn(0, 0, 1.15),
          '-': () => turn(0, 0, 1 / 1.15),
        };
        const chosen = turns[event.key];
        if (chosen === undefined) return;
        event.preventDefault();
        chosen();
      }}
    >
      <div class="surface-stage" />
    </div>
  );
}
