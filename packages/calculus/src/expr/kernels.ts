import { CompilationError } from '@nablajs/core-wasm';
import { type Kernels, kernels } from '@nablajs/core-wasm/machine';
import type { Operation } from './operation.js';

type ScalarFunction = (...args: number[]) => number;

let table: Kernels | undefined;
let known = new Map<Operation, ScalarFunction>();

/**
 * The function of doubles that an operation is computed by: the core's kernel, the same that compiled modules import,
 * or the operation's own `value` where the core cannot be compiled (a page without 'wasm-unsafe-eval').
 */
export function scalarFunction(operation: Operation): ScalarFunction {
  const found = known.get(operation);
  if (found !== undefined) return found;
  const core = coreKernels();
  const kernel =
    operation.kernel === undefined ? undefined : (core as Record<string, unknown> | undefined)?.[operation.kernel];
  const chosen = (typeof kernel === 'function' ? kernel : operation.value!) as ScalarFunction;
  known.set(operation, chosen);
  return chosen;
}

/** The function of two doubles at once, as vectors: only another WebAssembly function can call it. */
export function pairFunction(operation: Operation): CallableFunction | undefined {
  const pair = (coreKernels() as Record<string, unknown> | undefined)?.[`${operation.kernel}Pair`];
  return typeof pair === 'function' ? pair : undefined;
}

/** The core's functions, or undefined where WebAssembly is not to be had. */
export function coreKernels(): Kernels | undefined {
  if (table === undefined) {
    try {
      table = kernels();
      known = new Map();
    } catch (error) {
      if (!(error instanceof CompilationError)) throw error;
    }
  }
  return table;
}
