/** From raw samples to what a network learns from: parts, columns of mean 0 and deviation 1, one-hot rows. */
import { ArgumentError, type DType, type NestedArray, random, ShapeError, Tensor, tensor } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { type NumberArray, oneHotRows, requireClasses } from '../network/samples.js';

/** Two parts of a data set: those to learn from and those to be judged by. */
export interface Split<L> {
  readonly train: { readonly X: Tensor; readonly labels: L };
  readonly test: { readonly X: Tensor; readonly labels: L };
}

/**
 * Splits rows at random, labels with them: ⌊share · rows⌋ rows for the test, the rest for training. Newly allocated.
 *
 * @param labels One for each row: class numbers, or a Tensor whose rows go along.
 * @throws ArgumentError unless 0 < share < 1. @throws ShapeError when X is no matrix or the lengths differ.
 *
 * @example
 * ```ts
 * import { random } from '@nablajs/core-wasm';
 * import { trainTestSplit } from '@nablajs/nn';
 *
 * const { train, test } = trainTestSplit(random(1).normal([10, 3]), [0, 1, 0, 1, 0, 1, 0, 1, 0, 1], { share: 0.2, seed: 7 });
 * console.log(train.X.shape, test.labels.length); // [8, 3] 2
 * ```
 */
export function trainTestSplit<L extends Tensor | readonly number[] | NumberArray>(
  samples: Tensor | NestedArray,
  labels: L,
  options: { share?: number; seed?: number } = {},
): Split<L> {
  checkOptions('trainTestSplit', options, ['share', 'seed']);
  const share = options.share ?? 0.2;
  if (!(share > 0 && share < 1))
    throw new ArgumentError({
      where: 'trainTestSplit: share',
      expected: 'a number between 0 and 1',
      got: String(share),
    });
  const X = matrixOf('trainTestSplit', samples);
  const [rows] = X.shape as [number, number];
  const count = labels instanceof Tensor ? labels.shape[0] : labels.length;
  if (count !== rows) throw new ShapeError('trainTestSplit', `${rows} labels`, String(count));
  const order = random(options.seed ?? 0).permutation(rows);
  const cut = rows - Math.floor(share * rows);
  const part = (indices: readonly number[]): { X: Tensor; labels: L } => ({
    X: pickRows(X, indices),
    labels: (labels instanceof Tensor ? pickRows(labels, indices) : pickNumbers(labels, indices)) as L,
  });
  return { train: part(order.slice(0, cut)), test: part(order.slice(cut)) };
}

/** The affine map of columns that {@link standardize} found; apply it to other samples before the network sees them. */
export interface Standardization {
  readonly mean: Float64Array<ArrayBuffer>;
  /** 1 where a column is constant. */
  readonly deviation: Float64Array<ArrayBuffer>;
  /** (X − mean) / deviation, newly allocated. @throws ShapeError for another width. */
  apply(X: Tensor | NestedArray): Tensor;
}

/**
 * Mean and deviation (with 1/N) of each column of X, by Welford's recurrence, and the map that makes them 0 and 1.
 *
 * @throws ShapeError when X is no matrix of at least one row. @throws ArgumentError naming a row that holds NaN or an infinity.
 *
 * @example
 * ```ts
 * import { tensor } from '@nablajs/core-wasm';
 * import { standardize } from '@nablajs/nn';
 *
 * const scale = standardize(tensor([[1, 10], [3, 10]]));
 * console.log(scale.apply(tensor([[2, 11]])).toArray()); // [[0, 1]]
 * ```
 */
export function standardize(samples: Tensor | NestedArray): Standardization {
  const X = matrixOf('standardize', samples);
  const [rows, width] = X.shape as [number, number];
  const data = X.toTypedArray();
  const mean = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      const value = data[i * width + j]!;
      if (!Number.isFinite(value))
        throw new ArgumentError({
          where: `standardize: row ${i}, column ${j}`,
          expected: 'a finite number',
          got: String(value),
          row: i,
        });
      const difference = value - mean[j]!;
      mean[j]! += difference / (i + 1);
      squares[j]! += difference * (value - mean[j]!);
    }
  }
  const deviation = squares.map((sum) => Math.sqrt(sum / rows) || 1);
  return { mean, deviation, apply: (samples) => mapColumns(samples, mean, deviation) };
}

/**
 * Labels as rows of zeros with a 1: labels.length × classes, newly allocated.
 *
 * @throws ArgumentError naming the row of a label that is none of 0 … classes − 1.
 *
 * @example
 * ```ts
 * import { oneHot } from '@nablajs/nn';
 *
 * console.log(oneHot([2, 0], 3).toArray()); // [[0, 0, 1], [1, 0, 0]]
 * ```
 */
export function oneHot(labels: ArrayLike<number>, classes: number, options: { dtype?: DType } = {}): Tensor {
  checkOptions('oneHot', options, ['dtype']);
  if (!Number.isInteger(classes) || classes < 1)
    throw new ArgumentError({ where: 'oneHot: classes', expected: 'a positive integer', got: String(classes) });
  requireClasses('oneHot', labels, classes);
  return tensor(oneHotRows(labels, classes), { shape: [labels.length, classes], dtype: options.dtype ?? 'f64' });
}

function matrixOf(where: string, samples: Tensor | NestedArray): Tensor {
  const X = samples instanceof Tensor ? samples : tensor(samples);
  const [rows, width] = X.shape;
  if (X.shape.length !== 2 || rows === 0 || width === 0)
    throw new ShapeError(where, 'a matrix of at least one row and column', `shape ${X.shape.join('×') || '()'}`);
  return X;
}

function mapColumns(samples: Tensor | NestedArray, mean: Float64Array, deviation: Float64Array): Tensor {
  const X = samples instanceof Tensor ? samples : tensor(samples);
  const width = mean.length;
  if (X.shape.length !== 2 || X.shape[1] !== width)
    throw new ShapeError('standardize: apply', `rows of width ${width}`, `shape ${X.shape.join('×') || '()'}`);
  const data = X.toTypedArray();
  for (let i = 0; i < data.length; i++) data[i] = (data[i]! - mean[i % width]!) / deviation[i % width]!;
  return tensor(data, { shape: X.shape, dtype: X.dtype });
}

function pickRows(X: Tensor, indices: readonly number[]): Tensor {
  const width = X.size / X.shape[0]!;
  const data = X.toTypedArray();
  const picked = data.slice(0, indices.length * width);
  for (let i = 0; i < indices.length; i++)
    picked.set(data.subarray(indices[i]! * width, (indices[i]! + 1) * width), i * width);
  return tensor(picked, { shape: [indices.length, ...X.shape.slice(1)], dtype: X.dtype });
}

function pickNumbers(
  labels: readonly number[] | NumberArray,
  indices: readonly number[],
): readonly number[] | NumberArray {
  if (Array.isArray(labels)) return indices.map((index) => labels[index]!);
  return (labels as NumberArray).slice(0, indices.length).map((_, i) => labels[indices[i]!]!);
}
