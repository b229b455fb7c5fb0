import { NablaError, readNpy, tensor, writeNpy } from '@nablajs/core-wasm';
import { dense, Network, readCsv, readIdx, readSafetensors, relu, TwoLayerNet, writeSafetensors } from '@nablajs/nn';
import { bytes, type Target } from '../target.js';

const READERS: readonly ((input: Uint8Array) => unknown)[] = [
  readSafetensors,
  TwoLayerNet.load,
  Network.load,
  readNpy,
  readIdx,
  (input) => {
    const table = readCsv(new TextDecoder().decode(input));
    return [table.numbers(), table.columns.map((name) => table.classes(name))];
  },
];

/** The first byte chooses the reader, the rest is the file. */
const seed = (reader: number, file: Uint8Array): Uint8Array => Uint8Array.of(reader, ...file);

const small = new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 1 });
const deep = new Network([dense(1, 1), relu(), dense(1, 1)], { loss: 'mse' });

/** Files of every format that is read. */
export const loadTarget: Target = {
  name: 'load',
  promise: 'any bytes give what they hold or a typed error, without memory beyond their size',
  seeds: [
    seed(0, writeSafetensors({ a: tensor([[1, 2]]), b: tensor(3, { dtype: 'f32' }) }, { key: 'value' })),
    seed(1, small.save()),
    seed(2, deep.save()),
    seed(3, writeNpy(tensor([[1, 2, 3]]))),
    seed(4, Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9)),
    seed(5, bytes('x,"y ""z""",class\r\n1,-2.5e3,cat\r\n')),
  ],
  dictionary: [
    '"dtype":"F32"',
    '"F64"',
    '"BF16"',
    '"shape":[',
    '"data_offsets":[',
    '0,0',
    '1e309',
    '9007199254740993',
    '__proto__',
    '__metadata__',
    '{',
    '}',
    "'descr': '<f4'",
    "'fortran_order': True",
    '"',
    '\r\n',
    ',',
  ],
  run(input) {
    const reader = READERS[(input[0] ?? 0) % READERS.length]!;
    try {
      reader(input.slice(1));
    } catch (error) {
      if (!(error instanceof NablaError)) throw error;
    }
  },
};
