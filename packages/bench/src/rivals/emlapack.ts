import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Factorization, Linalg, LinalgRival } from '../cases/linalg.js';
import { transposed } from '../cases/plainMatrix.js';
import { complexVectors } from './mlMatrixLinalg.js';

/** The parts of an Emscripten module that calling CLAPACK needs. */
interface Emscripten {
  readonly calledRun?: boolean;
  readonly HEAPF64: Float64Array;
  readonly HEAP32: Int32Array;
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  readonly [routine: `_d${string}_`]: (...pointers: number[]) => void;
}

let module: Emscripten | undefined;

/** Its loader reads the binary from the working directory, unless there is a `fetch`, which cannot read files. */
async function emlapack(): Promise<Emscripten> {
  if (module) return module;
  const require = createRequire(import.meta.url);
  const { fetch } = globalThis;
  const directory = process.cwd();
  process.chdir(dirname(require.resolve('emlapack/wasm.js')));
  Reflect.deleteProperty(globalThis, 'fetch');
  const loading: Emscripten = require('emlapack/wasm.js');
  while (!loading.calledRun) await new Promise((resolve) => setTimeout(resolve, 1));
  process.chdir(directory);
  globalThis.fetch = fetch;
  module = loading;
  return loading;
}

/** What calls look like in Fortran: everything by address; `set` before each run, since LAPACK overwrites its input. */
class Call {
  readonly #lapack: Emscripten;
  readonly #inputs: [pointer: number, values: Float64Array][] = [];

  constructor(lapack: Emscripten) {
    this.#lapack = lapack;
  }

  int(value: number): number {
    const at = this.#lapack._malloc(4);
    this.#lapack.HEAP32[at >> 2] = value;
    return at;
  }

  char(letter: string): number {
    const at = this.#lapack._malloc(1);
    this.#lapack.HEAPU8[at] = letter.charCodeAt(0);
    return at;
  }

  room(length: number): number {
    return this.#lapack._malloc(8 * length);
  }

  input(values: Float64Array): number {
    const at = this.room(values.length);
    this.#inputs.push([at, values]);
    return at;
  }

  /** Puts the inputs in place. */
  set(): void {
    for (const [at, values] of this.#inputs) this.#lapack.HEAPF64.set(values, at >> 3);
  }

  read(at: number, length: number): Float64Array {
    return this.#lapack.HEAPF64.slice(at >> 3, (at >> 3) + length);
  }
}

type Routine = (lapack: Emscripten, call: Call, task: Linalg) => { steps(): void; factors(): ArrayLike<number>[] };

const operation =
  (routine: Routine) =>
  async (task: Linalg): Promise<Factorization> => {
    const lapack = await emlapack();
    const call = new Call(lapack);
    const { steps, factors } = routine(lapack, call, task);
    const run = (): void => {
      call.set();
      steps();
    };
    return {
      run,
      factors() {
        run();
        return factors();
      },
    };
  };

const BLOCK = 64;

/** Matrices are stored by columns; with vectors wherever there are any, as in the other libraries. */
export const emlapackLinalg: LinalgRival = {
  solve: operation((lapack, call, { n, a, b }) => {
    const [N, one, info] = [call.int(n), call.int(1), call.int(0)];
    const [A, B, pivots] = [call.input(transposed(n, a)), call.input(b), call.room(n)];
    return { steps: () => lapack._dgesv_(N, one, A, N, pivots, B, N, info), factors: () => [call.read(B, n)] };
  }),
  cholesky: operation((lapack, call, { n, a }) => {
    const [N, info, lower, A] = [call.int(n), call.int(0), call.char('L'), call.input(a)];
    return {
      steps: () => lapack._dpotrf_(lower, N, A, N, info),
      factors: () => [transposed(n, call.read(A, n * n)).map((value, k) => (k % n <= Math.floor(k / n) ? value : 0))],
    };
  }),
  inverse: operation((lapack, call, { n, a }) => {
    const [N, info, size] = [call.int(n), call.int(0), call.int(n * BLOCK)];
    const [A, pivots, work] = [call.input(transposed(n, a)), call.room(n), call.room(n * BLOCK)];
    return {
      steps() {
        lapack._dgetrf_(N, N, A, N, pivots, info);
        lapack._dgetri_(N, A, N, pivots, work, size, info);
      },
      factors: () => [transposed(n, call.read(A, n * n))],
    };
  }),
  qr: operation((lapack, call, { n, a }) => {
    const [N, info, size] = [call.int(n), call.int(0), call.int(n * BLOCK)];
    const [A, tau, work] = [call.input(transposed(n, a)), call.room(n), call.room(n * BLOCK)];
    let R: Float64Array = new Float64Array();
    return {
      steps() {
        lapack._dgeqrf_(N, N, A, N, tau, work, size, info);
        R = call.read(A, n * n);
        lapack._dorgqr_(N, N, N, A, N, tau, work, size, info);
      },
      factors: () => [
        transposed(n, call.read(A, n * n)),
        transposed(n, R).map((value, k) => (k % n >= Math.floor(k / n) ? value : 0)),
      ],
    };
  }),
  eigh: operation((lapack, call, { n, a }) => {
    const length = 1 + 6 * n + 2 * n * n;
    const [N, info, size, integers] = [call.int(n), call.int(0), call.int(length), call.int(3 + 5 * n)];
    const [vectors, lower, A] = [call.char('V'), call.char('L'), call.input(a)];
    const [values, work, iwork] = [call.room(n), call.room(length), call.room(3 + 5 * n)];
    return {
      steps: () => lapack._dsyevd_(vectors, lower, N, A, N, values, work, size, iwork, integers, info),
      factors: () => [call.read(values, n), transposed(n, call.read(A, n * n))],
    };
  }),
  svd: operation((lapack, call, { n, a }) => {
    const length = 7 * n * n + 10 * n + n * BLOCK;
    const [N, info, size, job] = [call.int(n), call.int(0), call.int(length), call.char('S')];
    const [A, U, Vt, S] = [call.input(transposed(n, a)), call.room(n * n), call.room(n * n), call.room(n)];
    const [work, iwork] = [call.room(length), call.room(8 * n)];
    return {
      steps: () => lapack._dgesdd_(job, N, N, A, N, S, U, N, Vt, N, work, size, iwork, info),
      factors: () => [transposed(n, call.read(U, n * n)), call.read(S, n), transposed(n, call.read(Vt, n * n))],
    };
  }),
  eig: operation((lapack, call, { n, a }) => {
    const length = 4 * n + n * BLOCK;
    const [N, info, size, one] = [call.int(n), call.int(0), call.int(length), call.int(1)];
    const [none, vectors, A] = [call.char('N'), call.char('V'), call.input(transposed(n, a))];
    const [re, im, V, work] = [call.room(n), call.room(n), call.room(n * n), call.room(length)];
    return {
      steps: () => lapack._dgeev_(none, vectors, N, A, N, re, im, work, one, V, N, work, size, info),
      factors: () => [
        call.read(re, n),
        call.read(im, n),
        ...complexVectors(n, call.read(im, n), transposed(n, call.read(V, n * n))),
      ],
    };
  }),
};
