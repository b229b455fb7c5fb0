// Whatever the bytes, a reader answers with what they hold or with a FormatError, and never with memory beyond them.
import { tensor } from '@nablajs/core-wasm';
import { FormatError, Network, readIdx, readSafetensors, TwoLayerNet, writeSafetensors } from '@nablajs/nn';
import fc from 'fast-check';
import { describe, it } from 'vitest';

const runs = { numRuns: 3000, seed: 20261120 };

/** Runs a reader; anything but a FormatError is a failure of the reader. */
function answers(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof FormatError) return true;
    throw error;
  }
}

/** A file without checksum, so that damage gets past it: the header's text, padded, and elements. */
function plainFile(header: string, elements: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(header);
  const padded = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + padded + elements.length).fill(0x20, 8, 8 + padded);
  new DataView(file.buffer).setUint32(0, padded, true);
  file.set(text, 8);
  file.set(elements, 8 + padded);
  return file;
}

const entry = fc.record({
  dtype: fc.constantFrom('F64', 'F32', 'F16', 'BF16', 'I64', 'U8', 'BOOL', 'F8_E5M2'),
  shape: fc.array(fc.oneof(fc.nat(4), fc.constantFrom(2 ** 31, 2 ** 53, -1, 0.5)), { maxLength: 5 }),
  data_offsets: fc.array(fc.oneof(fc.nat(40), fc.constantFrom(2 ** 32, -8)), { maxLength: 3 }),
});

describe('readSafetensors', () => {
  it('answers on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => answers(() => readSafetensors(bytes))),
      runs,
    );
  });

  it('answers on any header that is JSON', () => {
    const header = fc.oneof(fc.json({ maxDepth: 4 }), fc.dictionary(fc.string(), entry).map((x) => JSON.stringify(x))); // biome-ignore format: one line
    const file = fc
      .tuple(header, fc.uint8Array({ maxLength: 40 }))
      .map(([text, elements]) => plainFile(text, elements));
    fc.assert(
      fc.property(file, (bytes) => answers(() => readSafetensors(bytes))),
      runs,
    );
  });

  it('answers on a good file with some bytes replaced', () => {
    const good = plainFile('{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}', new Uint8Array(16));
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(damage, (edits) => {
        const bytes = good.slice();
        for (const [at, byte] of edits) bytes[at] = byte;
        return answers(() => readSafetensors(bytes));
      }),
      runs,
    );
  });
});

describe('load', () => {
  it('answers on any description of a network', () => {
    const net = new TwoLayerNet({ inputs: 2, hidden: 3, outputs: 2 });
    const description = JSON.parse(readSafetensors(net.save()).metadata.network!);
    const odd = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(1e9, 2 ** 53, 'relu', 'dense', '__proto__'));
    const layer = fc.record({
      kind: fc.constantFrom('dense', 'relu', 'dropout', 'batchNorm', 'toString'),
      options: odd,
    });
    const changes = fc.record({ layers: fc.oneof(odd, fc.array(fc.oneof(layer, odd))), inputs: odd, loss: odd, dtype: odd, seed: odd }, { requiredKeys: [] }); // biome-ignore format: one line
    fc.assert(
      fc.property(changes, (change) => {
        const metadata = { nabla: '1', network: JSON.stringify({ ...description, ...change }) };
        const file = writeSafetensors({ ...net.parameters, x: tensor(1) }, metadata);
        return answers(() => TwoLayerNet.load(file)) && answers(() => Network.load(file));
      }),
      runs,
    );
  });
});

describe('readIdx', () => {
  it('answers on any bytes behind a plausible beginning', () => {
    const file = fc.tuple(fc.nat(16), fc.nat(5), fc.uint8Array({ maxLength: 48 })).map(([type, rank, rest]) => Uint8Array.of(0, 0, type, rank, ...rest)); // biome-ignore format: one line
    fc.assert(
      fc.property(file, (bytes) => answers(() => readIdx(bytes))),
      runs,
    );
  });
});
