import { type Evaluation, judging } from '../network/inference.js';
import type { Model } from '../network/model.js';
import { breathDue, breathe } from './breathe.js';
import { type Validation, validationTarget } from './fitOptions.js';
import type { EpochRecord } from './history.js';

/** The validation's part of an epoch's record. */
export type ValidationRecord = Pick<EpochRecord, 'validationLoss' | 'validationAccuracy'>;

/** An evaluation as a record has it: a network of one output has no accuracy. */
export function validationRecord({ loss, accuracy }: Evaluation): ValidationRecord {
  return { validationLoss: loss, ...(!Number.isNaN(accuracy) && { validationAccuracy: accuracy }) };
}

/** Evaluates the network on the validation samples part by part, with turns for the event loop. */
export async function validate(model: Model, validation: Validation): Promise<ValidationRecord> {
  const { samples, targets } = model.pairs('fit: validation', validation.X, validationTarget(validation));
  const steps = judging(model, samples, targets, false);
  let next = steps.next();
  while (!next.done) {
    if (breathDue()) await breathe();
    next = steps.next();
  }
  return validationRecord(next.value);
}
