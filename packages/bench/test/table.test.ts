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
  it('is a rate where the work is known', () => {
    expect(figure(timing, { flops: 4e9 })).toBe('2000 (4000) GF/s');
    expect(figure({ median: 1e-3, best: 8e-4 }, { flops: 5.7e7 })).toBe('57.0 (71.3) GF/s');
  });

  it('is the time of a run in the unit that fits the median', () => {
    expect(figure({ median: 2.5, best: 2 }, {})).toBe('2.50 (2.00) s');
    expect(figure(timing, {})).toBe('2.00 (1.00) ms');
    expect(figure({ median: 1.5e-5, best: 5e-7 }, {})).toBe('15.0 (0.500) µs');
    expect(figure({ median: 5e-10, best: 4e-10 }, {})).toBe('0.500 (0.400) ns');
  });

  it('is a size where bytes are counted', () => {
    expect(figure({ median: 12_340, best: 12_340 }, { bytes: true })).toBe('12.3 kB');
  });

  it('is the time of a point where one run treats several, and tells evaluations', () => {
    expect(figure(timing, { points: 1e5 })).toBe('20.0 (10.0) ns');
    expect(figure({ ...timing, evaluations: 46 }, {})).toBe('2.00 (1.00) ms 46 ev');
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
