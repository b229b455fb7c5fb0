import { describe, expect, it } from 'vitest';
import { selected } from '../src/selected.js';

describe('selected', () => {
  it('wants every word at the beginning of a word of the name', () => {
    const name = 'gemm f64 AᵀB 784×128×512 numpy-ts';
    for (const words of [[], ['gemm'], ['GEMM', '512'], ['numpy', 'f64'], ['aᵀb', '128']]) {
      expect(selected(name, words)).toBe(true);
    }
    for (const words of [['64'], ['gemm', '256'], ['ts'], ['training']]) expect(selected(name, words)).toBe(false);
  });
});
