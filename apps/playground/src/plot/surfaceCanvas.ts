// Surfaces on an ordinary canvas: quadrilaterals painted from the farthest to the nearest (Newell, Newell, Sancha, 1972),
// which needs no graphics card and lets one sheet shine through the other. Three thousand of them are a few milliseconds.
// Sheets stand over one grid: the cells by their distance along the ground, and over one cell from the bottom to the top,
// is an order in which nothing is painted over what hides it.
import {
  clipToBox,
  corners,
  type Eye,
  HALF_HEIGHT,
  type Place,
  quads,
  type Sheet,
  type SurfaceColours,
  type SurfaceData,
  type SurfaceView,
  toBox,
} from './surfaceMesh.js';

interface Painted {
  /** The middle, by which it is ordered. */
  readonly middle: Place;
  /** Corners in the box: a polygon; two for a line, one for a dot. */
  readonly places: readonly Place[];
  readonly fill: string | undefined;
  readonly stroke: string;
  readonly width: number;
}

type Rgb = readonly [number, number, number];

/** Opacity of a sheet in a single colour, and of the lines of the grid. */
const SHEET_OPACITY = 0.5;
const GRID_OPACITY = 0.35;
/** Towards the sun, which shines over the reader's left shoulder; a surface that faces away keeps this share of its light. */
const SUN = [-0.35, -0.55, 0.76] as const;
const SHADE = 0.84;

/** A view on the canvas's 2-D context. */
export function surfaceCanvas(canvas: HTMLCanvasElement): SurfaceView {
  const context = canvas.getContext('2d')!;
  let shapes: readonly Painted[] = [];
  return {
    show(data, colours) {
      shapes = [...data.sheets.flatMap((sheet) => sheetShapes(data, sheet, colours)), ...markShapes(data, colours)];
    },
    look(eye, width, height) {
      const ratio = Math.min(2, window.devicePixelRatio);
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint(context, shapes, eye, width, height);
    },
  };
}

function sheetShapes(data: SurfaceData, sheet: Sheet, colours: SurfaceColours): Painted[] {
  const places = corners(data, sheet);
  const [low, high] = [channels(colours['contour-low']), channels(colours['contour-high'])];
  const own = sheet.colour === 'height' ? undefined : channels(colours[sheet.colour]);
  const stroke = css(channels(colours.edge), GRID_OPACITY);
  return quads(data, sheet).map((quad) => {
    const whole = quad.map((k): Place => [places[3 * k]!, places[3 * k + 1]!, places[3 * k + 2]!]);
    const around = clipToBox(whole);
    const height = around.reduce((total, [, , z]) => total + z, 0) / around.length;
    const colour = own ?? mix(low, high, height / (2 * HALF_HEIGHT) + 0.5);
    const lit = mix([0, 0, 0], colour, SHADE + (1 - SHADE) * light(whole));
    return {
      middle: middleOf(whole),
      places: around,
      fill: css(lit, own === undefined ? 1 : SHEET_OPACITY),
      stroke,
      width: 0.5,
    };
  });
}

function minus(to: Place, from: Place): Place {
  return [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
}

function middleOf(places: readonly Place[]): Place {
  let [x, y, z] = [0, 0, 0];
  for (const place of places) {
    x += place[0];
    y += place[1];
    z += place[2];
  }
  return [x / places.length, y / places.length, z / places.length];
}

/** The cosine between a quadrilateral and the sun, whichever side it shows. */
function light([a, b, c, d]: readonly Place[]): number {
  const across = minus(c!, a!);
  const along = minus(d!, b!);
  const x = across[1] * along[2] - across[2] * along[1];
  const y = across[2] * along[0] - across[0] * along[2];
  const z = across[0] * along[1] - across[1] * along[0];
  return Math.abs(x * SUN[0] + y * SUN[1] + z * SUN[2]) / Math.max(Math.hypot(x, y, z), 1e-12);
}

function markShapes(data: SurfaceData, colours: SurfaceColours): Painted[] {
  const lines = (data.lines ?? []).flatMap(({ places, colour }) =>
    places.slice(1).map((place, i) => ({
      middle: middleOf([toBox(data, places[i]!), toBox(data, place)]),
      places: [toBox(data, places[i]!), toBox(data, place)],
      fill: undefined,
      stroke: colours[colour],
      width: 2.5,
    })),
  );
  const points = (data.points ?? []).map(({ at, colour }) => ({
    middle: toBox(data, at),
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
  { azimuth, elevation, zoom }: Eye,
  width: number,
  height: number,
): void {
  const scale = 0.27 * Math.min(width, height * 1.3) * zoom;
  const [ca, sa] = [Math.cos(azimuth) * scale, Math.sin(azimuth) * scale];
  const [ce, se] = [Math.cos(elevation), Math.sin(elevation)];
  // Lines and dots are what one looks for: they are painted over everything.
  const away = Float32Array.from(shapes, ({ middle: [x, y], places }) =>
    places.length < 3 ? Number.NEGATIVE_INFINITY : sa * x + ca * y,
  );
  const up = elevation < 0 ? -1 : 1;
  const order = Uint32Array.from(shapes, (_, k) => k).sort(
    (a, b) => away[b]! - away[a]! || up * (shapes[a]!.middle[2] - shapes[b]!.middle[2]),
  );
  context.clearRect(0, 0, width, height);
  context.lineJoin = 'round';
  for (const k of order) {
    const { places, fill, stroke, width: lineWidth } = shapes[k]!;
    context.beginPath();
    for (const [x, y, z] of places) {
      const across = width / 2 + ca * x - sa * y;
      const down = height / 2 - z * scale * ce - (sa * x + ca * y) * se;
      if (places.length === 1) context.arc(across, down, 6, 0, 2 * Math.PI);
      else context.lineTo(across, down);
    }
    if (places.length > 2) context.closePath();
    if (fill !== undefined) {
      context.fillStyle = fill;
      context.fill();
    }
    context.strokeStyle = stroke;
    context.lineWidth = lineWidth;
    context.stroke();
  }
}

function channels(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (i: 0 | 1 | 2): number => from[i] + (to[i] - from[i]) * share;
  return [channel(0), channel(1), channel(2)];
}

/** Whole channels, so that one colour is one text. */
function css(colour: Rgb, opacity: number): string {
  const [red, green, blue] = colour;
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)} / ${opacity})`;
}
