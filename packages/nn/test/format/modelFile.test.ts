import { random, type Tensor, tensor } from '@nablajs/core-wasm';
import {
  batchNorm,
  dense,
  dropout,
  FormatError,
  type LossName,
  leakyRelu,
  Network,
  readSafetensors,
  relu,
  softmax,
  TwoLayerNet,
  tanh,
  writeSafetensors,
} from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

const bits = (net: { parameters: Readonly<Record<string, Tensor>> }): unknown =>
  Object.entries(net.parameters).map(([name, p]) => [
    name,
    p.dtype,
    p.shape,
    ...new Uint8Array(p.toTypedArray().buffer),
  ]);

describe('save and load', () => {
  it.each([
    [{ inputs: 3, hidden: 5, outputs: 2 }],
    [
      {
        inputs: 1,
        hidden: 1,
        outputs: 1,
        bias: false,
        loss: 'mse',
        seed: 9007199254740991,
        dtype: 'f64',
        reluGradientAtZero: 0,
      },
    ],
  ] as const)('give a TwoLayerNet back: %o', (options) => {
    const net = new TwoLayerNet(options);
    const file = net.save();
    const loaded = TwoLayerNet.load(file);
    expect(bits(loaded)).toEqual(bits(net));
    expect(loaded.save()).toEqual(file);
    expect(readSafetensors(file).metadata.reluGradientAtZero).toBe(String('reluGradientAtZero' in options ? 0 : 1));
    expect(loaded.layers.map(({ options: own }) => own)).toEqual(net.layers.map(({ options: own }) => own));
    expect(loaded.lossName).toBe(net.lossName);
  });

  it('give any Network back, with its layers’ options', () => {
    const layers = [
      dense(3, 4),
      leakyRelu({ slope: 0.3 }),
      dropout(0.5),
      batchNorm(4, { epsilon: 1e-3 }),
      dense(4, 4, { bias: false }),
      tanh(),
      dense(4, 2),
      softmax(),
    ];
    for (const loss of ['softmax-cross-entropy', 'mse', 'sse', 'linear'] satisfies LossName[]) {
      const net = new Network(layers, { loss, dtype: 'f64', seed: 77 });
      const loaded = Network.load(net.save());
      expect(bits(loaded)).toEqual(bits(net));
      expect(loaded.save()).toEqual(net.save());
      const X = random(1).normal([4, 3]);
      expect(loaded.forward(X).output.toArray()).toEqual(net.forward(X).output.toArray());
    }
  });

  it('are those of the loss that is asked for, or none', () => {
    const net = new TwoLayerNet({ inputs: 1, hidden: 2, outputs: 3, loss: 'mse' });
    expect(TwoLayerNet.load(net.save(), { loss: 'mse' }).predict([[1]]).shape).toEqual([1, 3]);
    expect(Network.load(net.save(), { loss: 'mse' }).lossName).toBe('mse');
    const wanted = { loss: 'softmax-cross-entropy' } as const;
    const message = /load: expected a network of the loss 'softmax-cross-entropy', got 'mse'/;
    expect(() => TwoLayerNet.load(net.save(), wanted)).toThrow(message);
    expect(() => Network.load(net.save(), wanted)).toThrow(message);
  });

  it('give the rule of relu′(0) back', () => {
    const net = new TwoLayerNet({
      inputs: 1,
      hidden: 1,
      outputs: 1,
      bias: false,
      loss: 'linear',
      reluGradientAtZero: 0,
    });
    net.setParameters({ W1: [[0]], W2: [[1]] });
    expect(
      TwoLayerNet.load(net.save())
        .backward([[1]], [[1]])
        .dY.item(),
    ).toBe(0);
  });
});

describe('a file of PyTorch', () => {
  // As torch.nn.Linear keeps them: out × in.
  const torchFile = (prefix: string, second: string, biases: boolean): Uint8Array =>
    writeSafetensors({
      [`${prefix}0.weight`]: tensor([[1, 2], [3, 4], [5, 6]], { dtype: 'f32' }),
      [`${prefix}${second}.weight`]: tensor([[1, 0, -1]], { dtype: 'f32' }),
      ...(biases && {
        [`${prefix}0.bias`]: tensor([0.5, -100, 0.25], { dtype: 'f32' }),
        [`${prefix}${second}.bias`]: tensor([7], { dtype: 'f32' }),
      }),
    }, { format: 'pt' }); // biome-ignore format: as PyTorch prints it

  it.each([
    ['', '2'],
    ['net.', '2'],
    ['layers.', '10'],
  ])('with names %s0.weight, %s.weight is loaded and transposed', (prefix, second) => {
    const net = TwoLayerNet.load(torchFile(prefix, second, true));
    expect(net.parameters.W1.toArray()).toEqual([[1, 3, 5], [2, 4, 6]]); // biome-ignore format: one line
    expect(net.parameters.W2.toArray()).toEqual([[1], [0], [-1]]);
    expect(net.layers[1]!.options).toEqual({ gradientAtZero: 0 });
    // x = (1, 1): y = (3.5, −93, 11.25), z = (3.5, 0, 11.25), o = 3.5 − 11.25 + 7.
    expect(net.forward([[1, 1]]).O.item()).toBe(-0.75);
  });

  it('says nothing of the loss, which is softmax cross-entropy or the one asked for', () => {
    expect(TwoLayerNet.load(torchFile('', '2', true)).lossName).toBe('softmax-cross-entropy');
    expect(
      TwoLayerNet.load(torchFile('', '2', true), { loss: 'mse' })
        .predict([[1, 1]])
        .item(),
    ).toBe(-0.75);
  });

  it('without biases gives a net without', () => {
    expect(Object.keys(TwoLayerNet.load(torchFile('', '2', false)).parameters)).toEqual(['W1', 'W2']);
  });

  it('goes into any network through loadStateDict, and comes out of stateDict as it was', () => {
    const file = readSafetensors(torchFile('net.', '2', true));
    const net = new Network([dense(2, 3), relu(), dense(3, 1)], { loss: 'mse' });
    net.loadStateDict(file, 'net.');
    expect(net.forward([[1, 1]]).output.item()).toBe(-0.75);
    const out = net.stateDict('net.');
    expect([...out.keys()].sort()).toEqual([...file.keys()].sort());
    for (const [name, value] of out) expect(value.toArray()).toEqual(file.get(name)!.toArray());
    expect(() => net.loadStateDict(file)).toThrow(/"0\.weight".*net\.0\.weight/);
    expect(() => new Network([dense(2, 4), relu(), dense(4, 1)]).loadStateDict(file, 'net.')).toThrow(/4×2.*3×2/);
  });

  it.each<[string, Record<string, Tensor>]>([
    ['nothing', {}],
    ['three matrices', { 'a.weight': tensor([[1]]), 'b.weight': tensor([[1]]), 'c.weight': tensor([[1]]) }],
    ['matrices that do not fit', { '0.weight': tensor([[1, 2]]), '2.weight': tensor([[1, 2]]) }],
    ['one bias', { '0.weight': tensor([[1]]), '2.weight': tensor([[1]]), '0.bias': tensor([1]) }],
    ['a bias of another length', { '0.weight': tensor([[1]]), '2.weight': tensor([[1]]), '0.bias': tensor([1, 2]), '2.bias': tensor([1]) }], // biome-ignore format: a table
  ])('with %s is refused', (_, tensors) => {
    expect(() => TwoLayerNet.load(writeSafetensors(tensors))).toThrow(FormatError);
  });
});

describe('a file that claims to be a network', () => {
  const net = new TwoLayerNet({ inputs: 2, hidden: 3, outputs: 2 });
  const tensors = new Map(Object.entries(net.parameters));
  const { metadata } = readSafetensors(net.save());
  const description = JSON.parse(metadata.network!);
  const withNetwork = (change: object): Uint8Array =>
    writeSafetensors(tensors, { ...metadata, network: JSON.stringify({ ...description, ...change }) });

  it.each<[string, () => Uint8Array]>([
    ['another version', () => writeSafetensors(tensors, { ...metadata, nabla: '2' })],
    ['no description', () => writeSafetensors(tensors, { nabla: '1' })],
    ['a description that is no JSON', () => writeSafetensors(tensors, { ...metadata, network: '{' })],
    ['null', () => writeSafetensors(tensors, { ...metadata, network: 'null' })],
    ['an unknown layer', () => withNetwork({ layers: [{ kind: 'constructor', options: {} }] })],
    ['a layer that is none', () => withNetwork({ layers: [null] })],
    ['layers that do not fit', () => withNetwork({ layers: [description.layers[2], ...description.layers] })],
    ['a layer of 10¹² weights', () => withNetwork({ inputs: 1e6, layers: [{ kind: 'dense', options: { inputs: 1e6, outputs: 1e6, bias: false } }] })], // biome-ignore format: a table
    ['another loss', () => withNetwork({ loss: '__proto__' })],
    ['another type', () => withNetwork({ dtype: 'f64' })],
    ['a seed that is none', () => withNetwork({ seed: 'x' })],
    ['a missing tensor', () => writeSafetensors(new Map([...tensors].slice(1)), metadata)],
    ['a tensor of another shape', () => writeSafetensors(new Map([...tensors, ['b1', tensor([1, 2], { dtype: 'f32' })]]), metadata)], // biome-ignore format: a table
    ['the layers of another network', () => new Network([dense(2, 2)]).save()],
  ])('with %s is refused', (_, file) => {
    expect(() => TwoLayerNet.load(file())).toThrow(FormatError);
  });

  it('and was damaged is refused, at every prefix and any bit', () => {
    const file = net.save();
    for (let length = 0; length < file.length; length++)
      expect(() => TwoLayerNet.load(file.subarray(0, length))).toThrow(FormatError);
    for (let bit = 0; bit < 8 * file.length; bit++) {
      file[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => TwoLayerNet.load(file), `bit ${bit}`).toThrow(FormatError);
      file[bit >> 3]! ^= 1 << (bit & 7);
    }
  });
});
