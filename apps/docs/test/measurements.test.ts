import { describe, expect, it } from 'vitest';
import { header, row } from '../../../packages/bench/src/table.js';
import { accuracyPage, benchPage, readBench } from '../src/measurements.js';

const timing = (median: number) => ({ median, best: median / 2 }) as never;
const subject = (name: string) => ({ name, group: 'core', contenders: {} }) as never;
const printed = [
  'Node 20.20.2, AMD EPYC, 2 cores, one thread used',
  'medians of 15 turns each',
  '',
  header(),
  row(subject('gemm 2'), 'a', { nabla: timing(1e-3), rival: timing(2e-3), ratio: 2 } as never),
  row(subject('gemm 4'), 'b', { nabla: timing(2e-3), rival: timing(1e-3), ratio: 0.5 } as never),
  row(subject('fit 1'), 'c', { failed: 'c is WRONG' } as never),
  '',
  'd is left out.',
].join('\n');

describe('readBench', () => {
  it('reads what the benchmark prints', () => {
    const { machine, rows, notes } = readBench(printed);
    expect(machine).toContain('AMD EPYC');
    expect(rows.map(({ ratio }) => ratio)).toEqual([2, 0.5, undefined]);
    expect(rows[0]).toMatchObject({
      subject: 'gemm 2',
      rival: 'a',
      nabla: '1.00 (0.500) ms',
      theirs: '2.00 (1.00) ms',
    });
    expect(rows[2]!.theirs).toBe('c is WRONG');
    expect(notes).toEqual(['d is left out.']);
  });

  it('refuses anything else', () => expect(() => readBench('no table')).toThrow('readBench'));
});

describe('benchPage', () => {
  it('states the machine and where Nabla loses before the rest', () => {
    const page = benchPage(readBench(printed));
    expect(page.indexOf('AMD EPYC')).toBeLessThan(page.indexOf('## '));
    const [losses, all] = page.split('## {{Everything');
    expect(losses).toContain('gemm 4');
    expect(losses).not.toContain('gemm 2');
    expect(all).toContain('### gemm');
    expect(all).toContain('c is WRONG');
  });
});

describe('accuracyPage', () => {
  it('drops the title of the report', () => expect(accuracyPage('# A\n\nText')).toBe('Text'));
});
