import { ShapeError } from '@nablajs/core-wasm';
import { allocate } from '@nablajs/core-wasm/machine';
import { coreKernels, scalarFunction } from '../expr/kernels.js';
import type { Operation } from '../expr/operation.js';
import { add, mul, pow } from '../ops/arithmetic.js';
import { Dense, scaledLight } from '../ops/matrix/dense.js';

/** Entries from which arrays that are in the core's memory stay there for a sum, a product or a function of its own. */
const MANY_ENTRIES = 2048;
/** Entries up to which single calls take less time than the way into the core and back. */
const FEW_ENTRIES = 16;

/** A sum of matrices, or a multiple of one, kept as what it is; undefined for others. */
export function structured(operation: Operation, args: readonly Dense[], shape: readonly number[]): Dense | undefined {
  if (shape.length !== 2 || shape[0] === 1) return undefined;
  const matrices = args.filter((arg) => arg.shape.length === 2);
  if (operation === add) return matrices.length === args.length ? Dense.sum(args) : undefined;
  if (operation !== mul || matrices.length !== 1) return undefined;
  const scale = args.reduce((total, arg) => (arg === matrices[0] ? total : total * arg.data[0]!), 1);
  return scaledLight(scale, matrices[0]!) ?? Dense.scaled(scale, matrices[0]!);
}

/** The value by the core's function of whole arrays, for large arguments that are in its memory already. */
export function resident({ whole }: Operation, args: readonly Dense[], count: number): Dense | undefined {
  if (whole === undefined || count < MANY_ENTRIES) return undefined;
  const same = args.every((arg) => arg.isResident && arg.shape.join() === args[0]!.shape.join());
  return same ? Dense.from(whole(args.map((arg) => arg.tensor))) : undefined;
}

/** f(x, y, …) element by element on `count` entries; single numbers broadcast. */
export function elementwise(operation: Operation, inputs: readonly Float64Array[], count: number): Float64Array {
  for (const input of inputs) {
    if (input.length !== 1 && input.length !== count) {
      throw new ShapeError(operation.name, `${count} entries`, `${input.length}`);
    }
  }
  if (operation === add || operation === mul) return accumulate(operation === add, inputs, count);
  if (operation === pow && inputs[1]!.length === 1) return raise(inputs[0]!, inputs[1]![0]!, count);
  const vectorised = inputs.length === 1 && count >= FEW_ENTRIES ? vectorKernel(operation) : undefined;
  if (vectorised !== undefined) return inCore(vectorised, inputs[0]!);
  const value = scalarFunction(operation);
  const data = new Float64Array(count);
  if (inputs.length === 1) {
    const [x] = inputs as [Float64Array];
    for (let i = 0; i < count; i++) data[i] = value(x[i]!);
    return data;
  }
  const each = inputs.map(() => 0);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < inputs.length; k++) each[k] = inputs[k]![inputs[k]!.length === 1 ? 0 : i]!;
    data[i] = value(...each);
  }
  return data;
}

type VectorKernel = (n: number, x: number, y: number) => void;

/** The core's vectorised function vdF for an operation whose scalar kernel is dF; both give the same bits. */
function vectorKernel({ kernel }: Operation): VectorKernel | undefined {
  const found =
    kernel === undefined ? undefined : (coreKernels() as unknown as Record<string, unknown>)?.[`v${kernel}`];
  return typeof found === 'function' ? (found as VectorKernel) : undefined;
}

function inCore(vectorised: VectorKernel, x: Float64Array): Float64Array {
  const block = allocate(x.byteLength);
  try {
    block.f64().set(x);
    vectorised(x.length, block.ptr, block.ptr);
    return block.f64().slice();
  } finally {
    block.free();
  }
}

/** The sum or the product, one input after the other on top of the first that is no single number. */
function accumulate(additive: boolean, inputs: readonly Float64Array[], count: number): Float64Array {
  let single = additive ? 0 : 1;
  const arrays: Float64Array[] = [];
  for (const input of inputs) {
    if (input.length === count) arrays.push(input);
    else single = additive ? single + input[0]! : single * input[0]!;
  }
  const [first] = arrays;
  if (first === undefined) return new Float64Array(count).fill(single);
  const data = new Float64Array(first);
  if (additive && single !== 0) for (let i = 0; i < count; i++) data[i]! += single;
  if (!additive && single !== 1) for (let i = 0; i < count; i++) data[i]! *= single;
  for (const input of arrays.slice(1)) {
    if (additive) for (let i = 0; i < count; i++) data[i]! += input[i]!;
    else for (let i = 0; i < count; i++) data[i]! *= input[i]!;
  }
  return data;
}

/** x^e for one exponent; the usual ones without a power function. */
function raise(x: Float64Array, exponent: number, count: number): Float64Array {
  const data = new Float64Array(count);
  const step = x.length === 1 ? 0 : 1;
  if (exponent === -1) for (let i = 0; i < count; i++) data[i] = 1 / x[i * step]!;
  else if (exponent === 2) for (let i = 0; i < count; i++) data[i] = x[i * step]! * x[i * step]!;
  else if (exponent === 0.5) for (let i = 0; i < count; i++) data[i] = Math.sqrt(x[i * step]!);
  else for (let i = 0; i < count; i++) data[i] = x[i * step]! ** exponent;
  return data;
}
