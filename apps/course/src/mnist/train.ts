// 784 → 512 → 10 on the digits of MNIST: mini-batch Adam with a falling learning rate, softmax cross-entropy.
import { performance } from 'node:perf_hooks';
import { type EpochRecord, TwoLayerNet } from '@nablajs/nn';
import { type Options, Presets, SingleBar } from 'cli-progress';
import type { Report } from '../report.js';
import { loadDigits } from './data.js';
import { beside, drawDigit } from './draw.js';

const INPUTS = 784;
const HIDDEN = 512;
const OUTPUTS = 10;
const EPOCHS = 6;
const BATCH = 128;
const RATE = 2e-3;

const BAR: Options = {
  format: '  {bar} {percentage} % | {epoch}/{epochs} | {loss} | {eta} s',
  etaBuffer: 200,
  hideCursor: true,
  clearOnComplete: true,
};

/** What the network has to reach on digits it has not seen. */
const REQUIRED_ACCURACY = 0.98;

/** Multiplications and additions of one training sample: XW₁, ZW₂, Xᵀ∂Y, Zᵀ∂O and ∂O·W₂ᵀ (∂X is not needed). */
const FLOPS_PER_SAMPLE = 2 * (2 * INPUTS * HIDDEN + 3 * HIDDEN * OUTPUTS);

export interface Accuracy {
  readonly value: number;
  /** Whether the accuracy and every number on the way were what they must be. */
  readonly held: boolean;
}

/** Trains, judges on the 10,000 test digits, draws a few, and says how fast it was. */
export async function trainOnDigits(report: Report, terminal: boolean): Promise<Accuracy> {
  report.heading({
    en: 'The network 784 → 512 → 10 learns the 60,000 digits of MNIST',
    zh: '网络 784 → 512 → 10 学习 MNIST 的 60,000 个数字',
  });
  const training = loadDigits('train');
  const test = loadDigits('test');
  const net = new TwoLayerNet({ inputs: INPUTS, hidden: HIDDEN, outputs: OUTPUTS, seed: 1 });

  const count = training.labels.length;
  const batches = Math.ceil(count / BATCH);
  const bar = terminal ? new SingleBar(BAR, Presets.shades_classic) : undefined;
  bar?.start(EPOCHS * batches, 0, { loss: '–', epoch: 1, epochs: EPOCHS });
  const start = performance.now();
  const history = await net.fit(training.images, training.labels, {
    epochs: EPOCHS,
    batchSize: BATCH,
    optimizer: 'adam',
    learningRate: RATE,
    schedule: 'cosine',
    onBatch: ({ loss, epoch }) => bar?.increment(1, { loss: loss.toFixed(4), epoch: epoch + 1 }),
    // The bar is in the way of lines, so on a terminal they wait for its end.
    onEpoch: (epoch) => (terminal ? undefined : reportEpoch(report, epoch)),
  });
  const seconds = (performance.now() - start) / 1000;
  bar?.stop();

  if (terminal) for (const epoch of history.epochs) reportEpoch(report, epoch);
  const samples = EPOCHS * count;
  const time = seconds.toFixed(1);
  const rate = `${Math.round(samples / seconds)}`;
  const work = `${((samples * FLOPS_PER_SAMPLE) / seconds / 1e9).toFixed(1)} GFLOP/s`;
  const speed = {
    en: `  trained in ${time} s: ${rate} samples/s, ${work}`,
    zh: `  训练用时 ${time} 秒：每秒 ${rate} 个样本，${work}`,
  };
  report.line(report.say(speed));
  const { accuracy } = net.evaluate(test.images, test.labels);
  const held = accuracy >= REQUIRED_ACCURACY && history.epochs.every(({ loss }) => Number.isFinite(loss));
  const right = `${Math.round(accuracy * test.labels.length)} / ${test.labels.length}`;
  report.verdict(held, report.say({ en: `right on ${right} digits of the test set`, zh: `测试集上识别正确 ${right}` }));
  drawSome(report, net, test, terminal ? Math.max(1, Math.floor((process.stdout.columns || 80) / 22)) : 3);
  return { value: accuracy, held };
}

function reportEpoch(report: Report, { epoch, loss }: EpochRecord): void {
  const text = { en: `epoch ${epoch + 1}: loss ${loss.toFixed(5)}`, zh: `第 ${epoch + 1} 轮：损失 ${loss.toFixed(5)}` };
  report.verdict(Number.isFinite(loss), report.say(text));
}

/** The first digits of the test set and the first one that the network takes for another. */
function drawSome(report: Report, net: TwoLayerNet, test: ReturnType<typeof loadDigits>, room: number): void {
  const predicted = net.predict(test.images);
  const wrong = test.labels.findIndex((label, index) => predicted[index] !== label);
  const shown = [...Array.from({ length: Math.min(room, 6) - 1 }, (_, index) => index), wrong].filter(
    (index) => index >= 0,
  );
  const drawings = shown.map((index) => {
    const label = test.labels[index];
    const seen = report.say({ en: `seen as ${predicted[index]}`, zh: `识别为 ${predicted[index]}` });
    const truth = report.say({ en: `, is ${label}`, zh: `，实为 ${label}` });
    return {
      lines: drawDigit(test.pixels.subarray(index * INPUTS, (index + 1) * INPUTS)),
      caption: predicted[index] === label ? `${seen} ✓` : `${seen}${truth}`,
    };
  });
  report.line();
  for (const line of beside(drawings)) report.line(`  ${line}`);
}
