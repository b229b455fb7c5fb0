// Page 7 in the worker: the passes of the course's network with every quantity, training on digits, recognition, files.

import { parse } from '@nablajs/calculus';
import { ArgumentError, norm, random, softmax, tensor } from '@nablajs/core-wasm';
import { checkGradients, explainBackward, type OptimizerName, TwoLayerNet } from '@nablajs/nn';
import { type Formula, formulaOf } from '../../engine/formulas.js';
import type { Progress } from '../../engine/protocol.js';
import type { Language } from '../../text/dictionary.js';
import { centred } from './centred.js';
import { bundledDigits, type DigitSets, PIXELS, type PickedFile, pickedDigits, SIDE } from './digits.js';

/** What the network is made with. */
export interface Making {
  readonly hidden: number;
  readonly seed: number;
  readonly reluGradientAtZero: 0 | 1;
}

/** A quantity of the forward or backward pass, of the course's 100-512-10 network and a batch of random rows. */
export interface Quantity {
  readonly name: string;
  readonly shape: readonly number[];
  /** Euclidean norm of its entries. */
  readonly norm: number;
  readonly first: readonly number[];
}

/** One step of the explanation, with the quantities it makes. */
export interface PassStep {
  readonly title: string;
  readonly latex: readonly string[];
  readonly reason: string | undefined;
  readonly makes: readonly string[];
}

/** Both passes. */
export interface Passes {
  readonly steps: readonly PassStep[];
  readonly quantities: readonly Quantity[];
  readonly loss: number;
  /** Of `backward` against difference quotients. */
  readonly largestError: number;
  readonly compared: number;
}

const COURSE = { inputs: 100, hidden: 512, outputs: 10 } as const;
/** Entries of each parameter whose derivative is compared with a difference quotient. */
const COMPARED = 12;

/** The passes through the course's network for `rows` random samples. */
export function passes(rows: number, seed: number, reluGradientAtZero: 0 | 1, language: Language): Passes {
  const net = new TwoLayerNet({ ...COURSE, seed, reluGradientAtZero, dtype: 'f64' });
  const draw = random(seed + 1);
  const X = draw.normal([rows, COURSE.inputs]);
  const labels = Array.from({ length: rows }, (_, i) => (i * 7 + seed) % COURSE.outputs);
  const { loss, ...backward } = net.backward(X, labels);
  const values = { X, ...net.parameters, ...net.forward(X), ...backward };
  const quantities = Object.entries(values).map(([name, value]) => {
    const entries = value.toTypedArray();
    return {
      name,
      shape: value.shape,
      norm: norm(value.reshape([value.size])) as number,
      first: [...entries.slice(0, 4)],
    };
  });
  const { maxRelError, compared } = checkGradients(net, X, labels, { entries: COMPARED });
  const steps = explainBackward(net, { language }).steps.map(({ title, latex, reason, shapes }) => ({
    title,
    latex,
    reason,
    makes: Object.keys(shapes),
  }));
  return { steps, quantities, loss, largestError: maxRelError, compared };
}

/** What the course's network computes, as a formula: its code in any language. */
export function forwardFormula(): Formula {
  const { inputs, hidden, outputs } = COURSE;
  const shapes = { X: ['N', inputs], W1: [inputs, hidden], b1: [hidden], W2: [hidden, outputs], b2: [outputs] };
  return formulaOf(parse("relu(X*W1 + ones(N)*b1')*W2 + ones(N)*b2'", { shapes }), { shapes });
}

let net: TwoLayerNet | undefined;
let sets: DigitSets | undefined;

/** How many digits there are to learn from and to be judged by. */
export interface Counts {
  readonly train: number;
  readonly test: number;
}

const countsOf = ({ train, test }: DigitSets): Counts => ({ train: train.labels.length, test: test.labels.length });

/** Fetches the digits that come with the site. */
export async function loadDigits(): Promise<Counts> {
  sets = await bundledDigits();
  return countsOf(sets);
}

/** Takes MNIST's own files instead. */
export async function pickDigits(files: readonly PickedFile[]): Promise<Counts> {
  sets = await pickedDigits(files);
  return countsOf(sets);
}

/** What is trained, and how. */
export interface Training extends Making {
  readonly epochs: number;
  readonly batchSize: number;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** Whether to begin with new weights instead of those there are. */
  readonly fresh: boolean;
}

/** Where a training is. */
export interface TrainingState {
  /** Steps and losses since the last report. */
  readonly steps: readonly number[];
  readonly losses: readonly number[];
  /** After an epoch: of the test digits. */
  readonly accuracy?: number;
  readonly epoch: number;
  readonly total: number;
}

/** How a training ended. */
export interface Trained {
  readonly status: string;
  readonly accuracy: number;
  readonly loss: number;
  readonly seconds: number;
}

/** A page is told this often, and can stop the training as often. */
const REPORT_MS = 80;

/** Trains on the digits; `progress` answers whether to go on. */
export async function train(options: Training, progress: Progress<TrainingState>): Promise<Trained> {
  const { epochs, batchSize, optimizer, learningRate, fresh, ...making } = options;
  const { train: given, test } = await digits();
  if (fresh || net === undefined) net = new TwoLayerNet({ inputs: PIXELS, outputs: 10, ...making });
  const learner = net;
  const begun = performance.now();
  let [steps, losses]: [number[], number[]] = [[], []];
  let told = begun;
  const tell = async (epoch: number, accuracy?: number): Promise<'stop' | undefined> => {
    told = performance.now();
    const state = { steps, losses, epoch, total: epochs, ...(accuracy === undefined ? {} : { accuracy }) };
    [steps, losses] = [[], []];
    return (await progress(state)) ? undefined : 'stop';
  };
  const { status } = await learner.fit(given.X, given.labels, {
    epochs,
    batchSize,
    optimizer,
    learningRate,
    seed: making.seed,
    validation: { X: test.X, labels: test.labels },
    onBatch: ({ step, loss, epoch }) => {
      steps.push(step);
      losses.push(loss);
      return performance.now() - told > REPORT_MS ? tell(epoch) : undefined;
    },
    onEpoch: ({ epoch, validationAccuracy }) => tell(epoch + 1, validationAccuracy),
  });
  const seconds = (performance.now() - begun) / 1000;
  return { status, seconds, ...learner.evaluate(test.X, test.labels) };
}

/**
 * Images of the weights into hidden units: of those that matter most to the output, by ‖row of W₂‖.
 *
 * @param _version Another number asks again, although the question is the same.
 */
export function weightImages(
  count: number,
  _version: number,
): { readonly side: number; readonly images: readonly Float32Array[] } {
  const { W1, W2 } = learned().parameters;
  const [inputs = 0, hidden = 0] = W1.shape;
  const [into, out] = [W1.toTypedArray(), W2.toTypedArray()];
  const outputs = out.length / hidden;
  const weight = (unit: number): number => {
    let sum = 0;
    for (let k = unit * outputs; k < (unit + 1) * outputs; k++) sum += out[k]! ** 2;
    return sum;
  };
  const best = Array.from({ length: hidden }, (_, unit) => ({ unit, weight: weight(unit) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, count);
  const images = best.map(({ unit }) => Float32Array.from({ length: inputs }, (_, i) => into[i * hidden + unit]!));
  return { side: SIDE, images };
}

/** What the network takes a drawing for. */
export interface Recognition {
  /** The drawing as the network sees it, 28×28. */
  readonly image: Float32Array;
  /** Of the ten digits. */
  readonly probabilities: readonly number[];
  readonly digit: number;
}

/** Recognizes a square drawing of values in [0, 1]; undefined when it is empty. */
export function recognize(ink: Float32Array): Recognition | undefined {
  const image = centred(ink);
  return image && { image, ...judged(image) };
}

/** A test digit, and what the network takes it for. */
export async function testDigit(index: number): Promise<Recognition & { readonly label: number }> {
  const { test } = await digits();
  const at = index % test.labels.length;
  const image = Float32Array.from(test.pixels.subarray(at * PIXELS, (at + 1) * PIXELS), (byte) => byte / 255);
  return { image, label: test.labels[at]!, ...judged(image) };
}

function judged(image: Float32Array): { probabilities: readonly number[]; digit: number } {
  const X = tensor(image, { shape: [1, PIXELS], dtype: 'f32' });
  const probabilities = [...softmax(learned().forward(X).O).toTypedArray()];
  return { probabilities, digit: probabilities.indexOf(Math.max(...probabilities)) };
}

/** The files that a network can be written to. */
export type FileKind = 'safetensors' | 'onnx' | 'torch' | 'jax';

/** The network as a file. */
export function saved(kind: FileKind): Uint8Array {
  const model = learned();
  if (kind === 'safetensors') return model.save();
  if (kind === 'onnx') return model.toOnnx();
  return new TextEncoder().encode(model.toCode(kind));
}

/** Takes a saved network; what it is made of. */
export function opened(bytes: Uint8Array): { readonly hidden: number } {
  const model = TwoLayerNet.load(bytes) as TwoLayerNet;
  const [inputs, hidden = 0] = model.parameters.W1.shape;
  const outputs = model.parameters.W2.shape[1];
  if (inputs !== PIXELS || outputs !== 10)
    throw new ArgumentError({ where: 'open', expected: 'a network 784-…-10', got: `${inputs}-${hidden}-${outputs}` });
  net = model;
  return { hidden };
}

async function digits(): Promise<DigitSets> {
  sets ??= await bundledDigits();
  return sets;
}

function learned(): TwoLayerNet {
  net ??= new TwoLayerNet({ inputs: PIXELS, hidden: 512, outputs: 10 });
  return net;
}
