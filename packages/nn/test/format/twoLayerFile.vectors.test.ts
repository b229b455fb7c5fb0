// Files as PyTorch with safetensors really writes them, and what PyTorch's networks give; vectors/generateSafetensors.py.
import { readFileSync } from 'node:fs';
import { TwoLayerNet } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

interface Saved {
  readonly name: string;
  /** In base64. */
  readonly file: string;
  readonly X: number[][];
  readonly output: number[][];
}

const path = new URL('../vectors/torch-saved.json', import.meta.url);
const { records } = JSON.parse(readFileSync(path, 'utf8')) as { records: Saved[] };

describe('a file that PyTorch wrote', () => {
  it.each(records.map((record) => [record.name, record] as const))('of a %s network gives its outputs', (_, record) => {
    const net = TwoLayerNet.load(Buffer.from(record.file, 'base64'));
    expect(net.layers[0]!.options).toEqual({ inputs: 3, outputs: 4, bias: !record.name.includes('without') });
    expect(net.dtype).toBe(record.name === 'double' ? 'f64' : 'f32');
    const output = net.forward(record.X).O.toTypedArray();
    record.output.flat().forEach((value, i) => {
      expect(Math.abs(output[i]! - value)).toBeLessThan(record.name === 'double' ? 1e-15 : 1e-6);
    });
  });
});
