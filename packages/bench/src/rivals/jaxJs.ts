import {
  blockUntilReady,
  defaultDevice,
  init,
  type Array as JaxArray,
  jit,
  nn,
  numpy as np,
  valueAndGrad,
} from '@jax-js/jax';
import type { PrepareTraining, Training } from '../cases/training.js';

type State = [W1: JaxArray, b1: JaxArray, W2: JaxArray, b2: JaxArray];

/** The whole step under one jit, as its documentation advises; `.ref` keeps an array that is used again. */
export const jaxTraining: PrepareTraining = async (training) => {
  await init('wasm');
  defaultDevice('wasm');
  const { batch, inputs, hidden, outputs, learningRate } = training;
  const X = np.array(training.X).reshape([batch, inputs]);
  const T = np.array(oneHot(training)).reshape([batch, outputs]);
  const start = (): State => [
    np.array(training.W1).reshape([inputs, hidden]),
    np.zeros([hidden]),
    np.array(training.W2).reshape([hidden, outputs]),
    np.zeros([outputs]),
  ];
  const loss = (W1: JaxArray, b1: JaxArray, W2: JaxArray, b2: JaxArray, x: JaxArray, t: JaxArray): JaxArray => {
    const Z = nn.relu(np.matmul(x, W1).add(b1));
    return nn
      .logSoftmax(np.matmul(Z, W2).add(b2))
      .mul(t)
      .sum()
      .mul(-1 / batch);
  };
  const lossAndGradient = valueAndGrad(loss, { argnums: [0, 1, 2, 3] });
  const update = jit((W1: JaxArray, b1: JaxArray, W2: JaxArray, b2: JaxArray, x: JaxArray, t: JaxArray) => {
    const [value, [dW1, db1, dW2, db2]] = lossAndGradient(W1.ref, b1.ref, W2.ref, b2.ref, x, t);
    return [
      value,
      W1.sub(dW1.mul(learningRate)),
      b1.sub(db1.mul(learningRate)),
      W2.sub(dW2.mul(learningRate)),
      b2.sub(db2.mul(learningRate)),
    ] as JaxArray[];
  });
  const advance = async (state: State): Promise<{ value: JaxArray; next: State }> => {
    const [value, ...next] = update(...state, X.ref, T.ref) as [JaxArray, ...State];
    await blockUntilReady([value, ...next]);
    return { value, next };
  };

  let state = start();
  return {
    async step() {
      const { value, next } = await advance(state);
      value.dispose();
      state = next;
    },
    async losses(count) {
      let current = start();
      const losses: number[] = [];
      for (let k = 0; k < count; k++) {
        const { value, next } = await advance(current);
        losses.push(value.item());
        current = next;
      }
      return losses;
    },
  };
};

function oneHot({ batch, outputs, labels }: Training): Float32Array<ArrayBuffer> {
  const target = new Float32Array(batch * outputs);
  labels.forEach((label, row) => {
    target[row * outputs + label] = 1;
  });
  return target;
}
