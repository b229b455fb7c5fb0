import { ArgumentError, type Tensor, tensor } from '@nablajs/core-wasm';
import { FormatError, readSafetensors, writeSafetensors } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

const weights = tensor([
  [1, -2.5, Number.POSITIVE_INFINITY],
  [-0, 5e-324, Number.NaN],
]);
const bias = tensor([0.1, 0.2], { dtype: 'f32' });
const small = (): Uint8Array => writeSafetensors({ W: weights, b: bias }, { title: '∇', '': 'empty key' });

/** A file with the header as given, padded, and `dataBytes` zeros behind it. */
function fileOf(header: string, dataBytes: number): Uint8Array {
  const text = new TextEncoder().encode(header);
  const padded = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + padded + dataBytes).fill(0x20, 8, 8 + padded);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(text, 8);
  return file;
}

const bits = (t: Tensor): unknown => [t.dtype, t.shape, [...new Uint8Array(t.toTypedArray().buffer)]];

describe('writeSafetensors and readSafetensors', () => {
  it('give back the same bits, types, shapes and texts', () => {
    const file = readSafetensors(small());
    expect([...file.keys()]).toEqual(['W', 'b']);
    expect(bits(file.get('W')!)).toEqual(bits(weights));
    expect(bits(file.get('b')!)).toEqual(bits(bias));
    expect(file.metadata).toEqual({ title: '∇', '': 'empty key' });
  });

  it('write the same bytes whatever the order of the entries, aligned', () => {
    const other = writeSafetensors(new Map([['b', bias], ['W', weights]]), { '': 'empty key', title: '∇' }); // biome-ignore format: one line
    expect(other).toEqual(small());
    const header = new TextDecoder().decode(other.subarray(8));
    for (const [, offset] of header.matchAll(/data_offsets":\[(\d+)/g)) expect(Number(offset) % 4).toBe(0);
  });

  it('hold nothing, a scalar, an empty tensor and a name with a quote, a backslash and __proto__', () => {
    expect(readSafetensors(writeSafetensors({})).size).toBe(0);
    const odd = new Map([['"\\', tensor(3)], ['__proto__', tensor([], { shape: [0, 4] })]]); // biome-ignore format: one line
    const file = readSafetensors(writeSafetensors(odd, JSON.parse('{"__proto__": "x"}')));
    expect(file.get('"\\')!.item()).toBe(3);
    expect(file.get('__proto__')!.shape).toEqual([0, 4]);
    expect(Object.keys(file.metadata)).toEqual(['__proto__']);
  });

  it('reads a part of a larger buffer, and Node’s Buffer, into memory of its own', () => {
    const file = small();
    const larger = new Uint8Array(file.length + 24).fill(9);
    larger.set(file, 3);
    for (const bytes of [
      larger.subarray(3, 3 + file.length),
      Buffer.from(larger.buffer, 3, file.length),
      file.slice().buffer,
    ]) {
      const { W } = Object.fromEntries(readSafetensors(bytes)) as { W: Tensor };
      expect(bits(W)).toEqual(bits(weights));
    }
  });

  it('reads half, brain, integer and Boolean elements', () => {
    const entries = [
      [
        'F16',
        [0x3c00, 0xc000, 0x0001, 0x7c00, 0x7bff],
        [1, -2, 2 ** -24, Number.POSITIVE_INFINITY, 65504],
        Uint16Array,
      ],
      ['BF16', [0x3f80, 0xc049], [1, -3.140625], Uint16Array],
      ['I64', [-3n, 2n ** 53n - 1n], [-3, 2 ** 53 - 1], BigInt64Array],
      ['U8', [0, 255], [0, 255], Uint8Array],
      ['I32', [-7], [-7], Int32Array],
      ['BOOL', [1, 0], [1, 0], Uint8Array],
    ] as const;
    for (const [type, stored, expected, View] of entries) {
      const raw = new Uint8Array((View as typeof Uint8Array).from(stored as readonly number[]).buffer);
      const file = fileOf(
        `{"t":{"dtype":"${type}","shape":[${stored.length}],"data_offsets":[0,${raw.length}]}}`,
        raw.length,
      );
      file.set(raw, file.length - raw.length);
      expect(readSafetensors(file).get('t')!.toArray(), type).toEqual([...expected]);
    }
  });
});

describe('a file whose header is not padded', () => {
  const text = new TextEncoder().encode('{"t":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}');
  const file = new Uint8Array(8 + text.length + 16);
  file[0] = text.length;
  file.set(text, 8);
  file.set(new Uint8Array(Float64Array.of(1.5, -2).buffer), 8 + text.length);

  it('is read', () => {
    expect(text.length % 8).not.toBe(0);
    expect(readSafetensors(file).get('t')!.toArray()).toEqual([1.5, -2]);
  });

  it('is refused for every prefix, bytes behind its end, and a header beyond the file', () => {
    const read = (bytes: Uint8Array) => () => readSafetensors(bytes);
    for (let length = 0; length < file.length; length++) expect(read(file.subarray(0, length))).toThrow(FormatError);
    expect(read(new Uint8Array([...file, 0]))).toThrow(FormatError);
    expect(read(file.with(0, 255))).toThrow(/header of at most/);
  });
});

describe('a damaged file', () => {
  it('is refused at every prefix', () => {
    const file = small();
    for (let length = 0; length < file.length; length++)
      expect(() => readSafetensors(file.subarray(0, length)), `${length}`).toThrow(FormatError);
  });

  it('is refused with any one bit flipped', () => {
    const file = small();
    for (let bit = 0; bit < file.length * 8; bit++) {
      file[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => readSafetensors(file), `bit ${bit}`).toThrow(FormatError);
      file[bit >> 3]! ^= 1 << (bit & 7);
    }
    expect(readSafetensors(file).size).toBe(2);
  });

  const tensorAt = (name: string, begin: number, end: number, shape = `[${(end - begin) / 4}]`, type = 'F32'): string =>
    `"${name}":{"dtype":"${type}","shape":${shape},"data_offsets":[${begin},${end}]}`;

  it.each([
    ['two tensors of one name', `{${tensorAt('a', 0, 8)},${tensorAt('a', 8, 16)}}`, 16],
    ['one name by an escape', `{${tensorAt('a', 0, 8)},${tensorAt('\\u0061', 8, 16)}}`, 16],
    ['overlapping intervals', `{${tensorAt('a', 0, 8)},${tensorAt('b', 4, 16)}}`, 16],
    ['a hole', `{${tensorAt('a', 0, 4)},${tensorAt('b', 8, 16)}}`, 16],
    ['bytes behind the tensors', `{${tensorAt('a', 0, 8)}}`, 16],
    ['an interval beyond the file', `{${tensorAt('a', 0, 80)}}`, 16],
    ['an interval backwards', `{${tensorAt('a', 8, 0)}}`, 8],
    ['an unaligned tensor', `{${tensorAt('a', 0, 2, '[2]', 'U8')},${tensorAt('b', 2, 10, '[2]')}}`, 10],
    ['a shape that is not the interval’s', `{${tensorAt('a', 0, 8, '[3]')}}`, 8],
    ['a shape whose size overflows', `{${tensorAt('a', 0, 8, '[4294967296,4294967296,2]')}}`, 8],
    ['a shape of 10⁶⁰ elements times nothing', `{${tensorAt('a', 0, 0, '[9007199254740993,0]')}}`, 0],
    ['a rank of 5', `{${tensorAt('a', 0, 4, '[1,1,1,1,1]')}}`, 4],
    ['a negative length', `{${tensorAt('a', 0, 4, '[-1]')}}`, 4],
    ['a fraction', `{${tensorAt('a', 0, 4, '[1.0]')}}`, 4],
    ['an unknown type', `{${tensorAt('a', 0, 4, '[4]', 'F8_E4M3')}}`, 4],
    ['an integer that no double holds', `{${tensorAt('a', 0, 8, '[1]', 'I64')}}`, 8],
    ['a missing field', '{"a":{"dtype":"F32","shape":[1]}}', 4],
    ['an unknown field', '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":[]}}', 4],
    ['metadata that are not texts', '{"__metadata__":{"a":1}}', 0],
    ['a list', '[]', 0],
    ['two values', '{}{}', 0],
    ['nested brackets', '['.repeat(100_000), 0],
  ])('is refused for %s', (_, header, dataBytes) => {
    const file = fileOf(header, dataBytes);
    if (header.includes('I64')) file.fill(0x7f, file.length - 8);
    expect(() => readSafetensors(file)).toThrow(FormatError);
  });

  it('is refused for a header longer than the file, before anything is allocated', () => {
    const huge = new Uint8Array(16).fill(0xff, 0, 8);
    expect(() => readSafetensors(huge)).toThrow(/header of at most 8 bytes/);
  });

  it('is no ArgumentError, which is for what are no bytes at all', () => {
    for (const value of ['text', null, [1, 2, 3]]) expect(() => readSafetensors(value as never)).toThrow(ArgumentError);
  });

  it('is described by what was expected, what came and where', () => {
    const error = (() => {
      try {
        readSafetensors(fileOf('{"a":{"dtype":"F99","shape":[],"data_offsets":[0,4]}}', 4));
      } catch (caught) {
        return caught as FormatError;
      }
      return undefined;
    })();
    expect(error).toMatchObject({ code: 'FORMAT', name: 'FormatError' });
    expect(error!.message).toContain('"F99"');
  });
});
