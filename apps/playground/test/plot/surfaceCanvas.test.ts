import { afterEach, describe, expect, it, vi } from 'vitest';
import { surfaceCanvas } from '../../src/plot/surfaceCanvas.js';
import type { SurfaceColours, SurfaceData } from '../../src/plot/surfaceMesh.js';

/** What was filled, in order: the colour and the corners in pixels. */
type Filled = { colour: string; corners: [number, number][] };

function recorder(): { filled: Filled[]; canvas: HTMLCanvasElement } {
  const filled: Filled[] = [];
  let corners: [number, number][] = [];
  const context = {
    fillStyle: '',
    setTransform: () => undefined,
    clearRect: () => undefined,
    closePath: () => undefined,
    stroke: () => undefined,
    beginPath: () => {
      corners = [];
    },
    lineTo: (x: number, y: number) => corners.push([x, y]),
    arc: (x: number, y: number) => corners.push([x, y]),
    fill: () => filled.push({ colour: context.fillStyle, corners }),
  };
  return { filled, canvas: { getContext: () => context } as unknown as HTMLCanvasElement };
}

const N = 5;
const flat = (z: number): Float64Array => new Float64Array(N * N).fill(z);
const data: SurfaceData = {
  x: [0, 1],
  y: [0, 1],
  z: [-1, 1],
  columns: N,
  rows: N,
  sheets: [
    { values: flat(0.5), colour: 'height' },
    { values: flat(-0.5), colour: 'orange' },
  ],
  points: [{ at: [0.5, 0.5, 0.5], colour: 'vermilion' }],
};
const colours = new Proxy({}, { get: (_, name) => (name === 'orange' ? 'rgb(200, 100, 0)' : 'rgb(0, 0, 200)') });

describe('surfaceCanvas', () => {
  afterEach(() => vi.unstubAllGlobals());

  const painted = (elevation: number): Filled[] => {
    vi.stubGlobal('window', { devicePixelRatio: 1 });
    const { filled, canvas } = recorder();
    const view = surfaceCanvas(canvas);
    view.show(data, colours as SurfaceColours);
    view.look({ azimuth: -0.6, elevation, zoom: 1 }, 600, 450);
    return filled;
  };
  const isOrange = ({ colour }: Filled): boolean => /^rgb\(\d+ \d+ 0 /.test(colour);

  it('paints what is far before what is near, and over one cell from the bottom to the top', () => {
    const sheets = painted(0.5).filter(({ corners }) => corners.length === 4);
    expect(sheets.length).toBe(2 * (N - 1) ** 2);
    for (let k = 0; k < sheets.length; k += 2) expect(sheets.slice(k, k + 2).map(isOrange)).toEqual([true, false]);
    expect(painted(0.5).at(-1)?.corners.length).toBe(1);
    const low = sheets.filter(isOrange).map(({ corners }) => Math.max(...corners.map(([, y]) => y)));
    expect(low).toEqual([...low].sort((a, b) => a - b));
  });

  it('paints from the top to the bottom for an eye below the ground', () => {
    const sheets = painted(-0.2).filter(({ corners }) => corners.length === 4);
    for (let k = 0; k < sheets.length; k += 2) expect(sheets.slice(k, k + 2).map(isOrange)).toEqual([false, true]);
  });

  it('keeps the whole box inside the canvas', () => {
    for (const elevation of [-0.2, 0, 0.55, 1, Math.PI / 2]) {
      for (const [x, y] of painted(elevation).flatMap(({ corners }) => corners)) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(600);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(450);
      }
    }
  });
});
