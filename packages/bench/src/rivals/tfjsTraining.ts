import { register } from 'node:module';
import type { Scalar, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { PrepareTraining } from '../cases/training.js';
import { tfjs } from './tfjs.js';

/** Lets imports without an extension find their file, as bundlers do. */
const RESOLVER = `
  export async function resolve(specifier, context, next) {
    for (const ending of ['', '.js', '/index.js']) {
      try { return await next(specifier + ending, context); } catch (error) { if (specifier[0] !== '.') throw error; }
    }
    return next(specifier, context);
  }`;

/** Its package for Node lacks the gradients; they come from its modules for bundlers, which share the registry. */
async function registerGradients(): Promise<void> {
  register(`data:text/javascript,${encodeURIComponent(RESOLVER)}`);
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
}

/** tf.train.sgd on a loss written with core operations. */
export const tfjsTraining =
  (backend: 'wasm' | 'cpu'): PrepareTraining =>
  async (training) => {
    const tf = await tfjs(backend);
    await registerGradients();
    const { batch, inputs, hidden, outputs, learningRate } = training;
    const X = tf.tensor2d(training.X, [batch, inputs]);
    const T = tf.oneHot(tf.tensor1d(training.labels, 'int32'), outputs) as Tensor2D;
    const start = (): Variable[] => [
      tf.variable(tf.tensor2d(training.W1, [inputs, hidden])),
      tf.variable(tf.zeros([hidden])),
      tf.variable(tf.tensor2d(training.W2, [hidden, outputs])),
      tf.variable(tf.zeros([outputs])),
    ];
    const optimizer = tf.train.sgd(learningRate);
    const advance = ([W1, b1, W2, b2]: Variable[]): number => {
      const cost = optimizer.minimize(
        () =>
          tf.tidy(() => {
            const Z = tf.relu(tf.add(tf.matMul(X, W1 as never), b1));
            const O = tf.add(tf.matMul(Z as never, W2 as never), b2);
            return tf.mul(tf.sum(tf.mul(tf.logSoftmax(O), T)), -1 / batch) as Scalar;
          }),
        true,
        [W1, b1, W2, b2],
      );
      const [value] = cost?.dataSync() ?? [];
      cost?.dispose();
      return value;
    };

    const state = start();
    return {
      step: () => void advance(state),
      async losses(count) {
        const own = start();
        const losses = Array.from({ length: count }, () => advance(own));
        for (const variable of own) variable.dispose();
        return losses;
      },
    };
  };
