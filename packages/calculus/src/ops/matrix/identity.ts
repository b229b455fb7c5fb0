/** The identity, δ[i,j] = 1 where i = j, and sizes as numbers: what tr(eye(n)) is. */

import { ArgumentError } from '@nablajs/core-wasm';
import { type Expr, integer, node } from '../../expr/node.js';
import { Binding, type Operation } from '../../expr/operation.js';
import { mul } from '../arithmetic.js';
import { declareFunction } from '../table.js';
import { Dense } from './dense.js';
import type { MatrixOperation, Size } from './indexForm.js';
import { ones, zeros } from './zeros.js';

const families = new Map<string, Operation>();

/** The operation of a family with the given sizes; one object for each, so that nodes of it are the same node. */
export function sized<T extends Operation>(name: string, sizes: readonly Size[], make: () => T): T {
  const key = `${name} ${sizes.map((size) => `${typeof size} ${size}`).join()}`;
  let operation = families.get(key);
  if (operation === undefined) {
    operation = make();
    families.set(key, operation);
  }
  return operation as T;
}

/** The n×n identity. */
export function eye(n: Size): Expr {
  return node(
    sized('eye', [n], () => identityOperation(n)),
    [],
  );
}

function identityOperation(n: Size): MatrixOperation {
  return {
    name: 'eye',
    arity: [0, 0],
    aliases: null,
    rank: 95,
    shape: () => [n, n],
    flip: (self) => self,
    traced: () => sizeExpr(n),
    beside: (_self, other) => [other],
    numeric(_args, shape) {
      return Dense.diagonal(new Float64Array(shape[0]!).fill(1));
    },
    text: () => ({ text: `eye(${n})`, binding: Binding.atom }),
    latex: () => ({ text: 'I', binding: Binding.atom }),
  };
}

export function isIdentity(e: Expr): boolean {
  return e.op.name === 'eye';
}

/** A size as a scalar: the integer, or the name that evaluation replaces by the length it finds. */
export function sizeExpr(n: Size): Expr {
  if (typeof n === 'number') return integer(n);
  return node(
    sized('size', [n], () => sizeOperation(n)),
    [],
  );
}

function sizeOperation(n: string): MatrixOperation {
  return {
    name: 'size',
    arity: [0, 0],
    aliases: null,
    rank: 10,
    shape: () => [],
    sign: () => 2,
    numeric: (_args, _shape, _self, size) => Float64Array.of(size(n)),
    text: () => ({ text: n, binding: n.includes('*') ? Binding.product : Binding.atom }),
    latex: () => ({ text: sizeLatex(n.split('*')), binding: Binding.atom }),
  };
}

/** n^{2} m for n·n·m. */
function sizeLatex(factors: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const factor of factors) counts.set(factor, (counts.get(factor) ?? 0) + 1);
  return [...counts].map(([factor, count]) => (count === 1 ? factor : `${factor}^{${count}}`)).join(' ');
}

export function isSize(e: Expr): boolean {
  return e.op.name === 'size';
}

/** The size m·n of a vectorised matrix, the number first and the names in alphabetical order: n·m is the same size. */
export function timesSize(m: Size, n: Size): Size {
  const factors = `${m}*${n}`.split('*');
  const isName = (factor: string): boolean => Number.isNaN(Number(factor));
  const names = factors.filter(isName).sort();
  const count = factors.filter((factor) => !isName(factor)).reduce<number>((total, each) => total * Number(each), 1);
  return names.length === 0 ? count : [...(count === 1 ? [] : [count]), ...names].join('*');
}

/** Sizes are read from constants, names and their products: `eye(3)`, `ones(m, n)`, `zeros(m*n)`. */
export function readSize(where: string, arg: Expr): Size {
  if (arg.name !== undefined && arg.shape.length === 0) return arg.name;
  if (arg.op === mul) return arg.args.map((factor) => readSize(where, factor)).reduce(timesSize);
  const value = arg.toNumber();
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new ArgumentError({ where, expected: 'a positive integer or the name of a size', got: arg.toString() });
}

declareFunction({ name: 'eye', arity: [1, 1], build: ([n]) => eye(readSize('eye', n!)) });
declareFunction({ name: 'ones', arity: [1, 4], build: (args) => ones(args.map((arg) => readSize('ones', arg))) });
declareFunction({ name: 'zeros', arity: [1, 4], build: (args) => zeros(args.map((arg) => readSize('zeros', arg))) });

/** The number of entries of a shape. */
export function countEntries(e: Expr): Expr {
  return e.shape.length === 0 ? integer(1) : sizeExpr(e.shape.reduce(timesSize));
}
