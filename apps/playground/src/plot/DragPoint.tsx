import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { showNumber } from '../kit/showNumber.js';
import { frameText } from '../text/frame.js';
import { usePlane } from './Plane.js';
import { clamp } from './scale.js';

/** A point of the plane that one can move. */
export interface DragPointProps {
  /** What it is, such as `the start`. */
  readonly label: string;
  readonly at: readonly [number, number];
  readonly onMove: (at: [number, number]) => void;
  /** A class of data colour: blue (default), vermilion, green, orange, purple, sky. */
  readonly colour?: string;
  /** What an arrow key moves it by; default a hundredth of the width. */
  readonly step?: number;
  /** Shown beside it. */
  readonly sign?: string;
  /** Rounds what the pointer gives; default to a two-hundredth of the width. */
  readonly snap?: (value: number) => number;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Dragged by pointer or finger, moved by arrow keys (with Shift ten times as far); told to screen readers as a slider. */
export function DragPoint({ label, at, onMove, colour = 'blue', step, sign, snap }: DragPointProps): JSX.Element {
  const plane = usePlane();
  const handle = useRef<SVGGElement>(null);
  const frame = useRef(0);
  const unit = step ?? niceStep((plane.x[1] - plane.x[0]) / 100);
  const round = snap ?? ((value: number) => Number((Math.round(value / unit) * unit).toPrecision(12)));
  const move = (x: number, y: number): void => onMove([clamp(round(x), plane.x), clamp(round(y), plane.y)]);

  const drag = (event: PointerEvent): void => {
    if (!handle.current!.hasPointerCapture(event.pointerId)) return;
    const { clientX, clientY } = event;
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      // The group's parent spans the plane; its matrix turns the pointer's place into the plane's pixels.
      const matrix = (handle.current!.parentNode as SVGGElement).getScreenCTM()!.inverse();
      const place = new DOMPoint(clientX, clientY).matrixTransform(matrix);
      move(plane.fromX(place.x), plane.fromY(place.y));
    });
  };

  const press = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    const far = unit * (event.shiftKey ? 10 : 1);
    move(at[0] + arrow[0] * far, at[1] + arrow[1] * far);
  };

  return (
    <g
      ref={handle}
      class={`drag-point ${colour}`}
      transform={`translate(${plane.toX(at[0])} ${plane.toY(at[1])})`}
      // In lower case: in SVG attributes keep their case, and only this one makes it reachable by keyboard.
      tabindex={0}
      role="slider"
      aria-label={label}
      aria-roledescription={frameText().dragHint}
      aria-valuenow={at[0]}
      aria-valuemin={plane.x[0]}
      aria-valuemax={plane.x[1]}
      aria-valuetext={`${showNumber(at[0], 4)}, ${showNumber(at[1], 4)}`}
      onPointerDown={(event) => {
        handle.current!.setPointerCapture(event.pointerId);
        handle.current!.focus({ preventScroll: true });
        event.preventDefault();
      }}
      onPointerMove={drag}
      onKeyDown={press}
    >
      <title>{frameText().dragHint}</title>
      <circle class="drag-reach" r={22} />
      <circle class="drag-ring" r={13} />
      <circle class="drag-dot" r={7} />
      {sign !== undefined && (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a text of a drawing takes no focus
        <text x={12} y={-12} aria-hidden="true">
          {sign}
        </text>
      )}
    </g>
  );
}

/** 1, 2 or 5 times a power of ten, at most x. */
function niceStep(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x));
  return Number((power * (x / power >= 5 ? 5 : x / power >= 2 ? 2 : 1)).toPrecision(12));
}
