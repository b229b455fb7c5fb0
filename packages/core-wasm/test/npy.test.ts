import {
  ArgumentError,
  arange,
  FormatError,
  OutOfMemoryError,
  readNpy,
  ShapeError,
  tensor,
  writeNpy,
  zeros,
} from '@nablajs/core-wasm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
const ascii = (text: string): string => [...text].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');

/** A file of version 1 with the given header and elements. */
function file(dict: string, elements = ''): Uint8Array {
  const header = `${dict}${' '.repeat(117 - dict.length)}\n`;
  return bytesOf(`934e554d505901007600${ascii(header)}${elements}`);
}

const dict = (descr: string, order: string, shape: string): string =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;

describe('files written by NumPy 2.4', () => {
  test.each([
    [
      'np.array([[1,2,3],[4,5,6.5]])',
      dict('<f8', 'False', '(2, 3)'),
      '000000000000f03f00000000000000400000000000000840000000000000104000000000000014400000000000001a40',
      'f64',
      [
        [1, 2, 3],
        [4, 5, 6.5],
      ],
    ],
    [
      'np.asfortranarray(…, dtype="<f4")',
      dict('<f4', 'True', '(2, 3)'),
      '0000803f00008040000000400000a040000040400000c040',
      'f32',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    ['np.array([1.5, -2], ">f8")', dict('>f8', 'False', '(2,)'), '3ff8000000000000c000000000000000', 'f64', [1.5, -2]],
    ['np.array([[1], [-2]])', dict('<i8', 'False', '(2, 1)'), '0100000000000000feffffffffffffff', 'f64', [[1], [-2]]],
    ['np.float64(0.1)', dict('<f8', 'False', '()'), '9a9999999999b93f', 'f64', 0.1],
    ['np.array([True, False])', dict('|b1', 'False', '(2,)'), '0100', 'f64', [1, 0]],
  ])('%s', (_, header, elements, dtype, numbers) => {
    const a = readNpy(file(header, elements));
    expect([a.dtype, a.toArray()]).toEqual([dtype, numbers]);
  });

  test('version 2 differs in the length of the header', () => {
    const header = dict('<f8', 'False', '(2,)').padEnd(115);
    const a = readNpy(bytesOf(`934e554d5059020074000000${ascii(`${header}\n`)}000000000000f03f0000000000000040`));
    expect(a.toArray()).toEqual([1, 2]);
  });

  test('what is written is what NumPy writes, byte for byte', () => {
    const numbers = [
      [1, 2, 3],
      [4, 5, 6.5],
    ];
    const elements = '000000000000f03f00000000000000400000000000000840000000000000104000000000000014400000000000001a40';
    expect(writeNpy(tensor(numbers))).toEqual(file(dict('<f8', 'False', '(2, 3)'), elements));
  });
});

test('any tensor comes back from its file', () => {
  const numbers = fc.double();
  fc.assert(
    fc.property(
      fc.array(numbers, { maxLength: 30 }),
      fc.constantFrom('f64' as const, 'f32' as const),
      (data, dtype) => {
        const a = tensor(data, { dtype });
        const b = readNpy(writeNpy(a));
        expect([b.dtype, b.shape]).toEqual([dtype, a.shape]);
        expect(b.toTypedArray()).toEqual(a.toTypedArray());
      },
    ),
    { seed: 1 },
  );
  for (const shape of [[], [0], [2, 0, 3], [2, 3, 4, 5]]) {
    const a = shape.length > 3 ? arange(120).reshape(shape) : zeros(shape);
    expect(readNpy(writeNpy(a)).toArray()).toEqual(a.toArray());
  }
});

test('a file inside a larger buffer, at any offset', () => {
  const bytes = writeNpy(tensor([1, 2]));
  const inside = new Uint8Array(bytes.length + 3);
  inside.set(bytes, 3);
  expect(readNpy(inside.subarray(3)).toArray()).toEqual([1, 2]);
  expect(readNpy(bytes.buffer).toArray()).toEqual([1, 2]);
});

describe('refused', () => {
  const whole = writeNpy(arange(3));

  test('every prefix of a file', () => {
    for (let n = 0; n < whole.length; n++) expect(() => readNpy(whole.slice(0, n))).toThrow(FormatError);
  });

  test('every flipped bit of the header is read as it stands or refused', () => {
    for (let bit = 0; bit < 128 * 8; bit++) {
      const bytes = whole.slice();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      try {
        expect(readNpy(bytes).size).toBe(3);
      } catch (error) {
        expect([FormatError, OutOfMemoryError, ShapeError]).toContain((error as Error).constructor);
      }
    }
  });

  test.each([
    [
      'bytes left over',
      file(dict('<f8', 'False', '()'), '0'.repeat(18)),
      FormatError,
      /8 bytes of elements.*at byte 128, got 9/,
    ],
    ['another type', file(dict('<c16', 'False', '()')), FormatError, /floats.*'<c16'/],
    [
      'a structured type',
      file("{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (), }"),
      FormatError,
      /header with/,
    ],
    ['Python objects', file(dict('|O', 'False', '(1,)')), FormatError, /'\|O'/],
    ['five axes', file(dict('<f8', 'False', '(1, 1, 1, 1, 1)')), FormatError, /at most 4 axes, got 5/],
    ['a negative length', file(dict('<f8', 'False', '(-1,)')), FormatError, /header with/],
    ['a missing key', file("{'descr': '<f8', 'shape': (1,), }"), FormatError, /header with/],
    ['code', file("{'descr': __import__('os'), }"), FormatError, /header with/],
    ['an enormous shape', file(dict('<f8', 'False', '(99999999999, 99999999999)')), OutOfMemoryError, /fit/],
    ['an integer of 64 bits', file(dict('<u8', 'False', '(1,)'), 'ffffffffffffffff'), FormatError, /53 bits/],
    ['version 9', bytesOf('934e554d505909000000'), FormatError, /version 1, 2 or 3 at byte 6, got 9.0/],
    ['something else', new TextEncoder().encode('hello, world'), FormatError, /NUMPY/],
    ['a text', 'x' as never, FormatError, /Uint8Array/],
  ])('%s', (_, bytes, error, message) => {
    expect(() => readNpy(bytes)).toThrow(error);
    expect(() => readNpy(bytes)).toThrow(message);
  });

  test('writing what is not a tensor', () => {
    expect(() => writeNpy([1] as never)).toThrow(ArgumentError);
  });
});
