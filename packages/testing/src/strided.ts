/**
 * Matrices as kernels see them: any strides, anywhere in a stretch of memory. Around and between the elements lie numbers
 * that nobody may touch.
 */

/** How a matrix lies in an array: element (i, j) at first + i·rowStride + j·colStride. */
export interface Layout {
  readonly name: string;
  readonly rowStride: number;
  readonly colStride: number;
  readonly first: number;
  /** Elements of the array, guards included. */
  readonly length: number;
}

const GUARD = 9;

function layout(name: string, rows: number, cols: number, rowStride: number, colStride: number): Layout {
  const corners = [0, (rows - 1) * rowStride].flatMap((r) => [r, r + (cols - 1) * colStride]);
  const lowest = Math.min(0, ...corners);
  const highest = Math.max(0, ...corners);
  return { name, rowStride, colStride, first: GUARD - lowest, length: highest - lowest + 1 + 2 * GUARD };
}

/** By rows, by columns, both with gaps, backwards in each direction, and with no stride 1. */
export function layouts(rows: number, cols: number): Layout[] {
  const [m, n] = [Math.max(rows, 1), Math.max(cols, 1)];
  return [
    layout('by rows', m, n, n, 1),
    layout('by columns', m, n, 1, m),
    layout('by rows with gaps', m, n, n + 3, 1),
    layout('by columns with gaps', m, n, 1, m + 5),
    layout('backwards by rows', m, n, -n, -1),
    layout('backwards by columns', m, n, -1, -m),
    layout('columns reversed', m, n, n, -1),
    layout('every second element', m, n, 2 * n + 1, 2),
  ];
}

/** Index of an element in its array. */
export function indexIn({ first, rowStride, colStride }: Layout, i: number, j: number): number {
  return first + i * rowStride + j * colStride;
}
