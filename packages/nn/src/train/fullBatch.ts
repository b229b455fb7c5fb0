/**
 * Descent on all samples at once by L-BFGS: J(θ) and ∇J(θ) come from the same passes as a step's, minimized by
 * `minimizeAsync` of @nablajs/optim, in f64 between the passes.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Model } from '../network/model.js';
import { Pass } from '../network/pass.js';
import type { Rows, TargetRows } from '../network/samples.js';
import { constantNames, type FitOptions, validationTarget } from './fitOptions.js';
import type { EpochRecord, History } from './history.js';
import { validationRecord } from './validate.js';

/** Options that speak of batches and steps. Weight decay does not: it is part of what is minimized. */
const batchOptions: readonly (keyof FitOptions)[] = [
  'batchSize',
  'schedule',
  'gradientClip',
  'onBatch',
  'checkpoint',
  'resume',
  'earlyStopping',
  ...constantNames.filter((name) => name !== 'weightDecay'),
];

/** An iteration of L-BFGS counts as an epoch; memory is that of one batch of all rows. */
export async function fitFullBatch(
  model: Model,
  samples: Rows,
  targets: TargetRows,
  options: FitOptions,
): Promise<History> {
  const unfit = batchOptions.find((name) => options[name] !== undefined);
  if (unfit) throw new ArgumentError({ where: `fit: ${unfit}`, expected: 'none with l-bfgs', got: 'one' });
  const { epochs: limit = 100, weightDecay = 0, validation, onEpoch, signal } = options;
  if (!(weightDecay >= 0 && weightDecay < Number.POSITIVE_INFINITY))
    throw new ArgumentError({ where: 'fit: weightDecay', expected: 'a number ≥ 0', got: String(weightDecay) });
  const pass = new Pass(model.architecture, samples.rows, { backward: true, seed: model.seed });
  const epochs: EpochRecord[] = [];
  try {
    pass.load(samples, targets, 0, samples.rows);
    model.theta.train(pass);
    try {
      const n = model.architecture.trainedSize;
      const value = (x: Float64Array): number => {
        pass.view(pass.theta, n).set(x);
        pass.forward(samples.rows, false, 0);
        return pass.loss(samples.rows, targets.classes) + (weightDecay / 2) * x.reduce((sum, w) => sum + w * w, 0);
      };
      // Loaded on demand: with it come the other methods and @nablajs/calculus, which no other training needs.
      const { minimizeAsync } = await import('@nablajs/optim');
      const result = await minimizeAsync(
        {
          value,
          gradient(x, out = new Float64Array(n)) {
            value(x);
            pass.backward();
            const gradient = pass.view(pass.gradient, n);
            for (let i = 0; i < n; i++) out[i] = gradient[i]! + weightDecay * x[i]!;
            return out;
          },
        },
        Float64Array.from(pass.view(pass.theta, n)),
        {
          method: 'l-bfgs',
          maxIterations: limit,
          ...(signal && { signal }),
          onIteration({ iteration, value: loss, x }) {
            if (iteration === 0) return undefined;
            pass.view(pass.theta, n).set(x);
            const record: EpochRecord = {
              epoch: iteration - 1,
              loss,
              steps: iteration,
              learningRate: 1,
              ...(validation && validationRecord(model.evaluate(validation.X, validationTarget(validation)))),
            };
            epochs.push(record);
            return onEpoch?.(record);
          },
        },
      );
      pass.view(pass.theta, n).set(result.x);
      const status = result.status === 'stopped' ? 'stopped' : result.status === 'diverged' ? 'diverged' : 'completed';
      return { status, message: result.message, epochs, steps: result.iterations };
    } finally {
      model.theta.rest();
    }
  } finally {
    pass.free();
  }
}
