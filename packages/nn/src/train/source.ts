/**
 * Where batches come from: arrays in memory, in order or shuffled anew for each epoch, or the caller's own batches.
 *
 * The order of epoch e is a permutation drawn from the seed's generator at block (e + 1)·2³², a place of its own: it
 * depends on the seed and on e alone, so a resumed training needs no generator state but these two numbers.
 */
import { ArgumentError, random } from '@nablajs/core-wasm';
import type { Architecture } from '../network/architecture.js';
import type { Pass } from '../network/pass.js';
import {
  type Rows,
  requireFinite,
  type Samples,
  sampleRows,
  type Target,
  type TargetRows,
  targetRows,
} from '../network/samples.js';

/** A batch of the caller's own. */
export interface Batch {
  readonly X: Samples;
  readonly target: Target;
}

/** The batches of an epoch: called once for each, with its number. Batches may differ in size. */
export type BatchSource = (epoch: number) => Iterable<Batch> | AsyncIterable<Batch>;

/** A batch that stands in the pass. */
export interface LoadedBatch {
  readonly rows: number;
  readonly classes: boolean;
}

/** Puts batches into a pass. */
export interface Source {
  /** Most rows of a batch. */
  readonly maxRows: number;
  /** The epoch's batches from number `first` on, each put into the pass when it is asked for. */
  epoch(pass: Pass, epoch: number, first: number): AsyncIterator<LoadedBatch> | Iterator<LoadedBatch>;
}

/** Batches of rows in memory. */
export class ArraySource implements Source {
  readonly maxRows: number;
  readonly #samples: Rows;
  readonly #targets: TargetRows;
  readonly #seed: number | undefined;

  /** @param seed Of the shuffling; undefined keeps the order. */
  constructor(samples: Rows, targets: TargetRows, batchSize: number, seed: number | undefined) {
    this.#samples = samples;
    this.#targets = targets;
    this.maxRows = Math.min(batchSize, samples.rows);
    this.#seed = seed;
  }

  *epoch(pass: Pass, epoch: number, first: number): Iterator<LoadedBatch> {
    const { rows: total } = this.#samples;
    const order = this.#seed === undefined ? undefined : permutation(this.#seed, epoch, total);
    const { classes } = this.#targets;
    for (let from = first * this.maxRows; from < total; from += this.maxRows) {
      const rows = Math.min(this.maxRows, total - from);
      if (order) this.#gather(pass, order, from, rows);
      else pass.load(this.#samples, this.#targets, from, rows);
      yield { rows, classes };
    }
  }

  #gather(pass: Pass, order: readonly number[], from: number, rows: number): void {
    const { data: x, width } = this.#samples;
    const { data: t, width: targetWidth, classes } = this.#targets;
    const toX = pass.view(pass.activations[0]!, rows * width);
    const toTarget = classes ? pass.classes(rows) : pass.view(pass.target, rows * targetWidth);
    for (let i = 0; i < rows; i++) {
      const row = order[from + i]!;
      toX.set(x.subarray(row * width, (row + 1) * width), i * width);
      for (let j = 0; j < targetWidth; j++) toTarget[i * targetWidth + j] = t[row * targetWidth + j]!;
    }
  }
}

/** Batches that the caller makes, checked one by one. */
export class StreamSource implements Source {
  readonly maxRows: number;
  readonly #source: BatchSource;
  readonly #architecture: Architecture;

  /** @throws ArgumentError when the source is no function. */
  constructor(source: BatchSource, architecture: Architecture, maxRows: number) {
    if (typeof source !== 'function')
      throw new ArgumentError({
        where: 'fitBatches',
        expected: 'a function that gives the batches of an epoch',
        got: typeof source,
      });
    this.#source = source;
    this.#architecture = architecture;
    this.maxRows = maxRows;
  }

  async *epoch(pass: Pass, epoch: number, first: number): AsyncGenerator<LoadedBatch, void> {
    let number = 0;
    for await (const { X, target } of this.#source(epoch)) {
      if (number++ < first) continue;
      const where = `fitBatches: epoch ${epoch}, batch ${number - 1}`;
      const samples = sampleRows(where, X, this.#architecture.inputs);
      const targets = targetRows(where, target, samples.rows, this.#architecture);
      if (samples.rows === 0 || samples.rows > this.maxRows)
        throw new ArgumentError({
          where,
          expected: `1 to batchSize = ${this.maxRows} rows`,
          got: String(samples.rows),
        });
      requireFinite(where, samples, this.#architecture.dtype);
      requireFinite(`${where}: target`, targets, this.#architecture.dtype);
      pass.load(samples, targets, 0, samples.rows);
      yield { rows: samples.rows, classes: targets.classes };
    }
    if (number === 0)
      throw new ArgumentError({ where: `fitBatches: epoch ${epoch}`, expected: 'at least one batch', got: 'none' });
  }
}

function permutation(seed: number, epoch: number, n: number): readonly number[] {
  const start = random(seed).state;
  return random({ ...start, counter: (epoch + 1) * 2 ** 32 }).permutation(n);
}
