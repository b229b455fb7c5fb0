// x·y, y + αx, A·y, Aᵀ·y and A + αx·yᵀ beside loops that only load, add and store the same numbers (rivals/streams.ts): a
// ratio of 0.8 says that a kernel reaches 80 % of what WebAssembly gets out of memory. In the first-level cache, in the
// second, and far beyond both.
import { performance } from 'node:perf_hooks';
import { allocate, type Block, kernels } from '@nablajs/core-wasm/machine';
import type { BenchCase, Contender } from '../case.js';
import { type Streams, streams } from '../rivals/streams.js';
import { sequence } from './gemm.js';

/** The numbers a case works on: vectors of `columns` and `rows` elements, and a matrix if there is more than one row. */
interface Room {
  readonly rows: number;
  readonly columns: number;
  readonly x: Block;
  readonly y: Block;
  readonly a: Block;
}

interface Operation {
  readonly run: (core: ReturnType<typeof kernels>, room: Room) => unknown;
  /** Reads or updates as many bytes. */
  readonly limit: (loops: Streams, room: Room) => unknown;
  /** Where the result is; a number is one if `run` gives it. */
  readonly result?: (room: Room) => Block;
  readonly reference: (rows: number, columns: number) => Float64Array;
}

/** So small that updates again and again change nothing but the last bits. */
const ALPHA = 2 ** -40;

const vectorX = (columns: number): Float64Array => sequence(columns, 1, 'f64') as Float64Array;
const vectorY = (rows: number): Float64Array => sequence(rows, 2, 'f64') as Float64Array;
const matrix = (rows: number, columns: number): Float64Array => sequence(rows * columns, 3, 'f64') as Float64Array;

function product(a: Float64Array, rows: number, columns: number, x: Float64Array): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += a[i * columns + j] * x[j];
    return sum;
  });
}

const readsMatrix = (loops: Streams, { a, rows, columns }: Room): unknown =>
  loops.read(a.ptr, a.ptr + 4 * rows * columns, 4 * rows * columns);

const OPERATIONS: Readonly<Record<string, Operation>> = {
  dot: {
    run: (core, { columns, x, y }) => core.ddot(columns, x.ptr, 1, y.ptr, 1),
    limit: (loops, { columns, x, y }) => loops.read(x.ptr, y.ptr, 8 * columns),
    reference: (_, columns) => product(vectorX(columns), 1, columns, vectorY(columns)),
  },
  axpy: {
    run: (core, { columns, x, y }) => core.daxpy(columns, ALPHA, x.ptr, 1, y.ptr, 1),
    limit: (loops, { columns, x, y }) => loops.update(x.ptr, y.ptr, 8 * columns),
    result: ({ y }) => y,
    reference(_, columns) {
      const x = vectorX(columns);
      return vectorY(columns).map((value, i) => value + ALPHA * x[i]);
    },
  },
  gemv: {
    run: (core, { rows, columns, x, y, a }) => core.dgemv(rows, columns, 1, a.ptr, columns, 1, x.ptr, 1, 0, y.ptr, 1),
    limit: readsMatrix,
    result: ({ y }) => y,
    reference: (rows, columns) => product(matrix(rows, columns), rows, columns, vectorX(columns)),
  },
  'gemv Aᵀ': {
    run: (core, { rows, columns, x, y, a }) => core.dgemv(columns, rows, 1, a.ptr, 1, columns, y.ptr, 1, 0, x.ptr, 1),
    limit: readsMatrix,
    result: ({ x }) => x,
    reference(rows, columns) {
      const a = matrix(rows, columns);
      const y = vectorY(rows);
      return Float64Array.from({ length: columns }, (_, j) =>
        y.reduce((sum, value, i) => sum + a[i * columns + j] * value, 0),
      );
    },
  },
  ger: {
    run: (core, { rows, columns, x, y, a }) => core.dger(rows, columns, ALPHA, y.ptr, 1, x.ptr, 1, a.ptr, columns, 1),
    limit: (loops, { a, rows, columns }) => loops.update(a.ptr, a.ptr, 8 * rows * columns),
    result: ({ a }) => a,
    reference(rows, columns) {
      const [x, y] = [vectorX(columns), vectorY(rows)];
      return matrix(rows, columns).map((value, k) => value + ALPHA * y[Math.floor(k / columns)] * x[k % columns]);
    },
  },
};

function filled(values: Float64Array): Block {
  const block = allocate(Math.max(values.byteLength, 8));
  block.f64().set(values);
  return block;
}

/** Runs in a plain loop: awaiting each would cost as much as the shortest of them. */
function contender(run: () => unknown, answer: () => Float64Array): Contender {
  return {
    run: () => void run(),
    async time(runs) {
      const start = performance.now();
      for (let i = 0; i < runs; i++) run();
      return (performance.now() - start) / 1000;
    },
    answer,
  };
}

function streamingCase(name: string, rows: number, columns: number): BenchCase {
  const { run, limit, result, reference } = OPERATIONS[name];
  const prepare = (): Room => ({
    rows,
    columns,
    x: filled(vectorX(columns)),
    y: filled(vectorY(rows === 1 ? columns : rows)),
    a: filled(matrix(rows === 1 ? 0 : rows, columns)),
  });
  const answer = (): Float64Array => {
    const room = prepare();
    const value = run(kernels(), room);
    const found = result ? result(room).f64().slice() : Float64Array.of(value as number);
    for (const block of [room.x, room.y, room.a]) block.free();
    return found;
  };
  return {
    name: `streaming ${name} f64 ${rows === 1 ? columns : `${rows}×${columns}`}`,
    reference: () => reference(rows, columns),
    tolerance: 2 ** -53 * 4 * Math.max(rows, columns),
    contenders: {
      async nabla(): Promise<Contender> {
        const room = prepare();
        const core = kernels();
        return contender(() => run(core, room), answer);
      },
      /** Not a way to compute the answer, which is given to it. */
      async limit(): Promise<Contender> {
        const room = prepare();
        const loops = streams();
        return contender(
          () => limit(loops, room),
          () => reference(rows, columns),
        );
      },
    },
  };
}

export const streamingCases: readonly BenchCase[] = [
  ...['dot', 'axpy'].flatMap((name) => [1024, 32_768, 4_194_304].map((n) => streamingCase(name, 1, n))),
  ...['gemv', 'gemv Aᵀ', 'ger'].flatMap((name) => [48, 256, 2048].map((n) => streamingCase(name, n, n))),
];
