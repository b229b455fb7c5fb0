/**
 * σ² = Σ (xⱼ − x̄)²/(n − ddof) over some axes or all elements, and its root. Two passes: with d = x − x̄ the rounded mean's own
 * error e = Σ d/n is taken out again, σ² = (Σ d² − n·e²)/(n − ddof).
 *
 * Source: T. Chan, G. Golub, R. LeVeque, "Algorithms for computing the sample variance", The American Statistician 37 (1983).
 */
import { abs, div, mul, sqrt, sub } from './elementwise/arithmetic.js';
import { exp2, log2 } from './elementwise/exponential.js';
import { floor } from './elementwise/rounding.js';
import { clip } from './elementwise/where.js';
import { ArgumentError } from './errors.js';
import { max, mean, REDUCE_OPTIONS, type ReduceOptions, type Reduction, reduction, sum } from './reduce.js';
import { describe, formatShape, ShapeError } from './shape.js';
import type { Tensor } from './tensor.js';

/** Which axis, whether it stays with length 1, and what is taken from n in the divisor. */
export interface VarianceOptions extends ReduceOptions {
  /** Degrees of freedom lost: 0, the default as in NumPy, for a whole population; 1 for a sample of one. */
  ddof?: number | undefined;
}

/** x − x̄ along the axis, after all checks, and how to sum it. */
interface Deviations {
  readonly d: Tensor;
  readonly seen: Reduction;
  readonly along: ReduceOptions;
  readonly divisor: number;
}

/**
 * Σ (x − x̄)²/(n − ddof) over one axis or several, or of all n elements; a new Tensor. No digits are lost to a large mean.
 *
 * @throws ShapeError when there are not more than `ddof` elements to take it of.
 * @throws ArgumentError when x is not a Tensor, has no such axis, or `ddof` is not a finite number ≥ 0.
 *
 * @example
 * ```ts
 * import { tensor, variance } from '@nablajs/core-wasm';
 *
 * const x = tensor([2, 4, 4, 4, 5, 5, 7, 9]);
 * console.log(variance(x).item()); // 4
 * console.log(variance(x, { ddof: 1 }).item()); // 32/7: 4.571428571428571
 * ```
 */
export function variance(x: Tensor, options?: VarianceOptions): Tensor {
  const { d, seen, along, divisor } = deviations('variance', x, options);
  return meanSquare(d, seen, along, divisor).reshape(seen.shape);
}

/**
 * √(Σ (x − x̄)²/(n − ddof)), the standard deviation over one axis or several, or of all n elements; a new Tensor. Squares neither
 * overflow nor underflow.
 *
 * @throws ShapeError when there are not more than `ddof` elements to take it of.
 * @throws ArgumentError when x is not a Tensor, has no such axis, or `ddof` is not a finite number ≥ 0.
 *
 * @example
 * ```ts
 * import { std, tensor } from '@nablajs/core-wasm';
 *
 * console.log(std(tensor([[1, 2], [3, 6]]), { axis: 0 }).toArray()); // [ 1, 2 ]
 * ```
 */
export function std(x: Tensor, options?: VarianceOptions): Tensor {
  const { d, seen, along, divisor } = deviations('std', x, options);
  if (d.size === 0) return meanSquare(d, seen, along, divisor).reshape(seen.shape);
  const largest = x.dtype === 'f64' ? 1022 : 126;
  const unit = exp2(clip(floor(log2(max(abs(d), along))), -largest, largest));
  return mul(unit, sqrt(meanSquare(div(d, unit), seen, along, divisor))).reshape(seen.shape);
}

function deviations(where: string, x: Tensor, options: VarianceOptions = {}): Deviations {
  const { axis, ddof = 0 } = options;
  const seen = reduction(where, x, options, [...REDUCE_OPTIONS, 'ddof']);
  if (!Number.isFinite(ddof) || ddof < 0) {
    throw new ArgumentError({ where: `${where}: ddof`, expected: 'a finite number ≥ 0', got: describe(ddof) });
  }
  if (seen.n <= ddof && seen.outer * seen.inner > 0) {
    throw new ShapeError(
      where,
      `more than ${ddof} elements to take it of`,
      `${seen.n} in shape ${formatShape(x.shape)}`,
    );
  }
  const along = { axis, keepDims: true };
  return { d: sub(x, mean(x, along)), seen, along, divisor: seen.n - ddof };
}

function meanSquare(d: Tensor, seen: Reduction, along: ReduceOptions, divisor: number): Tensor {
  const rest = sum(d, along);
  return div(sub(sum(mul(d, d), along), div(mul(rest, rest), seen.n)), divisor);
}
