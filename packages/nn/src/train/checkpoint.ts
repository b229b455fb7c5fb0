/**
 * A training between two steps, as a safetensors file: the network as `save` writes it, the optimizer's state
 * (`optimizer.0`, …), θ of the best epoch (`best`) when it is to come back, and under `training` in the metadata, as JSON,
 * the step, the epoch and its batch, the seed, the records so far, and what must not change from one part to the next.
 */
import { ArgumentError, FormatError, tensor } from '@nablajs/core-wasm';
import { describeModel, modelMetadata, parameterTensors } from '../format/modelFile.js';
import { readSafetensors, type SafetensorsFile, writeSafetensors } from '../format/safetensors.js';
import type { Model } from '../network/model.js';
import type { Progress } from './fit.js';
import type { CheckedOptions } from './fitOptions.js';
import type { Trainer } from './trainer.js';

const where = 'fit: resume';

/**
 * What has to be the same for a training to be the same. Functions cannot be compared, so λ is by its values: those of the first
 * step, of the last and of the next.
 */
type Conditions = Record<
  'network' | 'optimizer' | 'constants' | 'batchSize' | 'shuffle' | 'seed' | 'gradientClip' | 'learningRate',
  string | number | boolean
>;

interface TrainingState extends Omit<Progress, 'best'> {
  readonly step: number;
  readonly conditions: Conditions;
}

/** @param step Steps taken at the checkpoint. */
function conditionsOf(model: Model, options: CheckedOptions, step: number): Conditions {
  const { rule, rate, batchSize, shuffle, seed, gradientClip = 'none' } = options;
  return {
    network: describeModel(model),
    optimizer: rule.name,
    constants: JSON.stringify(rule.constants ?? {}),
    batchSize,
    shuffle,
    seed,
    gradientClip,
    learningRate: [0, Math.max(step - 1, 0), step].map(rate).join(', '),
  };
}

export function writeCheckpoint(
  model: Model,
  trainer: Trainer,
  options: CheckedOptions,
  progress: Progress,
): Uint8Array {
  const { dtype } = model;
  const tensors = parameterTensors(model);
  trainer.slotViews().forEach((slot, i) => {
    tensors.set(`optimizer.${i}`, tensor(slot.slice(), { dtype }));
  });
  const { best, ...rest } = progress;
  if (best) tensors.set('best', tensor(best.slice(), { dtype }));
  const state: TrainingState = {
    step: trainer.steps,
    conditions: conditionsOf(model, options, trainer.steps),
    ...rest,
  };
  return writeSafetensors(tensors, { ...modelMetadata(model), training: JSON.stringify(state) });
}

/**
 * Puts the trainer and its model's θ in the state of a checkpoint.
 *
 * @throws FormatError when the bytes are no checkpoint. @throws ArgumentError when it belongs to another training. Nothing is
 *   changed then.
 */
export function readCheckpoint(bytes: Uint8Array, model: Model, trainer: Trainer, options: CheckedOptions): Progress {
  const file = readSafetensors(bytes);
  const { step, conditions, ...progress } = stateOf(file);
  const expected = conditionsOf(model, options, step);
  for (const key of Object.keys(expected) as (keyof Conditions)[]) {
    if (conditions[key] !== expected[key])
      throw new ArgumentError({
        where: `${where}: ${key}`,
        expected: String(conditions[key]),
        got: String(expected[key]),
      });
  }
  const { parameters, dtype, trainedSize, size } = model.architecture;
  const elements = (name: string, length: number): Float64Array | Float32Array => {
    const stored = file.get(name);
    if (stored?.size !== length || stored.dtype !== dtype)
      throw new FormatError({
        where,
        expected: `${length} ${dtype} numbers in "${name}"`,
        got: describeStored(stored),
      });
    return stored.toTypedArray();
  };
  const values = parameters.map(({ name, offset, size: length }) => ({ offset, data: elements(name, length) }));
  const slots = trainer.pass.slots.map((_, i) => elements(`optimizer.${i}`, trainedSize));
  const best = file.has('best') ? (elements('best', size) as Progress['best']) : undefined;
  const theta = trainer.pass.view(trainer.pass.theta, size);
  for (const { offset, data } of values) theta.set(data, offset);
  trainer.slotViews().forEach((view, i) => {
    view.set(slots[i]!);
  });
  trainer.steps = step;
  return best ? { ...progress, best } : progress;
}

function stateOf(file: SafetensorsFile): TrainingState {
  const text = file.metadata.training;
  if (text === undefined)
    throw new FormatError({ where, expected: 'a checkpoint of fit', got: 'a file without "training"' });
  try {
    const state = JSON.parse(text) as TrainingState;
    const counts = [state.step, state.epoch, state.batch, state.waited, state.rows];
    if (counts.every((n) => Number.isSafeInteger(n) && n >= 0) && Array.isArray(state.epochs) && state.conditions)
      return state;
  } catch {
    // Falls through to the error below, which says all there is to say.
  }
  throw new FormatError({ where, expected: 'the state of a training in "training"', got: text.slice(0, 60) });
}

function describeStored(stored: { size: number; dtype: string } | undefined): string {
  return stored ? `${stored.size} ${stored.dtype} numbers` : 'none';
}
