/** Reductions over one axis or all of them. A tensor is seen as outer×n×inner, the middle being what is reduced. */
import { ArgumentError } from './errors.js';
import { begin, end, keep, pin, result } from './operation.js';
import { checkedAxis, describe, type Shape } from './shape.js';
import { Tensor } from './tensor.js';

/** Which axis to reduce, all of them when left out, and whether it stays with length 1. */
export interface ReduceOptions {
  /** From 0, or from −1 backwards. */
  axis?: number;
  keepDims?: boolean;
}

/** A tensor seen as outer×n×inner, and the shape of its reduction. */
export interface Reduction {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
  readonly shape: Shape;
}

/** Checks the operand and the axis of a reduction. */
export function reduction(where: string, x: Tensor, options: ReduceOptions = {}): Reduction {
  if (!(x instanceof Tensor)) throw new ArgumentError({ where, expected: 'a Tensor', got: describe(x) });
  const { axis, keepDims = false } = options;
  const rank = x.shape.length;
  if (axis === undefined) {
    return { outer: 1, n: x.size, inner: 1, shape: keepDims ? x.shape.map(() => 1) : [] };
  }
  const at = checkedAxis(where, axis, rank);
  const product = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1);
  const before = x.shape.slice(0, at);
  const after = x.shape.slice(at + 1);
  return {
    outer: product(before),
    n: x.shape[at]!,
    inner: product(after),
    shape: keepDims ? [...before, 1, ...after] : [...before, ...after],
  };
}

/** The sum over an axis, or of all elements; compensated, so that the error does not grow with their number. */
export function sum(x: Tensor, options?: ReduceOptions): Tensor {
  const { outer, n, inner, shape } = reduction('sum', x, options);
  const core = begin();
  try {
    const y = result(shape, x.dtype);
    const kernel = x.dtype === 'f64' ? core.dsum : core.ssum;
    kernel(outer, n, inner, pin(x), pin(y));
    return keep(y);
  } finally {
    end();
  }
}
