// 784 → 512 → 10 on the digits of MNIST: mini-batch Adam with a falling learning rate, softmax cross-entropy.
import { performance } from 'node:perf_hooks';
import { TwoLayerNet } from '@nablajs/nn';
import { SingleBar } from 'cli-progress';
import type { Report } from '../report.js';
import { loadDigits } from './data.js';
import { beside, drawDigit } from './draw.js';

const INPUTS = 784;
const HIDDEN = 512;
const OUTPUTS = 10;
const EPOCHS = 6;
const BATCH = 128;
const RATE = 2e-3;

/** What the network has to reach on digits it has not seen. */
const REQUIRED_ACCURACY = 0.975;

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
  const bar = terminal
    ? new SingleBar({
        format: '  {bar} {percentage} % | loss {loss} | {eta} s',
        hideCursor: true,
        clearOnComplete: true,
      })
    : undefined;
  bar?.start(EPOCHS * batches, 0, { loss: '–' });
  const start = performance.now();
  const history = await net.fit(training.images, training.labels, {
    epochs: EPOCHS,
    batchSize: BATCH,
    optimizer: 'adam',
    learningRate: RATE,
    schedule: (step: number) => 0.5 * (1 + Math.cos((Math.PI * step) / (EPOCHS * batches))),
    onBatch: ({ loss }) => bar?.increment(1, { loss: loss.toFixed(4) }),
  });
  const seconds = (performance.now() - start) / 1000;
  bar?.stop();

  history.epochs.forEach(({ loss }, epoch) => {
    report.verdict(
      Number.isFinite(loss),
      `${report.say({ en: 'epoch', zh: '第' })} ${epoch + 1}: ${report.say({ en: 'loss', zh: '轮，损失' })} ${loss.toFixed(5)}`,
    );
  });
  const samples = EPOCHS * count;
  report.line(
    `  ${report.say({ en: 'trained in', zh: '训练用时' })} ${seconds.toFixed(1)} s: ${Math.round(samples / seconds)} ${report.say({ en: 'samples/s', zh: '样本/秒' })}, ${((samples * FLOPS_PER_SAMPLE) / seconds / 1e9).toFixed(1)} GFLOP/s`,
  );
  const { accuracy } = net.evaluate(test.images, test.labels);
  const held = accuracy >= REQUIRED_ACCURACY && history.epochs.every(({ loss }) => Number.isFinite(loss));
  report.verdict(
    held,
    `${report.say({ en: 'right on', zh: '测试集上正确' })} ${Math.round(accuracy * test.labels.length)} / ${test.labels.length}`,
  );
  drawSome(report, net, test, terminal ? Math.max(1, Math.floor((process.stdout.columns ?? 80) / 22)) : 3);
  return { value: accuracy, held };
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
    const seen = `${report.say({ en: 'seen as', zh: '识别为' })} ${predicted[index]}`;
    return {
      lines: drawDigit(test.pixels.subarray(index * INPUTS, (index + 1) * INPUTS)),
      caption: predicted[index] === label ? `${seen} ✓` : `${seen}, ${report.say({ en: 'is', zh: '实为' })} ${label}`,
    };
  });
  report.line();
  for (const line of beside(drawings)) report.line(`  ${line}`);
}
