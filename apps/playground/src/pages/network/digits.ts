// Handwritten digits in the worker: the few thousand that come with the site, or MNIST's own files.
import { ArgumentError, FormatError, type Tensor, tensor } from '@nablajs/core-wasm';
import { readIdx } from '@nablajs/nn';
import address from '../../generated/digits.bin?url';

/** Width and height of an image. */
export const SIDE = 28;
export const PIXELS: number = SIDE * SIDE;

/** Images as rows of numbers in [0, 1], the digit that each shows, and the images as bytes. */
export interface Digits {
  readonly X: Tensor;
  readonly labels: Uint8Array;
  readonly pixels: Uint8Array;
}

/** Digits to learn from and digits to be judged by. */
export interface DigitSets {
  readonly train: Digits;
  readonly test: Digits;
}

/** A file that was picked: its name, to be named in errors, and its bytes. */
export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The digits that come with the site; `build/digits.ts` says how the file is laid out. */
export async function bundledDigits(): Promise<DigitSets> {
  const response = await fetch(address);
  if (!response.ok)
    throw new FormatError({ where: 'digits', expected: 'the file of digits', got: `status ${response.status}` });
  const bytes = await unpacked(new Uint8Array(await response.arrayBuffer()));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [train, test] = [view.getUint16(0, true), view.getUint16(2, true)];
  let at = 4;
  const take = (length: number): Uint8Array => bytes.subarray(at, (at += length));
  const labels = [take(train), take(test)] as const;
  return { train: digitsOf(labels[0], take(train * PIXELS)), test: digitsOf(labels[1], take(test * PIXELS)) };
}

/** MNIST's four files, as they are or packed by gzip, told apart by their shapes: 60,000 and 10,000 images and labels. */
export async function pickedDigits(files: readonly PickedFile[]): Promise<DigitSets> {
  const images: { name: string; count: number; pixels: Uint8Array }[] = [];
  const labels: Uint8Array[] = [];
  for (const { name, bytes } of files) {
    const { shape, data } = readIdx(await unpacked(bytes));
    if (!(data instanceof Uint8Array))
      throw new FormatError({ where: name, expected: 'bytes', got: data.constructor.name });
    if (shape.length === 1) labels.push(data);
    else if (shape.length === 3 && shape[1] === SIDE && shape[2] === SIDE)
      images.push({ name, count: shape[0]!, pixels: data });
    else
      throw new FormatError({ where: name, expected: 'labels, or images of 28×28', got: `shape ${shape.join('×')}` });
  }
  const sets = images.map(({ name, count, pixels }) => {
    const found = labels.find((each) => each.length === count);
    if (found === undefined)
      throw new ArgumentError({ where: name, expected: `a file of ${count} labels beside it`, got: 'none' });
    return digitsOf(found, pixels);
  });
  const [train, test] = sets.sort((a, b) => b.labels.length - a.labels.length);
  if (train === undefined || test === undefined)
    throw new ArgumentError({
      where: 'digits',
      expected: 'two files of images and two of labels',
      got: `${files.length}`,
    });
  return { train, test };
}

function digitsOf(labels: Uint8Array, pixels: Uint8Array): Digits {
  const scaled = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) scaled[i] = pixels[i]! / 255;
  return { X: tensor(scaled, { shape: [labels.length, PIXELS], dtype: 'f32' }), labels, pixels };
}

/** The bytes of a gzip file, or the bytes themselves. */
async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
