// The bytes of an ONNX model, read back by protobuf's wire format; and, where onnxruntime-web is at hand, run by it. Run this file
// with CI=true after every change of format/onnx*.ts: it then fetches onnxruntime-web.
import { random } from '@nablajs/core-wasm';
import {
  batchNorm,
  dense,
  dropout,
  gelu,
  leakyRelu,
  Network,
  relu,
  sigmoid,
  softmax,
  TwoLayerNet,
  tanh,
} from '@nablajs/nn';
import { describe, expect, it } from 'vitest';
import { onnxRuntime } from './onnxRuntime.js';

/** The fields of a message by number: varints as numbers, everything else as bytes. */
function decode(bytes: Uint8Array): Record<number, (number | Uint8Array)[]> {
  const fields: Record<number, (number | Uint8Array)[]> = {};
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const [varying, sized] = [(key & 7) === 0, (key & 7) === 2];
    const length = varying ? 0 : sized ? varint() : 4;
    const value = varying ? varint() : bytes.subarray(at, (at += length));
    (fields[key >>> 3] ??= []).push(value);
  }
  return fields;
}

const text = (value: unknown): string => new TextDecoder().decode(value as Uint8Array);
const message = (value: unknown): Record<number, (number | Uint8Array)[]> => decode(value as Uint8Array);

describe('toOnnx', () => {
  const net = new TwoLayerNet({ inputs: 3, hidden: 300, outputs: 2, seed: 1 });

  it('states IR version 8 and opset 17, and holds the graph of the network', () => {
    const model = decode(net.toOnnx());
    expect(model[1]).toEqual([8]);
    expect(text(model[2]![0])).toBe('@nablajs/nn');
    expect(message(model[8]![0])[2]).toEqual([17]);
    const graph = message(model[7]![0]);
    const nodes = graph[1]!.map(message).map((node) => [text(node[4]![0]), node[1]!.map(text), text(node[2]![0])]);
    expect(nodes).toEqual([
      ['Gemm', ['X', 'W1', 'b1'], 't1'],
      ['Relu', ['t1'], 't2'],
      ['Gemm', ['t2', 'W2', 'b2'], 't3'],
      ['Identity', ['t3'], 'O'],
    ]);
    const parameters = graph[5]!.map(message);
    expect(parameters.map((tensor) => text(tensor[8]![0]))).toEqual(['W1', 'b1', 'W2', 'b2']);
    expect(parameters[0]![1]).toEqual([3, 300]);
    expect(parameters[0]![2]).toEqual([1]);
    expect(parameters[0]![9]![0]).toEqual(new Uint8Array(net.parameters.W1.toTypedArray().buffer));
    for (const [field, name, width] of [
      [11, 'X', 3],
      [12, 'O', 2],
    ] as const) {
      // biome-ignore format: a table
      const value = message(graph[field]![0]);
      expect(text(value[1]![0])).toBe(name);
      const tensorType = message(message(value[2]![0])[1]![0]);
      const lengths = message(tensorType[2]![0])[1]!.map(message);
      expect([text(lengths[0]![2]![0]), lengths[1]![1]]).toEqual(['N', [width]]);
    }
  });

  it('gives the same bytes for the same network', () => {
    expect(net.toOnnx()).toEqual(TwoLayerNet.load(net.save()).toOnnx());
  });
});

const ort = await onnxRuntime();

describe.skipIf(!ort)('onnxruntime-web', () => {
  it('computes 100 networks to within 1e-6 of ours', async () => {
    const { env, InferenceSession, Tensor } = ort!;
    env.wasm.numThreads = 1;
    for (let k = 0; k < 100; k++) {
      const net = sample(k);
      const X = random(k).normal([5, net.architecture.inputs], { dtype: net.dtype });
      const session = await InferenceSession.create(net.toOnnx());
      const given = new Tensor(net.dtype === 'f32' ? 'float32' : 'float64', X.toTypedArray(), X.shape);
      const { O } = await session.run({ X: given });
      const ours = net.forward(X).output.toTypedArray();
      expect(O!.data.length).toBe(ours.length);
      const scale = Math.max(1, ...ours.map(Math.abs));
      const worst = Math.max(...ours.map((value, i) => Math.abs(value - O!.data[i]!) / scale));
      expect(worst, `network ${k}: ${net.layers.map(({ kind }) => kind).join(', ')}`).toBeLessThan(1e-6);
      await session.release();
    }
  }, 120_000);
});

/** A network of 1 to 5 dense layers among every other kind, in either element type, with parameters away from their start. */
function sample(k: number): Network {
  const activations = [relu(), leakyRelu({ slope: 0.1 }), tanh(), sigmoid(), gelu(), softmax()];
  const widths = Array.from({ length: 2 + (k % 5) }, (_, i) => 1 + ((k * (7 + 6 * i)) % 60));
  const layers = widths
    .slice(1)
    .flatMap((width, i) => [
      dense(widths[i]!, width, { bias: (k + i) % 3 > 0 }),
      ...((k + i) % 2 ? [batchNorm(width, { epsilon: 1e-3 })] : []),
      activations[(k + i) % activations.length]!,
      ...(k % 3 ? [] : [dropout(0.3)]),
    ]);
  const net = new Network(layers, { seed: k, dtype: k % 4 === 3 ? 'f64' : 'f32' });
  for (const { name, shape, base } of net.architecture.parameters)
    if (base !== 'W') net.setParameters({ [name]: random(k).uniform(shape, { low: 0.5, high: 2 }) });
  return net;
}
