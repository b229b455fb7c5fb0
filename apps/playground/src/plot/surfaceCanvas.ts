// Surfaces without WebGL: quadrilaterals painted from the farthest to the nearest on an ordinary canvas.
import {
  clipToBox,
  corners,
  type Eye,
  quads,
  type SurfaceColours,
  type SurfaceData,
  type SurfaceView,
  toBox,
} from './surfaceMesh.js';

interface Painted {
  /** Corners in the box. */
  readonly places: readonly (readonly [number, number, number])[];
  readonly fill: string | undefined;
  readonly stroke: string;
  readonly width: number;
}

/** A view on the canvas's 2-D context. */
export function surfaceCanvas(canvas: HTMLCanvasElement): SurfaceView {
  const context = canvas.getContext('2d')!;
  let shapes: Painted[] = [];
  return {
    show(data, colours) {
      shapes = [...sheetShapes(data, colours), ...markShapes(data, colours)];
    },
    look(eye, width, height) {
      const ratio = Math.min(2, window.devicePixelRatio);
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint(context, shapes, eye, width, height);
    },
    dispose() {
      shapes = [];
    },
  };
}

function sheetShapes(data: SurfaceData, colours: SurfaceColours): Painted[] {
  return data.sheets.flatMap((sheet) => {
    const places = corners(data, sheet);
    return quads(data, sheet).map((quad) => {
      const whole = quad.map((k) => [places[3 * k]!, places[3 * k + 1]!, places[3 * k + 2]!] as const);
      const around = clipToBox(whole);
      const height = around.reduce((total, place) => total + place[2], 0) / around.length;
      const share = Math.round((height / 1.2 + 0.5) * 100);
      const fill =
        sheet.colour === 'height'
          ? `color-mix(in oklab, ${colours['contour-high']} ${share}%, ${colours['contour-low']})`
          : `color-mix(in srgb, ${colours[sheet.colour]} 45%, transparent)`;
      return { places: around, fill, stroke: `color-mix(in srgb, ${colours.edge} 35%, transparent)`, width: 0.5 };
    });
  });
}

function markShapes(data: SurfaceData, colours: SurfaceColours): Painted[] {
  const lines = (data.lines ?? []).flatMap(({ places, colour }) =>
    places.slice(1).map((place, i) => ({
      places: [toBox(data, places[i]!), toBox(data, place)],
      fill: undefined,
      stroke: colours[colour],
      width: 2.5,
    })),
  );
  const points = (data.points ?? []).map(({ at, colour }) => ({
    places: [toBox(data, at)],
    fill: colours[colour],
    stroke: colours.sunk,
    width: 1.5,
  }));
  return [...lines, ...points];
}

function paint(
  context: CanvasRenderingContext2D,
  shapes: readonly Painted[],
  eye: Eye,
  width: number,
  height: number,
): void {
  const scale = 0.36 * Math.min(width, height * 1.3) * eye.zoom;
  const [ca, sa, ce, se] = [
    Math.cos(eye.azimuth),
    Math.sin(eye.azimuth),
    Math.cos(eye.elevation),
    Math.sin(eye.elevation),
  ];
  const project = ([x, y, z]: readonly [number, number, number]): [number, number, number] => {
    const right = ca * x - sa * y;
    const away = sa * x + ca * y;
    return [width / 2 + scale * right, height / 2 - scale * (z * ce + away * se), away * ce - z * se];
  };
  const drawn = shapes.map((shape) => {
    const places = shape.places.map(project);
    // Lines and points lie on the surface: a little nearer than what they lie on.
    const nearer = shape.places.length < 3 ? 0.08 : 0;
    return { shape, places, depth: places.reduce((total, place) => total + place[2], 0) / places.length - nearer };
  });
  drawn.sort((a, b) => b.depth - a.depth);
  context.clearRect(0, 0, width, height);
  context.lineJoin = 'round';
  for (const { shape, places } of drawn) {
    context.beginPath();
    if (places.length === 1) context.arc(places[0]![0], places[0]![1], 6, 0, 2 * Math.PI);
    places.forEach(([x, y], i) => (i === 0 ? places.length > 1 && context.moveTo(x, y) : context.lineTo(x, y)));
    if (places.length > 2) context.closePath();
    if (shape.fill !== undefined) {
      context.fillStyle = shape.fill;
      context.fill();
    }
    context.strokeStyle = shape.stroke;
    context.lineWidth = shape.width;
    context.stroke();
  }
}
