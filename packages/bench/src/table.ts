// The table of `npm run bench`, in Markdown, so that it can be pasted as it is.
import type { BenchCase } from './case.js';
import type { PairResult, Timing } from './pair.js';

const WIDTHS = [34, 14, 20, 20, 7];

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell, k) => (k < 2 ? cell.padEnd(WIDTHS[k]) : cell.padStart(WIDTHS[k]))).join(' | ')} |`;
}

export function header(): string {
  const rule = WIDTHS.map((width, k) => (k < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return `${line(['case', 'rival', 'Nabla (best)', 'rival (best)', 'ratio'])}\n${line(rule)}`;
}

/** `57.1 (58.0) GFLOP/s` or `1.23 (1.20) ms`. */
export function figure(timing: Timing, flops: number | undefined): string {
  const show = (seconds: number): string =>
    (flops === undefined ? seconds * 1e3 : flops / seconds / 1e9).toPrecision(3);
  return `${show(timing.median)} (${show(timing.best)}) ${flops === undefined ? 'ms' : 'GF/s'}`;
}

export function row(subject: BenchCase, rival: string, result: PairResult): string {
  if ('failed' in result) return line([subject.name, rival, '', result.failed, '']);
  return line([
    subject.name,
    rival,
    figure(result.nabla, subject.flops),
    figure(result.rival, subject.flops),
    result.ratio.toFixed(2),
  ]);
}
