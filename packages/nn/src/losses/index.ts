import { linear } from './linear.js';
import type { Loss } from './loss.js';
import { softmaxCrossEntropy } from './softmaxCrossEntropy.js';
import { meanSquaredError, sumOfSquares } from './squaredError.js';

/** Name of a loss: N is the number of rows, T the target, O the output. */
export type LossName = 'softmax-cross-entropy' | 'mse' | 'sse' | 'linear';

/** Every loss by its name. */
export const losses: Readonly<Record<LossName, Loss>> = {
  linear,
  mse: meanSquaredError,
  'softmax-cross-entropy': softmaxCrossEntropy,
  sse: sumOfSquares,
};
