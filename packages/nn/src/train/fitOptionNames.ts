import type { FitOptions } from './fitOptions.js';

/** The names of the options of `fit`. */
export const fitOptionNames: Readonly<Record<keyof FitOptions, true>> = {
  epochs: true,
  batchSize: true,
  optimizer: true,
  learningRate: true,
  schedule: true,
  weightDecay: true,
  gradientClip: true,
  validation: true,
  shuffle: true,
  seed: true,
  earlyStopping: true,
  onBatch: true,
  onEpoch: true,
  signal: true,
  checkpoint: true,
  resume: true,
  momentum: true,
  alpha: true,
  centered: true,
  beta1: true,
  beta2: true,
  amsgrad: true,
  epsilon: true,
  rateDecay: true,
};
