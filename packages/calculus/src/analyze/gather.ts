import type { Interval } from '../expr/operation.js';

/** Boxes that hang together, and their hull. */
export interface Cluster {
  readonly hull: Interval[];
  /** The hull when it is small; otherwise, as along a curve of critical points, smaller boxes that cover the cluster. */
  readonly cover: readonly Interval[][];
}

/** Boxes beyond this number are first replaced by the hulls of those in one cell of a grid. */
const DIRECT = 600;
/** A hull wider than this part of the search box says too little of where its members lie. */
const WIDE = 0.02;

/**
 * The connected components of a union of boxes: boxes that touch, up to 10⁻⁴ of the search box, belong together.
 *
 * @param start the search box
 */
export function gather(boxes: readonly Interval[][], start: readonly Interval[]): Cluster[] {
  const parts = boxes.length > DIRECT ? coarser(boxes, start) : boxes;
  const slack = start.map(([low, high]) => 1e-4 * (high - low));
  const touch = (a: readonly Interval[], b: readonly Interval[]): boolean =>
    a.every(([low, high], i) => low <= b[i]![1] + slack[i]! && high >= b[i]![0] - slack[i]!);
  let waiting = [...parts];
  const clusters: Cluster[] = [];
  while (waiting.length > 0) {
    const members = [waiting.pop()!];
    for (let k = 0; k < members.length; k++) {
      const rest: Interval[][] = [];
      for (const box of waiting) (touch(members[k]!, box) ? members : rest).push(box);
      waiting = rest;
    }
    const hull = members.reduce(hullOf);
    const wide = hull.some(([low, high], i) => high - low > WIDE * (start[i]![1] - start[i]![0]));
    clusters.push({ hull, cover: wide ? coarser(members, hull) : [hull] });
  }
  return clusters;
}

/** One hull for all boxes whose midpoints lie in the same cell of a grid. */
function coarser(boxes: readonly Interval[][], start: readonly Interval[]): Interval[][] {
  const steps = start.length <= 2 ? 64 : start.length === 3 ? 16 : 6;
  const cells = new Map<string, Interval[]>();
  for (const box of boxes) {
    const key = box
      .map(([low, high], i) => Math.floor(((low + high) / 2 - start[i]![0]) / ((start[i]![1] - start[i]![0]) / steps)))
      .join();
    const known = cells.get(key);
    cells.set(key, known === undefined ? box : hullOf(known, box));
  }
  return [...cells.values()];
}

function hullOf(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  return a.map(([low, high], i): Interval => [Math.min(low, b[i]![0]), Math.max(high, b[i]![1])]);
}
