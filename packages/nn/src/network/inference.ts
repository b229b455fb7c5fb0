/** Passes over any number of rows in parts of 512, so that memory stays small: losses, hits, outputs and winning columns. */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Model } from './model.js';
import { type FloatArray, Pass } from './pass.js';
import type { Rows, TargetRows } from './samples.js';

const chunkRows = 512;

/** What {@link judging} measures. */
export interface Evaluation {
  /** J of all rows together. */
  readonly loss: number;
  /**
   * Share of rows whose largest output is in the column of the target's class, or of the first of its largest entries; a row
   * with NaN among its outputs is none of them. NaN for a network of one output, which has no classes.
   */
  readonly accuracy: number;
}

/** The loss of all rows and the share of hits, with a pause after each part. While `training`, all rows are one batch. */
export function* judging(
  model: Model,
  samples: Rows,
  targets: TargetRows,
  training: boolean,
): Generator<void, Evaluation> {
  const mean = model.architecture.loss.reduction === 'mean';
  let loss = 0;
  let hits = 0;
  for (const { pass, from, rows } of parts(model, samples, training ? samples.rows : chunkRows)) {
    pass.loadTargets(targets, from, rows);
    pass.forward(rows, training, 0);
    loss += pass.loss(rows, targets.classes) * (mean ? rows / samples.rows : 1);
    const columns = winningColumns(pass, rows);
    for (let i = 0; i < rows; i++) if (columns[i] === wantedColumn(targets, from + i)) hits++;
    yield;
  }
  return { loss, accuracy: model.architecture.outputs > 1 ? hits / samples.rows : Number.NaN };
}

/** {@link judging} without pauses. */
export function judge(model: Model, samples: Rows, targets: TargetRows, training: boolean): Evaluation {
  const steps = judging(model, samples, targets, training);
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

/** For each row the column of its largest output. @throws ArgumentError naming a row with NaN, which has no largest. */
export function winners(model: Model, samples: Rows): Int32Array<ArrayBuffer> {
  const columns = new Int32Array(samples.rows);
  for (const { pass, from, rows } of parts(model, samples, chunkRows)) {
    pass.forward(rows, false, 0);
    const found = winningColumns(pass, rows);
    const without = found.indexOf(-1);
    if (without >= 0)
      throw new ArgumentError({
        where: `predict: row ${from + without}`,
        expected: 'outputs of which one is the largest',
        got: 'NaN',
        row: from + without,
      });
    columns.set(found, from);
  }
  return columns;
}

/** The outputs of all rows, row-major. */
export function outputs(model: Model, samples: Rows): FloatArray {
  const { outputs: width, layers, dtype } = model.architecture;
  const all = dtype === 'f32' ? new Float32Array(samples.rows * width) : new Float64Array(samples.rows * width);
  for (const { pass, from, rows } of parts(model, samples, chunkRows)) {
    pass.forward(rows, false, 0);
    all.set(pass.view(pass.activations[layers.length]!, rows * width), from * width);
  }
  return all;
}

/** Rows `from` to `from + rows` of the samples, standing in the pass. */
interface Part {
  readonly pass: Pass;
  readonly from: number;
  readonly rows: number;
}

/** The samples in parts of `size` rows, one after the other in one pass, which is freed when the last is done. */
function* parts(model: Model, samples: Rows, size: number): Generator<Part> {
  const pass = new Pass(model.architecture, Math.min(size, samples.rows), { backward: false });
  try {
    pass.view(pass.theta, model.architecture.size).set(model.theta.values);
    for (let from = 0; from < samples.rows; from += size) {
      const rows = Math.min(size, samples.rows - from);
      pass.load(samples, undefined, from, rows);
      yield { pass, from, rows };
    }
  } finally {
    pass.free();
  }
}

/** The winning columns as a view, where the target stood; −1 in a row with NaN. */
function winningColumns(pass: Pass, rows: number): Int32Array {
  const { layers, outputs } = pass.architecture;
  const offset = pass.activations[layers.length]!;
  pass.core.argmaxRows(rows, outputs, pass.address(offset), pass.address(pass.target));
  const columns = pass.classes(rows);
  const output = pass.view(offset, rows * outputs);
  for (let i = 0; i < rows; i++) if (Number.isNaN(output[i * outputs + columns[i]!])) columns[i] = -1;
  return columns;
}

function wantedColumn({ data, width, classes }: TargetRows, row: number): number {
  if (classes) return data[row]!;
  let best = 0;
  for (let j = 1; j < width; j++) if (data[row * width + j]! > data[row * width + best]!) best = j;
  return best;
}
