import { describe, expect, it } from 'vitest';
import { clipToBox, corners, HALF_HEIGHT, quads, type SurfaceData, toBox } from '../../src/plot/surfaceMesh.js';

const data: SurfaceData = {
  x: [0, 2],
  y: [0, 2],
  z: [0, 4],
  columns: 3,
  rows: 3,
  sheets: [{ values: [0, 1, 2, 3, 4, Number.NaN, 9, 9, 9], colour: 'height' }],
};

describe('a surface in its box', () => {
  it('goes from corner to corner, heights cut at the ends', () => {
    expect(toBox(data, [0, 2, 2])).toEqual([-1, 1, 0]);
    expect(toBox(data, [1, 1, 100])).toEqual([0, 0, HALF_HEIGHT]);
    expect([...corners(data, data.sheets[0]!)].slice(0, 3)).toEqual([-1, -1, Math.fround(-HALF_HEIGHT)]);
  });

  it('leaves out quadrilaterals without a value', () => {
    expect(quads(data, data.sheets[0]!)).toEqual([
      [0, 1, 4, 3],
      [3, 4, 7, 6],
    ]);
  });

  it('cuts polygons at the floor and the ceiling', () => {
    const inside = [
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0.5],
    ] as const;
    expect(clipToBox(inside)).toEqual(inside);
    const cut = clipToBox([
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 2 * HALF_HEIGHT],
    ]);
    expect(cut).toHaveLength(4);
    expect(Math.max(...cut.map(([, , z]) => z))).toBe(HALF_HEIGHT);
    expect(
      clipToBox([
        [0, 0, 5],
        [1, 0, 5],
        [0, 1, 5],
      ]),
    ).toEqual([]);
  });
});
