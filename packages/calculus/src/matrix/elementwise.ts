import { ShapeError } from '@nablajs/core-wasm';
import type { Operation } from '../expr/operation.js';
import { add, mul, pow } from '../ops/arithmetic.js';
import { Dense, scaledLight } from '../ops/matrix/dense.js';

/** A sum of matrices, or a multiple of a diagonal matrix or an outer product, kept as what it is; undefined for others. */
export function structured(operation: Operation, args: readonly Dense[], shape: readonly number[]): Dense | undefined {
  if (shape.length !== 2 || shape[0] === 1) return undefined;
  const matrices = args.filter((arg) => arg.shape.length === 2);
  if (operation === add) return matrices.length === args.length ? Dense.sum(args) : undefined;
  if (operation !== mul || matrices.length !== 1) return undefined;
  const scale = args.reduce((total, arg) => (arg === matrices[0] ? total : total * arg.data[0]!), 1);
  return scaledLight(scale, matrices[0]!);
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
  const value = operation.value!;
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

function accumulate(additive: boolean, inputs: readonly Float64Array[], count: number): Float64Array {
  const data = new Float64Array(count).fill(additive ? 0 : 1);
  for (const input of inputs) {
    const step = input.length === 1 ? 0 : 1;
    if (additive) for (let i = 0; i < count; i++) data[i]! += input[i * step]!;
    else for (let i = 0; i < count; i++) data[i]! *= input[i * step]!;
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
