import type { Model } from '../network/model.js';
import { type Validation, validationTarget } from './fitOptions.js';
import type { EpochRecord } from './history.js';

/** The validation's part of an epoch's record; empty without one. A network of one output has no accuracy. */
export function validate(
  model: Model,
  validation: Validation | undefined,
): Pick<EpochRecord, 'validationLoss' | 'validationAccuracy'> {
  if (!validation) return {};
  const { loss, accuracy } = model.evaluate(validation.X, validationTarget(validation));
  return { validationLoss: loss, ...(!Number.isNaN(accuracy) && { validationAccuracy: accuracy }) };
}
