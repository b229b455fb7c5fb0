/**
 * How an element-wise function of the face is made from its kernel's name: `unary('Exp')` calls vdExp or vsExp,
 * `binary('Add')` vdAdd or vsAdd with broadcasting.
 */
import { broadcastShape, broadcastWalk } from '../broadcast.js';
import { ArgumentError } from '../errors.js';
import type { Kernels } from '../load.js';
import { f32, f64, i32, refreshViews } from '../memory.js';
import { begin, end, keep, pin, result, scratch } from '../operation.js';
import { describe, type Shape } from '../shape.js';
import { type DType, DTypeError, type Elements, plainArray } from '../storage.js';
import { elementsOf, fromElements, Tensor } from '../tensor.js';

/** What element-wise functions take: a Tensor, or a plain number, which has the other operands' element type. */
export type Operand = Tensor | number;

/** A function of each element; a number gives a Tensor of rank 0. */
export type Unary = (x: Operand) => Tensor;

/** A function of each pair of elements, with broadcasting; two numbers give a Tensor of rank 0. */
export type Binary = (x: Operand, y: Operand) => Tensor;

type UnaryKernel = (n: number, x: number, y: number) => void;
type BinaryKernel = (walk: number, x: number, y: number, z: number) => void;

/** Names N for which the core has a kernel vdN of the given type. */
type NamesOf<Kernel> = {
  [Key in keyof Kernels]: Key extends `vd${infer N}` ? (Kernels[Key] extends Kernel ? N : never) : never;
}[keyof Kernels];

export type UnaryName = NamesOf<UnaryKernel>;
export type BinaryName = NamesOf<BinaryKernel>;

const SCALAR: Shape = Object.freeze([]);

/** The function of each element that the kernels vdName and vsName compute. */
export function unary(where: string, name: UnaryName): Unary {
  const names = kernelNames(name);
  return (x) => {
    checkOperand(where, x);
    const dtype = dtypeOf(x);
    const core = begin();
    try {
      const y = result(shapeOf(x), dtype);
      (core[names[dtype]] as UnaryKernel)(y.size, place(x, dtype), pin(y));
      return keep(y);
    } finally {
      end();
    }
  };
}

/** Writes f(xᵢ, yᵢ) to zᵢ for each element of z, by arithmetic whose bits are the kernel's, or become so when rounded to f32. */
export type PlainLoop = (x: Elements, y: Elements, z: number[]) => void;

/** Up to so many elements a loop of the language takes less time than the way into the core and back. */
const PLAIN_SIZE = 64;

/** The function of each pair of elements that the kernels vdName and vsName compute. */
export function binary(where: string, name: BinaryName, plain?: PlainLoop): Binary {
  const names = kernelNames(name);
  return (x, y) => {
    checkOperand(where, x);
    checkOperand(where, y);
    if (plain !== undefined && typeof x !== 'number' && typeof y !== 'number' && areSmallAndAlike(x, y)) {
      return byLoop(plain, x, y);
    }
    const dtype = commonDType(where, x, y);
    const shapeX = shapeOf(x);
    const shapeY = shapeOf(y);
    const shape = broadcastShape(where, shapeX, shapeY);
    const core = begin();
    try {
      const z = result(shape, dtype, where);
      const walk = placeWalk(broadcastWalk(shape, [shapeX, shapeY]));
      (core[names[dtype]] as BinaryKernel)(walk, place(x, dtype), place(y, dtype), pin(z));
      return keep(z);
    } finally {
      end();
    }
  };
}

/** Whether no broadcasting is needed, no conversion, and little work. */
function areSmallAndAlike(x: Tensor, y: Tensor): boolean {
  const { shape, size } = x;
  if (size > PLAIN_SIZE || y.size !== size || x.dtype !== y.dtype || y.shape.length !== shape.length) return false;
  for (let i = 0; i < shape.length; i++) if (y.shape[i] !== shape[i]) return false;
  return true;
}

function byLoop(plain: PlainLoop, x: Tensor, y: Tensor): Tensor {
  const z = plainArray(x.size);
  plain(elementsOf(x), elementsOf(y), z);
  if (x.dtype === 'f32') for (let i = 0; i < z.length; i++) z[i] = Math.fround(z[i]!);
  return fromElements(x.shape, x.dtype, z);
}

function kernelNames(name: UnaryName | BinaryName): Record<DType, keyof Kernels> {
  return { f64: `vd${name}` as keyof Kernels, f32: `vs${name}` as keyof Kernels };
}

export function shapeOf(x: Operand): Shape {
  return typeof x === 'number' ? SCALAR : x.shape;
}

function dtypeOf(x: Operand): DType {
  return typeof x === 'number' ? 'f64' : x.dtype;
}

/** The operands' element type; numbers adapt to the tensors, and are f64 among themselves. */
export function commonDType(where: string, ...operands: readonly Operand[]): DType {
  let dtype: DType | undefined;
  for (const x of operands) {
    if (typeof x === 'number') continue;
    if (dtype !== undefined && x.dtype !== dtype) {
      throw new DTypeError(where, 'operands of one element type', `${dtype} and ${x.dtype}`);
    }
    dtype = x.dtype;
  }
  return dtype ?? 'f64';
}

/** Address of an operand's elements until `end`. */
export function place(x: Operand, dtype: DType): number {
  if (typeof x !== 'number') return pin(x);
  const ptr = scratch(16);
  refreshViews();
  if (dtype === 'f64') f64[ptr >>> 3] = x;
  else f32[ptr >>> 2] = x;
  return ptr;
}

/** Address of a walk's numbers until `end`. */
export function placeWalk(walk: readonly number[]): number {
  const ptr = scratch(4 * walk.length);
  refreshViews();
  // A loop: `set` takes longer for so few.
  for (let i = 0; i < walk.length; i++) i32[(ptr >>> 2) + i] = walk[i]!;
  return ptr;
}

/** Refuses what is neither a Tensor nor a number. */
export function checkOperand(where: string, x: unknown): void {
  if (typeof x === 'number' || x instanceof Tensor) return;
  throw new ArgumentError({ where, expected: 'a Tensor or a number', got: describe(x) });
}
