import { ArgumentError } from '@nablajs/core-wasm';
import { FormatError, readCsv } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

describe('readCsv', () => {
  it('finds the names of the columns, and does without', () => {
    expect(readCsv('a,b\n1,2\n').columns).toEqual(['a', 'b']);
    const plain = readCsv('1,2\r\n3,4');
    expect(plain.columns).toEqual(['0', '1']);
    expect(plain.numbers().toArray()).toEqual([[1, 2], [3, 4]]); // biome-ignore format: one line
    expect(readCsv('1,2\n3,4', { header: true }).columns).toEqual(['1', '2']);
  });

  it('reads quotes, separators and line breaks inside fields, and empty fields', () => {
    const { rows } = readCsv('name,note\n"Euler, L.","""e""\nline"\n,\n');
    expect(rows).toEqual([['Euler, L.', '"e"\nline'], ['', '']]); // biome-ignore format: one line
    expect(readCsv('1;2', { separator: ';' }).numbers().toArray()).toEqual([[1, 2]]);
    expect(readCsv('\uFEFFa\n1').columns).toEqual(['a']);
    expect(readCsv('').rows).toEqual([]);
  });

  it('gives columns as numbers and as classes', () => {
    const table = readCsv('x,kind,y\n1,iris,-2e3\n0.5,rose,7\n3,iris,8\n');
    expect(table.numbers(['y', 'x']).toArray()).toEqual([[-2000, 1], [7, 0.5], [8, 3]]); // biome-ignore format: one line
    expect(table.classes('kind')).toEqual({ labels: Int32Array.of(0, 1, 0), names: ['iris', 'rose'] });
  });

  it('names the row and column of what is wrong', () => {
    const table = readCsv('x,y\n1,2\n3,\n');
    expect(() => table.numbers()).toThrow(/row 1, column "y": expected a number, got ""/);
    expect(() => table.numbers(['z'])).toThrow(ArgumentError);
    expect(() => readCsv('a,b\n1,2\n3\n')).toThrow(/record 2: expected 2 fields, got 1/);
    for (const text of ['"a', 'a\n"b"c\n']) expect(() => readCsv(text)).toThrow(FormatError);
    expect(() => readCsv('1', { separator: ',,' })).toThrow(ArgumentError);
  });
});
