// The cost of a library before its first result: kilobytes after gzip of a bundled program that multiplies two matrices,
// WebAssembly included, and the time from importing that bundle to the answer in a new process.
import { bundle, compressedBytes, start } from '../bundle.js';
import type { BenchCase, Contender } from '../case.js';

interface Program {
  /** Computes [[1, 2], [3, 4]]·[[5, 6], [7, 8]] into `globalThis.answer`. */
  readonly text: string;
  /** Files that it loads besides, by the names of modules. */
  readonly beside?: readonly string[];
  /** Why it is not started in Node. */
  readonly only?: 'size';
}

const LEFT = '[[1, 2], [3, 4]]';
const RIGHT = '[[5, 6], [7, 8]]';
const PROGRAMS: Readonly<Record<'nabla' | string, Program>> = {
  nabla: {
    text: `import { matmul, tensor } from '@nablajs/core-wasm';
      globalThis.answer = matmul(tensor(${LEFT}), tensor(${RIGHT})).toTypedArray();`,
  },
  'numpy-ts': {
    text: `import { array, matmul } from 'numpy-ts/core';
      globalThis.answer = matmul(array(${LEFT}), array(${RIGHT})).toArray().flat();`,
  },
  'ml-matrix': {
    text: `import { Matrix } from 'ml-matrix';
      globalThis.answer = new Matrix(${LEFT}).mmul(new Matrix(${RIGHT})).to1DArray();`,
  },
  numeric: {
    text: `import numeric from 'numeric'; globalThis.answer = numeric.dot(${LEFT}, ${RIGHT}).flat();`,
  },
  mathjs: {
    text: `import { create, multiplyDependencies } from 'mathjs';
      globalThis.answer = create(multiplyDependencies).multiply(${LEFT}, ${RIGHT}).flat();`,
  },
  'jax-js': {
    text: `import { defaultDevice, init, numpy as np } from '@jax-js/jax';
      await init('wasm'); defaultDevice('wasm');
      globalThis.answer = await np.matmul(np.array(${LEFT}), np.array(${RIGHT})).data();`,
  },
  'tfjs-wasm': {
    text: `import * as tf from '@tensorflow/tfjs-core'; import '@tensorflow/tfjs-backend-wasm';
      await tf.setBackend('wasm');
      globalThis.answer = await tf.matMul(tf.tensor2d(${LEFT}), tf.tensor2d(${RIGHT})).data();`,
    beside: ['@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'],
    only: 'size',
  },
};

const everything = (module: string): Program => ({
  text: `import * as library from '${module}'; globalThis.answer = Object.keys(library);`,
  only: 'size',
});
const WHOLE: Readonly<Record<'nabla' | string, Program>> = {
  nabla: everything('@nablajs/core-wasm'),
  'numpy-ts': everything('numpy-ts'),
  'ml-matrix': everything('ml-matrix'),
  mathjs: everything('mathjs'),
};

const sized = async ({ text, beside = [] }: Program): Promise<Contender> => {
  const bytes = compressedBytes(await bundle(text), beside);
  return { run: () => {}, time: async (runs) => runs * bytes, answer: () => [1] };
};

const started = async ({ text }: Program): Promise<Contender> => {
  const file = await bundle(text);
  const run = async (): Promise<void> => void (await start(file));
  const time = async (runs: number): Promise<number> => {
    let seconds = 0;
    for (let k = 0; k < runs; k++) seconds += (await start(file)).seconds;
    return seconds;
  };
  return { run, time, answer: async () => (await start(file)).answer };
};

const contenders = (
  programs: Readonly<Record<'nabla' | string, Program>>,
  prepare: (program: Program) => Promise<Contender>,
): BenchCase['contenders'] =>
  Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, () => prepare(program)])) as never;

export const startCases: readonly BenchCase[] = [
  {
    name: 'start bytes of a program with matmul',
    bytes: true,
    reference: () => Float64Array.of(1),
    tolerance: 0,
    contenders: contenders(PROGRAMS, sized),
  },
  {
    name: 'start bytes of the whole library',
    bytes: true,
    reference: () => Float64Array.of(1),
    tolerance: 0,
    contenders: contenders(WHOLE, sized),
  },
  {
    name: 'start import to first product',
    reference: () => Float64Array.of(19, 22, 43, 50),
    tolerance: 0,
    contenders: contenders(
      Object.fromEntries(Object.entries(PROGRAMS).filter(([, { only }]) => only !== 'size')),
      started,
    ),
  },
];
