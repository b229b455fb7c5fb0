// One step of mini-batch gradient descent on the two-layer ReLU network with softmax cross-entropy: forward, backward and
// update, batch 128. The answer compared is the loss before each of the first steps.
import type { BenchCase, Contender } from '../case.js';
import { jaxTraining } from '../rivals/jaxJs.js';
import { nablaTraining, nablaTrainingOnThreads } from '../rivals/nablaTraining.js';
import { python } from '../rivals/python.js';
import { tfjsTraining } from '../rivals/tfjsTraining.js';
import { sequence } from './gemm.js';

/** Everything a contender starts from; weights as the layers use them, Y = XW₁ + b₁ and O = ZW₂ + b₂, biases zero. */
export interface Training {
  readonly batch: number;
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly learningRate: number;
  readonly X: Float32Array;
  readonly labels: Int32Array;
  readonly W1: Float32Array;
  readonly W2: Float32Array;
}

/** A contender of this task: one step, seconds of many where they are timed from within, and the losses of `count` steps. */
export interface Trainer {
  step(): void | Promise<void>;
  time?(steps: number): Promise<number>;
  losses(count: number): Promise<number[]>;
}

export type PrepareTraining = (training: Training) => Promise<Trainer>;

const BATCH = 128;
const OUTPUTS = 10;
const CHECKED_STEPS = 3;

function makeTraining(inputs: number, hidden: number): Training {
  const scaled = (length: number, seed: number, scale: number): Float32Array =>
    (sequence(length, seed, 'f32') as Float32Array).map((value) => value * scale);
  return {
    batch: BATCH,
    inputs,
    hidden,
    outputs: OUTPUTS,
    learningRate: 1 / 16,
    X: scaled(BATCH * inputs, 1, 1),
    labels: Int32Array.from({ length: BATCH }, (_, row) => (row * 7) % OUTPUTS),
    W1: scaled(inputs * hidden, 2, Math.sqrt(6 / inputs)),
    W2: scaled(hidden * OUTPUTS, 3, Math.sqrt(6 / hidden)),
  };
}

/** The losses by straight loops in double precision. */
function referenceLosses(training: Training): Float64Array {
  const { batch, inputs, hidden, outputs, learningRate, X, labels } = training;
  const W1 = Float64Array.from(training.W1);
  const W2 = Float64Array.from(training.W2);
  const b1 = new Float64Array(hidden);
  const b2 = new Float64Array(outputs);
  const losses = new Float64Array(CHECKED_STEPS);
  for (let step = 0; step < CHECKED_STEPS; step++) {
    const dW1 = new Float64Array(W1.length);
    const dW2 = new Float64Array(W2.length);
    const db1 = new Float64Array(hidden);
    const db2 = new Float64Array(outputs);
    for (let r = 0; r < batch; r++) {
      const y = Float64Array.from(b1);
      for (let i = 0; i < inputs; i++) for (let j = 0; j < hidden; j++) y[j] += X[r * inputs + i] * W1[i * hidden + j];
      const o = Float64Array.from(b2);
      for (let j = 0; j < hidden; j++)
        for (let c = 0; c < outputs; c++) o[c] += Math.max(y[j], 0) * W2[j * outputs + c];
      const top = Math.max(...o);
      const total = o.reduce((sum, value) => sum + Math.exp(value - top), 0);
      losses[step] += (Math.log(total) - (o[labels[r]] - top)) / batch;
      const dO = o.map((value, c) => (Math.exp(value - top) / total - (c === labels[r] ? 1 : 0)) / batch);
      for (let c = 0; c < outputs; c++) db2[c] += dO[c];
      for (let j = 0; j < hidden; j++) {
        if (!(y[j] > 0)) continue;
        let dy = 0;
        for (let c = 0; c < outputs; c++) {
          dy += dO[c] * W2[j * outputs + c];
          dW2[j * outputs + c] += y[j] * dO[c];
        }
        db1[j] += dy;
        for (let i = 0; i < inputs; i++) dW1[i * hidden + j] += X[r * inputs + i] * dy;
      }
    }
    for (const [weights, gradient] of [
      [W1, dW1],
      [W2, dW2],
      [b1, db1],
      [b2, db2],
    ]) {
      weights.forEach((weight, i) => {
        weights[i] = weight - learningRate * gradient[i];
      });
    }
  }
  return losses;
}

const torch: PrepareTraining = async (training) => {
  const { run, time, answer } = await python('training', { ...training, checkedSteps: CHECKED_STEPS });
  return { step: run, time, losses: async () => Array.from(await answer()) };
};

function trainingCase(inputs: number, hidden: number, threads = 1): BenchCase {
  const contender = (prepare: PrepareTraining) => async (): Promise<Contender> => {
    const { step, time, losses } = await prepare(makeTraining(inputs, hidden));
    return { run: step, ...(time && { time }), answer: () => losses(CHECKED_STEPS) };
  };
  const task = `training step ${inputs}-${hidden}-${OUTPUTS} batch ${BATCH} sgd`;
  const common = {
    reference: () => referenceLosses(makeTraining(inputs, hidden)),
    tolerance: 1e-4,
  };
  if (threads > 1)
    return {
      ...common,
      name: `threads ${threads} ${task}`,
      contenders: { nabla: contender(nablaTrainingOnThreads(threads)), 'torch, 1 thread': contender(torch) },
    };
  return {
    ...common,
    name: task,
    contenders: {
      nabla: contender(nablaTraining),
      'jax-js': contender(jaxTraining),
      'tfjs-wasm': contender(tfjsTraining('wasm')),
      'tfjs-cpu': contender(tfjsTraining('cpu')),
      torch: contender(torch),
    },
  };
}

export const trainingCases: readonly BenchCase[] = [
  trainingCase(100, 512),
  trainingCase(784, 512),
  trainingCase(784, 512, 2),
];
