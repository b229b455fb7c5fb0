/**
 * Mini-batch training: for each epoch, for each batch, one step of the Trainer; between steps the event loop gets its
 * turn about every 12 ms, callbacks are called, and checkpoints are taken.
 *
 * Everything that the course of a training depends on is its options, its data and a `Progress`; the order of an epoch
 * and the draws of dropout are functions of seed, epoch and step. So a training that goes on from a checkpoint is the
 * uninterrupted one, bit for bit.
 */
import type { Model } from '../network/model.js';
import type { FloatArray } from '../network/pass.js';
import { breathDue, breathe } from './breathe.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint.js';
import type { CheckedOptions } from './fitOptions.js';
import type { EpochRecord, FitStatus, History } from './history.js';
import type { Source } from './source.js';
import { Trainer } from './trainer.js';
import { validate } from './validate.js';

/** How far a training has come, between two steps. */
export interface Progress {
  /** The epoch under way, and how many of its batches are done. */
  epoch: number;
  batch: number;
  /** The mean of their losses by rows (the sum where the loss is one), and their rows. */
  loss: number;
  rows: number;
  readonly epochs: EpochRecord[];
  /** The best epoch's watched loss, and how many epochs ago it was. */
  bestLoss?: number;
  waited: number;
  /** θ of the best epoch, when it is to come back. */
  best?: FloatArray;
}

const messages: Readonly<Record<FitStatus, string>> = {
  completed: 'all epochs were done',
  stopped: 'the signal was aborted, or a callback asked to stop',
  'early-stopped': 'the watched loss did not improve for as long as patience allows',
  diverged: 'a loss was not finite; the parameters are those before that step',
};

/** Trains to the end of the epochs or to a reason to stop before; the model holds the result. */
export async function fit(model: Model, source: Source, options: CheckedOptions): Promise<History> {
  const trainer = new Trainer(model, source.maxRows, options);
  try {
    model.theta.train(trainer.pass);
    try {
      const progress = options.resume
        ? readCheckpoint(options.resume, model, trainer, options)
        : { epoch: 0, batch: 0, loss: 0, rows: 0, epochs: [], waited: 0 };
      const reason = await new Training(model, source, options, trainer, progress).run();
      const status = trainer.isFinite ? reason : 'diverged';
      const message = trainer.isFinite ? messages[status] : 'a parameter is not finite: steps were too long';
      return { status, message, epochs: progress.epochs, steps: trainer.steps };
    } finally {
      model.theta.rest();
    }
  } finally {
    trainer.free();
  }
}

class Training {
  readonly #model: Model;
  readonly #source: Source;
  readonly #options: CheckedOptions;
  readonly #trainer: Trainer;
  readonly #progress: Progress;

  constructor(model: Model, source: Source, options: CheckedOptions, trainer: Trainer, progress: Progress) {
    this.#model = model;
    this.#source = source;
    this.#options = options;
    this.#trainer = trainer;
    this.#progress = progress;
  }

  async run(): Promise<FitStatus> {
    const { epochs, earlyStopping } = this.#options;
    let reason: FitStatus | undefined;
    while (!reason && this.#progress.epoch < epochs && !this.#exhausted())
      reason = (await this.#batches()) ?? (await this.#endEpoch());
    const status = reason ?? (this.#exhausted() ? 'early-stopped' : 'completed');
    const { best } = this.#progress;
    if (best && earlyStopping?.restoreBest !== false && status !== 'stopped') {
      const { pass } = this.#trainer;
      pass.view(pass.theta, best.length).set(best);
    }
    return status;
  }

  /** The rest of the epoch's batches; a reason to stop among them, if there is one. */
  async #batches(): Promise<FitStatus | undefined> {
    const { signal, onBatch, checkpoint } = this.#options;
    const progress = this.#progress;
    const trainer = this.#trainer;
    const mean = this.#model.architecture.loss.reduction === 'mean';
    if (signal?.aborted) return 'stopped';
    const batches = this.#source.epoch(trainer.pass, progress.epoch, progress.batch);
    try {
      for (;;) {
        const next = batches.next();
        const { done, value: loaded } = 'then' in next ? await next : next;
        if (done) return undefined;
        const learningRate = trainer.rate;
        const loss = trainer.step(loaded);
        if (!Number.isFinite(loss)) return 'diverged';
        progress.rows += loaded.rows;
        progress.loss += mean ? (loss - progress.loss) * (loaded.rows / progress.rows) : loss;
        const batch = progress.batch++;
        const { steps } = trainer;
        if (onBatch) {
          const { epoch } = progress;
          const answer = onBatch({ step: steps, epoch, batch, rows: loaded.rows, loss, learningRate });
          if ((isPromise(answer) ? await answer : answer) === 'stop') return 'stopped';
        }
        if (checkpoint?.every && steps % checkpoint.every === 0) await this.#saveCheckpoint();
        if (breathDue()) await breathe();
        if (signal?.aborted) return 'stopped';
      }
    } finally {
      await batches.return?.();
    }
  }

  async #endEpoch(): Promise<FitStatus | undefined> {
    const { validation, onEpoch, checkpoint } = this.#options;
    const progress = this.#progress;
    const record: EpochRecord = {
      epoch: progress.epoch,
      loss: progress.loss,
      steps: this.#trainer.steps,
      learningRate: this.#options.rate(Math.max(this.#trainer.steps - 1, 0)),
      ...(validation && (await validate(this.#model, validation))),
    };
    progress.epochs.push(record);
    progress.epoch++;
    progress.batch = 0;
    progress.loss = 0;
    progress.rows = 0;
    this.#watch(record.validationLoss ?? record.loss);
    if (checkpoint && !checkpoint.every) await this.#saveCheckpoint();
    if (breathDue()) await breathe();
    return (await onEpoch?.(record)) === 'stop' ? 'stopped' : undefined;
  }

  #watch(loss: number): void {
    const { earlyStopping } = this.#options;
    if (!earlyStopping) return;
    const progress = this.#progress;
    const { bestLoss = Number.POSITIVE_INFINITY } = progress;
    if (loss < bestLoss - (earlyStopping.minimumChange ?? 0)) {
      progress.bestLoss = loss;
      progress.waited = 0;
      if (earlyStopping.restoreBest !== false) progress.best = this.#model.theta.values.slice();
    } else {
      progress.waited++;
    }
  }

  #exhausted(): boolean {
    const { earlyStopping } = this.#options;
    return earlyStopping !== undefined && this.#progress.waited >= earlyStopping.patience;
  }

  async #saveCheckpoint(): Promise<void> {
    const bytes = writeCheckpoint(this.#model, this.#trainer, this.#options, this.#progress);
    await this.#options.checkpoint!.save(bytes, this.#trainer.steps);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
