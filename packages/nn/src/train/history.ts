/** How a training ended. */
export type FitStatus =
  /** All epochs were done. */
  | 'completed'
  /** The signal was aborted, or a callback returned `'stop'`. */
  | 'stopped'
  /** The watched loss had not improved for `patience` epochs. */
  | 'early-stopped'
  /** A loss was NaN or infinite: the step was not taken, and the parameters are those before it. */
  | 'diverged';

/** One pass over the samples. */
export interface EpochRecord {
  /** 0, 1, 2, … */
  readonly epoch: number;
  /** Mean of the batches' losses by rows (their sum for a loss that is one), each before its own step. */
  readonly loss: number;
  /** Steps taken so far. */
  readonly steps: number;
  /** Of the epoch's last step. */
  readonly learningRate: number;
  /** Of the validation samples, after the epoch. */
  readonly validationLoss?: number;
  /** Left out for a network of one output. */
  readonly validationAccuracy?: number;
}

/** One step. */
export interface BatchRecord {
  /** Steps taken, this one included. */
  readonly step: number;
  readonly epoch: number;
  /** Its number in the epoch: 0, 1, 2, … */
  readonly batch: number;
  readonly rows: number;
  /** Before the step. */
  readonly loss: number;
  readonly learningRate: number;
}

/** What `fit` did, as plain data. */
export interface History {
  readonly status: FitStatus;
  /** In words, for a reader. */
  readonly message: string;
  readonly epochs: readonly EpochRecord[];
  /** Steps taken, those before a resumed checkpoint included. */
  readonly steps: number;
}
