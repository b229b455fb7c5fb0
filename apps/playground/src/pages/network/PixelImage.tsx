import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The colour of a value as red, green and blue of 0…255. */
export type Shade = (value: number) => readonly [number, number, number];

/** A square image of values on a canvas, one pixel each, enlarged by style. */
export function PixelImage(props: { label: string; values: ArrayLike<number>; shade: Shade }): JSX.Element {
  const { label, values, shade } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = Math.round(Math.sqrt(values.length));
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const image = context.createImageData(side, side);
    for (let i = 0; i < values.length; i++) {
      const [red, green, blue] = shade(values[i]!);
      image.data.set([red, green, blue, 255], 4 * i);
    }
    context.putImageData(image, 0, 0);
  }, [values, shade, side]);
  return <canvas ref={canvas} class="pixels" width={side} height={side} role="img" aria-label={label} />;
}

/** 0 is paper, 1 is ink. */
export const ink: Shade = (value) => {
  const shade = Math.round(250 - 225 * Math.min(1, Math.max(0, value)));
  return [shade, shade, shade];
};

/**
 * Blue for negative, orange for positive, white at 0 (Okabe and Ito's #0072b2 and #d55e00): told apart by every eye.
 *
 * @param greatest The modulus that gets the full colour.
 */
export function diverging(greatest: number): Shade {
  return (value) => {
    const share = Math.min(1, Math.abs(value) / (greatest || 1));
    const [red, green, blue] = value < 0 ? [0, 114, 178] : [213, 94, 0];
    const mix = (full: number): number => Math.round(250 + (full - 250) * share);
    return [mix(red), mix(green), mix(blue)];
  };
}
