/** How predictions fell on labels: C[i][j] = number of rows of class i that were predicted as class j. */
import { ArgumentError, ShapeError } from '@nablajs/core-wasm';
import { requireClasses } from '../network/samples.js';

/** What {@link confusionMatrix} counts, and the measures that follow from it; index = class. */
export interface Confusion {
  /** counts[label][prediction] */
  readonly counts: readonly (readonly number[])[];
  /** Σ counts[i][i] / Σ counts */
  readonly accuracy: number;
  /** counts[j][j] / Σᵢ counts[i][j], 0 where class j was never predicted. */
  readonly precision: readonly number[];
  /** counts[i][i] / Σⱼ counts[i][j], 0 where class i never occurs. */
  readonly recall: readonly number[];
  /** Harmonic mean of precision and recall, 0 where both are. */
  readonly f1: readonly number[];
}

/**
 * Counts labels against predictions.
 *
 * @param classes Their number; one more than the largest that occurs, by default.
 * @throws ShapeError when the lengths differ. @throws ArgumentError naming a row with a number that is no class, or when there is no row.
 *
 * @example
 * ```ts
 * import { confusionMatrix } from '@nablajs/nn';
 *
 * const { counts, recall } = confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1]);
 * console.log(counts, recall); // [[1, 1], [0, 2]] [0.5, 1]
 * ```
 */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  classes?: number,
): Confusion {
  const where = 'confusionMatrix';
  if (labels.length !== predictions.length)
    throw new ShapeError(where, `${labels.length} predictions, one for each label`, String(predictions.length));
  if (labels.length === 0) throw new ArgumentError({ where, expected: 'at least one label', got: 'none' });
  const n = classes ?? 1 + largest(labels, largest(predictions, 0));
  if (!(Number.isInteger(n) && n >= 1 && n <= maxClasses))
    throw new ArgumentError({ where, expected: `1 to ${maxClasses} classes`, got: String(n) });
  requireClasses(where, labels, n);
  requireClasses(`${where}: predictions`, predictions, n);
  const counts = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]![predictions[i]!]!++;
  const hits = counts.map((row, i) => row[i]!);
  const recall = counts.map((row, i) => share(hits[i]!, total(row)));
  const precision = counts.map((_, j) => share(hits[j]!, total(counts.map((row) => row[j]!))));
  const f1 = recall.map((r, i) => share(2 * r * precision[i]!, r + precision[i]!));
  return { counts, accuracy: total(hits) / labels.length, precision, recall, f1 };
}

/** A matrix of that many classes still fits anywhere. */
const maxClasses = 4096;

function largest(numbers: ArrayLike<number>, start: number): number {
  let top = start;
  for (let i = 0; i < numbers.length; i++) top = Math.max(top, numbers[i]!);
  return top;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
