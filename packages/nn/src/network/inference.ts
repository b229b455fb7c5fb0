/** Passes over any number of rows in parts of 512, so that memory stays small: losses, hits, outputs and winning columns. */
import type { Model } from './model.js';
import { type FloatArray, Pass } from './pass.js';
import type { Rows, TargetRows } from './samples.js';

const chunkRows = 512;

/** What {@link judge} measures. */
export interface Judgement {
  /** J of all rows together. */
  readonly loss: number;
  /** Rows whose largest output is in the column of the target's class, or of the first of its largest entries. */
  readonly hits: number;
}

/** The loss of all rows, and the hits among them. While `training`, all rows are one batch. */
export function judge(model: Model, samples: Rows, targets: TargetRows, training: boolean): Judgement {
  const mean = model.architecture.loss.reduction === 'mean';
  let loss = 0;
  let hits = 0;
  inParts(model, samples, training ? samples.rows : chunkRows, (pass, from, rows) => {
    pass.loadTargets(targets, from, rows);
    pass.forward(rows, training, 0);
    loss += pass.loss(rows, targets.classes) * (mean ? rows / samples.rows : 1);
    const columns = winningColumns(pass, rows);
    for (let i = 0; i < rows; i++) if (columns[i] === wantedColumn(targets, from + i)) hits++;
  });
  return { loss, hits };
}

/** For each row the column of its largest output. */
export function winners(model: Model, samples: Rows): Int32Array<ArrayBuffer> {
  const columns = new Int32Array(samples.rows);
  inParts(model, samples, chunkRows, (pass, from, rows) => {
    pass.forward(rows, false, 0);
    columns.set(winningColumns(pass, rows), from);
  });
  return columns;
}

/** The outputs of all rows, row-major. */
export function outputs(model: Model, samples: Rows): FloatArray {
  const { outputs: width, layers, dtype } = model.architecture;
  const all = dtype === 'f32' ? new Float32Array(samples.rows * width) : new Float64Array(samples.rows * width);
  inParts(model, samples, chunkRows, (pass, from, rows) => {
    pass.forward(rows, false, 0);
    all.set(pass.view(pass.activations[layers.length]!, rows * width), from * width);
  });
  return all;
}

function inParts(
  model: Model,
  samples: Rows,
  size: number,
  work: (pass: Pass, from: number, rows: number) => void,
): void {
  const pass = new Pass(model.architecture, Math.min(size, samples.rows), { backward: false });
  try {
    pass.view(pass.theta, model.architecture.size).set(model.theta.values);
    for (let from = 0; from < samples.rows; from += size) {
      const rows = Math.min(size, samples.rows - from);
      pass.load(samples, undefined, from, rows);
      work(pass, from, rows);
    }
  } finally {
    pass.free();
  }
}

/** The winning columns as a view, where the target stood. */
function winningColumns(pass: Pass, rows: number): Int32Array {
  const { layers, outputs } = pass.architecture;
  const output = pass.address(pass.activations[layers.length]!);
  pass.core.argmaxRows(rows, outputs, output, pass.address(pass.target));
  return pass.classes(rows);
}

function wantedColumn({ data, width, classes }: TargetRows, row: number): number {
  if (classes) return data[row]!;
  let best = 0;
  for (let j = 1; j < width; j++) if (data[row * width + j]! > data[row * width + best]!) best = j;
  return best;
}
