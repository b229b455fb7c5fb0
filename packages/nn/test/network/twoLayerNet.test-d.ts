// Predictions are classes under softmax cross-entropy and outputs under any other loss; the bare type takes either.
import type { Tensor } from '@nablajs/core-wasm';
import { TwoLayerNet } from '@nablajs/nn';
import { expectTypeOf, test } from 'vitest';

const sizes = { inputs: 1, hidden: 1, outputs: 1 };

test('predict', () => {
  expectTypeOf(new TwoLayerNet(sizes).predict).returns.toEqualTypeOf<Int32Array<ArrayBuffer>>();
  expectTypeOf(new TwoLayerNet({ ...sizes, loss: 'softmax-cross-entropy' }).predict).returns.toEqualTypeOf<Int32Array<ArrayBuffer>>(); // biome-ignore format: one line
  expectTypeOf(new TwoLayerNet({ ...sizes, loss: 'mse' }).predict).returns.toEqualTypeOf<Tensor>();
  expectTypeOf(new TwoLayerNet({ ...sizes, loss: 'mse' })).toExtend<TwoLayerNet>();
});

test('the named quantities', () => {
  const net = new TwoLayerNet(sizes);
  expectTypeOf(net.forward([[1]]).Z).toEqualTypeOf<Tensor>();
  expectTypeOf(net.backward([[1]], [0]).dW1).toEqualTypeOf<Tensor>();
  expectTypeOf(net.parameters.W2).toEqualTypeOf<Tensor>();
});
