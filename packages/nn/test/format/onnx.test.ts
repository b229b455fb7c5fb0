// The bytes of an ONNX model, read back by protobuf's wire format; and, where onnxruntime-web is installed, run by it. That
// package takes 145 MB, so it is no dependency of the repository: `npm install --no-save onnxruntime-web` before this file
// is run brings it, and the test of 100 networks is no longer skipped. Run it after every change of format/onnx*.ts.
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

const runtime = 'onnxruntime-web';
const ort = await import(/* @vite-ignore */ runtime).catch(() => undefined);

describe.skipIf(!ort)('onnxruntime-web', () => {
  it('computes 100 networks to within 1e-6 of ours', async () => {
    ort.env.wasm.numThreads = 1;
    for (let k = 0; k < 100; k++) {
      const dtype = k % 4 === 3 ? 'f64' : 'f32';
      const [inputs, hidden, outputs] = [1 + ((k * 7) % 40), 1 + ((k * 13) % 60), 1 + (k % 11)];
      const activation = [relu(), leakyRelu({ slope: 1 }), tanh(), sigmoid(), gelu()][k % 5]!;
      const last = k % 3 === 1 ? [softmax()] : [];
      const layers = [dense(inputs, hidden, { bias: k % 2 === 0 }), batchNorm(hidden), activation, dropout(0.3)];
      const net = new Network([...layers, dense(hidden, outputs), ...last], { seed: k, dtype });
      const X = random(k).normal([5, inputs], { dtype });
      const session = await ort.InferenceSession.create(net.toOnnx());
      const given = new ort.Tensor(dtype === 'f32' ? 'float32' : 'float64', X.toTypedArray(), [5, inputs]);
      const { O } = await session.run({ X: given });
      const ours = net.forward(X).output.toTypedArray();
      const scale = Math.max(1, ...ours.map(Math.abs));
      for (const [i, value] of ours.entries()) expect(Math.abs(value - O.data[i]) / scale).toBeLessThan(1e-6);
      await session.release();
    }
  }, 120_000);
});
