import type { DType } from '@nablajs/core-wasm';
import { type Kernels, kernels } from '@nablajs/core-wasm/machine';

/** The core's functions that a network calls, by BLAS-like name behind the `s` or `d` of the element type. */
const blasLike = [
  'addToRows',
  'argmaxRows',
  'batchNorm',
  'batchNormBackward',
  'columnSums',
  'crossEntropy',
  'crossEntropyLabels',
  'divideRows',
  'dropout',
  'geluArguments',
  'geluBackward',
  'gemm',
  'leakyReluBackward',
  'leakyReluForward',
  'linearLoss',
  'nrm2',
  'product',
  'reluBackward',
  'rowSums',
  'scal',
  'shiftRows',
  'sigmoidBackward',
  'softmaxBackward',
  'squares',
  'tanhBackward',
] as const;

/** Elementary functions y[i] = f(x[i]), by VML name behind `vs` or `vd`. */
const elementary = ['Erf', 'Exp', 'Gelu', 'Log', 'Relu', 'Sigmoid', 'Tanh'] as const;

type BlasLike = { readonly [N in (typeof blasLike)[number]]: Kernels[`s${N}`] };
type Elementary = { readonly [N in (typeof elementary)[number]]: Kernels[`vs${N}`] };

/** The kernels of one element type under names without its letter: layers and losses are written once for both. */
export type NetworkKernels = BlasLike & Elementary & { readonly bytes: 4 | 8 };

/** The kernels as the core has them now; take them afresh for every call from outside. */
export function networkKernels(dtype: DType): NetworkKernels {
  const core = kernels();
  const letter = dtype === 'f32' ? 's' : 'd';
  const table: Record<string, unknown> = { bytes: dtype === 'f32' ? 4 : 8 };
  for (const name of blasLike) table[name] = core[`${letter}${name}`];
  for (const name of elementary) table[name] = core[`v${letter}${name}`];
  return table as NetworkKernels;
}
