import { describe, expect, it } from 'vitest';
import type { BenchCase } from '../src/case.js';
import { figure, header, row } from '../src/table.js';

const timing = { median: 2e-3, best: 1e-3 };
const subject: BenchCase = {
  name: 'gemm',
  flops: 4e9,
  tolerance: 0,
  reference: () => new Float64Array(),
  contenders: { nabla: async () => ({ run: () => {}, answer: () => [] }) },
};

describe('figure', () => {
  it('is a rate where the work is known and milliseconds otherwise', () => {
    expect(figure(timing, 4e9)).toBe('2.00e+3 (4.00e+3) GF/s');
    expect(figure(timing, undefined)).toBe('2.00 (1.00) ms');
  });
});

describe('row', () => {
  it('has as many cells as the header, for results and for failures', () => {
    const cells = (line: string): number => line.split('|').length;
    const measured = row(subject, 'rival', { nabla: timing, rival: timing, ratio: 1.5 });
    const failed = row(subject, 'rival', { failed: 'rival is WRONG' });
    expect(measured).toContain('1.50');
    expect(failed).toContain('WRONG');
    for (const line of [measured, failed]) expect(cells(line)).toBe(cells(header().split('\n')[0]));
  });
});
