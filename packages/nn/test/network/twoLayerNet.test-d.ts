// Predictions are classes under softmax cross-entropy and outputs under any other loss, and of a network whose loss is not known
// either. Nothing is any.
import type { Tensor } from '@nablajs/core-wasm';
import { dense, type LossName, type Model, Network, TwoLayerNet } from '@nablajs/nn';
import { expectTypeOf, test } from 'vitest';

type Classes = Int32Array<ArrayBuffer>;

const sizes = { inputs: 1, hidden: 1, outputs: 1 };
const bytes = new Uint8Array();

test('predict', () => {
  expectTypeOf(new TwoLayerNet(sizes).predict).returns.toEqualTypeOf<Classes>();
  expectTypeOf(new TwoLayerNet({ ...sizes, loss: 'softmax-cross-entropy' }).predict).returns.toEqualTypeOf<Classes>();
  expectTypeOf(new TwoLayerNet({ ...sizes, loss: 'mse' }).predict).returns.toEqualTypeOf<Tensor>();
  expectTypeOf(new Network([dense(1, 1)]).predict).returns.toEqualTypeOf<Classes>();
  expectTypeOf(new Network([dense(1, 1)], { loss: 'sse' }).predict).returns.toEqualTypeOf<Tensor>();
});

test('a bare type is that of a classifier, and nothing else fits it', () => {
  expectTypeOf<TwoLayerNet['predict']>().returns.toEqualTypeOf<Classes>();
  expectTypeOf(new TwoLayerNet(sizes)).toExtend<TwoLayerNet>();
  expectTypeOf<TwoLayerNet<'mse'>>().not.toExtend<TwoLayerNet>();
  expectTypeOf<Network<'mse'>>().not.toExtend<Network>();
});

test('any network is a Model, and a network of some loss', () => {
  expectTypeOf<TwoLayerNet<LossName>['predict']>().returns.toEqualTypeOf<Classes | Tensor>();
  expectTypeOf<TwoLayerNet<'mse'>>().toExtend<TwoLayerNet<LossName>>();
  expectTypeOf<TwoLayerNet>().toExtend<TwoLayerNet<LossName>>();
  expectTypeOf<Network<'mse'>>().toExtend<Model>();
  expectTypeOf<Model['predict']>().returns.toEqualTypeOf<Classes | Tensor>();
});

test('load', () => {
  expectTypeOf(TwoLayerNet.load(bytes)).toEqualTypeOf<TwoLayerNet<LossName>>();
  expectTypeOf(TwoLayerNet.load(bytes, { loss: 'mse' })).toEqualTypeOf<TwoLayerNet<'mse'>>();
  expectTypeOf(Network.load(bytes)).toEqualTypeOf<Network<LossName>>();
  expectTypeOf(Network.load(bytes, { loss: 'softmax-cross-entropy' })).toEqualTypeOf<Network>();
});

test('the named quantities', () => {
  const net = new TwoLayerNet(sizes);
  expectTypeOf(net.forward([[1]]).Z).toEqualTypeOf<Tensor>();
  expectTypeOf(net.backward([[1]], [0]).dW1).toEqualTypeOf<Tensor>();
  expectTypeOf(net.parameters.W2).toEqualTypeOf<Tensor>();
});
