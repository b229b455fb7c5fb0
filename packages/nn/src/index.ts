export { FormatError } from '@nablajs/core-wasm';
export { type Confusion, confusionMatrix } from './data/confusionMatrix.js';
export { type CsvOptions, type CsvTable, readCsv } from './data/csv.js';
export { type IdxArray, readIdx } from './data/idx.js';
export { oneHot, type Split, type Standardization, standardize, trainTestSplit } from './data/prepare.js';
export { loadFromOpfs, saveToOpfs, toBlob } from './format/browserFiles.js';
export type { CodeTarget } from './format/code.js';
export { readSafetensors, SafetensorsFile, writeSafetensors } from './format/safetensors.js';
export { type BatchNormOptions, batchNorm } from './layers/batchNorm.js';
export { type DenseOptions, dense } from './layers/dense.js';
export { dropout } from './layers/dropout.js';
export { gelu } from './layers/gelu.js';
export type { FormulaNames, Layer, ParameterSpec, Place } from './layers/layer.js';
export { type LeakyReluOptions, leakyRelu } from './layers/leakyRelu.js';
export { type ReluOptions, relu } from './layers/relu.js';
export { sigmoid } from './layers/sigmoid.js';
export { softmax } from './layers/softmax.js';
export { tanh } from './layers/tanh.js';
export type { LossName } from './losses/index.js';
export { type CheckOptions, checkGradients, type GradientCheck } from './network/checkGradients.js';
export {
  type BackwardExplanation,
  type BackwardStep,
  type ExplanationLanguage,
  explainBackward,
} from './network/explainBackward.js';
export type { Evaluation } from './network/inference.js';
export { type DefaultLoss, type LoadOptions, Model, type PassOptions, type Prediction } from './network/model.js';
export { type Activations, type Gradients, Network, type NetworkOptions } from './network/network.js';
export type { NumberArray, Samples, Target } from './network/samples.js';
export {
  type TwoLayerForward,
  type TwoLayerGradients,
  TwoLayerNet,
  type TwoLayerOptions,
  type TwoLayerParameters,
} from './network/twoLayerNet.js';
export type {
  Checkpointing,
  EarlyStopping,
  FitOptions,
  OptimizerConstants,
  OptimizerName,
  ScheduleName,
  Validation,
} from './train/fitOptions.js';
export type { BatchRecord, EpochRecord, FitStatus, History } from './train/history.js';
export type { Batch, BatchSource } from './train/source.js';
export { fitInWorker, serveFit, type TrainingPort, WorkerError, type WorkerFitOptions } from './train/worker.js';
