// One pass of stochastic gradient descent over 128 samples one by one, which is how brain.js trains: two layers, ReLU after
// both, squared error. The answer compared is what the network gives for the first samples after the pass.
import { type BenchCase, type Contender, contend, type Prepare } from '../case.js';
import { brainSamples } from '../rivals/brain.js';
import { nablaSamples } from '../rivals/nablaSamples.js';
import { sequence } from './gemm.js';

/** A step moves every parameter by −rate · ∂(½|o − t|²); weights are stored as inputs×outputs, biases start at zero. */
export interface SampleTraining {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly rate: number;
  readonly X: readonly Float64Array[];
  readonly T: readonly Float64Array[];
  readonly W1: Float64Array;
  readonly W2: Float64Array;
}

/** `pass` trains further and further; `afterOne` starts anew and gives the outputs for `probes` after one pass. */
export interface SampleTrainer {
  pass(): void | Promise<void>;
  afterOne(probes: readonly Float64Array[]): Promise<number[]>;
}

const SAMPLES = 128;
const PROBES = 4;

function makeTask(inputs: number, hidden: number, outputs: number): SampleTraining {
  const numbers = (length: number, seed: number, scale: number): Float64Array =>
    (sequence(length, seed, 'f64') as Float64Array).map((value) => value * scale);
  return {
    inputs,
    hidden,
    outputs,
    rate: 1 / 512,
    X: Array.from({ length: SAMPLES }, (_, s) => numbers(inputs, s + 10, 1)),
    T: Array.from({ length: SAMPLES }, (_, s) => numbers(outputs, s + 500, 0.5).map((value) => value + 0.5)),
    W1: numbers(inputs * hidden, 1, 1 / Math.sqrt(inputs)),
    W2: numbers(hidden * outputs, 2, 3 / Math.sqrt(hidden)),
  };
}

function reference(task: SampleTraining): Float64Array {
  const { hidden, outputs, rate, X, T } = task;
  const [W1, W2] = [task.W1.slice(), task.W2.slice()];
  const [b1, b2] = [new Float64Array(hidden), new Float64Array(outputs)];
  const layer = (x: Float64Array, W: Float64Array, b: Float64Array): Float64Array =>
    b.map((bias, j) =>
      Math.max(
        x.reduce((sum, value, i) => sum + value * W[i * b.length + j], bias),
        0,
      ),
    );
  const descend = (x: Float64Array, W: Float64Array, b: Float64Array, delta: Float64Array): void => {
    for (let j = 0; j < b.length; j++) {
      b[j] -= rate * delta[j];
      for (let i = 0; i < x.length; i++) W[i * b.length + j] -= rate * x[i] * delta[j];
    }
  };
  for (let s = 0; s < SAMPLES; s++) {
    const z = layer(X[s], W1, b1);
    const o = layer(z, W2, b2);
    const dO = o.map((value, c) => (value > 0 ? value - T[s][c] : 0));
    const dZ = z.map((value, j) => (value > 0 ? dO.reduce((sum, d, c) => sum + d * W2[j * outputs + c], 0) : 0));
    descend(z, W2, b2, dO);
    descend(X[s], W1, b1, dZ);
  }
  return Float64Array.from(X.slice(0, PROBES).flatMap((x) => Array.from(layer(layer(x, W1, b1), W2, b2))));
}

function samplesCase(inputs: number, hidden: number, outputs: number): BenchCase {
  const task = (): SampleTraining => makeTask(inputs, hidden, outputs);
  const prepare =
    (trainer: (task: SampleTraining) => SampleTrainer): Prepare<SampleTraining> =>
    (given): Contender => {
      const { pass, afterOne } = trainer(given);
      return { run: pass, answer: () => afterOne(given.X.slice(0, PROBES)) };
    };
  return {
    name: `training samples ${inputs}-${hidden}-${outputs} one by one`,
    points: SAMPLES,
    reference: () => reference(task()),
    tolerance: 1e-4,
    contenders: contend(task, prepare(nablaSamples), { 'brain.js': prepare(brainSamples) }),
  };
}

export const samplesCases: readonly BenchCase[] = [samplesCase(100, 512, 10)];
