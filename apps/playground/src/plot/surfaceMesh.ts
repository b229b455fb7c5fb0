// A surface z = f(x, y) over a rectangle, scaled into the box [−1, 1] × [−1, 1] × [−0.6, 0.6] that every view draws.
import type { Range } from './scale.js';

/** A place in the data. */
export type Place = readonly [x: number, y: number, z: number];

/** One sheet over the common grid, row by row from the lowest y. */
export interface Sheet {
  readonly values: ArrayLike<number>;
  /** `'height'`: shaded from low to high; else a colour of the palette, see-through. */
  readonly colour: 'height' | 'vermilion' | 'orange' | 'green' | 'purple';
}

/** What a surface view shows. */
export interface SurfaceData {
  readonly x: Range;
  readonly y: Range;
  /** Shown heights; sheets are cut off outside. */
  readonly z: Range;
  readonly columns: number;
  readonly rows: number;
  readonly sheets: readonly Sheet[];
  readonly points?: readonly { readonly at: Place; readonly colour: MarkColour }[];
  readonly lines?: readonly { readonly places: readonly Place[]; readonly colour: MarkColour }[];
}

/** Colours of points and lines. */
export type MarkColour = 'ink' | 'blue' | 'vermilion' | 'green' | 'orange' | 'purple';

/** Half the height of the box. */
export const HALF_HEIGHT = 0.6;

/** How far beyond the box the corners of a sheet may lie, in its heights; views cut off what is outside. */
const REACH = 8;

/** A place in the box; y of the data goes into the depth, z upwards. What is higher than `reach` boxes is lowered to it. */
export function toBox(data: SurfaceData, [x, y, z]: Place, reach: number = 1): [number, number, number] {
  const share = (value: number, [least, greatest]: Range): number => (2 * (value - least)) / (greatest - least) - 1;
  return [share(x, data.x), share(y, data.y), Math.max(-reach, Math.min(reach, share(z, data.z))) * HALF_HEIGHT];
}

/** Corners of a sheet in the box, three numbers each. */
export function corners(data: SurfaceData, sheet: Sheet): Float32Array {
  const { columns, rows } = data;
  const result = new Float32Array(3 * columns * rows);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const k = j * columns + i;
      const x = data.x[0] + ((data.x[1] - data.x[0]) * i) / (columns - 1);
      const y = data.y[0] + ((data.y[1] - data.y[0]) * j) / (rows - 1);
      const z = sheet.values[k]!;
      result.set(toBox(data, [x, y, Number.isFinite(z) ? z : data.z[0]], REACH), 3 * k);
    }
  }
  return result;
}

/** Whether a quadrilateral is drawn: all corners have a value, and not all lie beyond the same end. */
function isDrawn(data: SurfaceData, sheet: Sheet, quad: readonly number[]): boolean {
  const z = quad.map((k) => sheet.values[k]!);
  return z.every(Number.isFinite) && !z.every((each) => each > data.z[1]) && !z.every((each) => each < data.z[0]);
}

/** The quadrilaterals of the grid as four corner numbers each, around. */
export function quads(data: SurfaceData, sheet: Sheet): number[][] {
  const result: number[][] = [];
  for (let j = 0; j + 1 < data.rows; j++) {
    for (let i = 0; i + 1 < data.columns; i++) {
      const k = j * data.columns + i;
      const quad = [k, k + 1, k + 1 + data.columns, k + data.columns];
      if (isDrawn(data, sheet, quad)) result.push(quad);
    }
  }
  return result;
}

/** The part of a polygon between the floor and the ceiling of the box (Sutherland, Hodgman, 1974). */
export function clipToBox(polygon: readonly Place[]): readonly Place[] {
  if (polygon.every(([, , z]) => Math.abs(z) <= HALF_HEIGHT)) return polygon;
  return [1, -1].reduce<readonly Place[]>((points, side) => {
    const inside = ([, , z]: Place): boolean => side * z <= HALF_HEIGHT;
    return points.flatMap((point, i) => {
      const before = points[(i + points.length - 1) % points.length]!;
      if (inside(before) === inside(point)) return inside(point) ? [point] : [];
      const share = (side * HALF_HEIGHT - before[2]) / (point[2] - before[2]);
      const cut: Place = [
        before[0] + share * (point[0] - before[0]),
        before[1] + share * (point[1] - before[1]),
        side * HALF_HEIGHT,
      ];
      return inside(point) ? [cut, point] : [cut];
    });
  }, polygon);
}

/** Where the eye is: angles in radians, and how near (1 shows the whole box). */
export interface Eye {
  readonly azimuth: number;
  readonly elevation: number;
  readonly zoom: number;
}

/** Colours of the theme, as `rgb(…)`. */
export type SurfaceColours = Readonly<Record<MarkColour | 'contour-low' | 'contour-high' | 'edge' | 'sunk', string>>;

/** One way to draw surfaces on a canvas. */
export interface SurfaceView {
  show(data: SurfaceData, colours: SurfaceColours): void;
  look(eye: Eye, width: number, height: number): void;
}
