// The table of `npm run bench`, in Markdown, so that it can be pasted as it is.
import type { BenchCase } from './case.js';
import type { PairResult, Timing } from './pair.js';

const WIDTHS = [42, 22, 26, 26, 7];

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell, k) => (k < 2 ? cell.padEnd(WIDTHS[k]) : cell.padStart(WIDTHS[k]))).join(' | ')} |`;
}

export function header(): string {
  const rule = WIDTHS.map((width, k) => (k < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return `${line(['case', 'rival', 'Nabla (best)', 'rival (best)', 'ratio'])}\n${line(rule)}`;
}

const UNITS = [
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['ns', 1e-9],
] as const;

/** Three digits, and never an exponent: `57.1`, `0.0123`, `1250`. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** `57.1 (58.0) GF/s`, or the time of a run or a point in the unit that fits: `1.23 (1.20) ms`; evaluations follow. */
export function figure(
  timing: Timing,
  { flops, bytes, points = 1 }: Pick<BenchCase, 'flops' | 'bytes' | 'points'>,
): string {
  if (bytes) return `${digits(timing.median / 1000)} kB`;
  const count = timing.evaluations === undefined ? '' : ` ${timing.evaluations} ev`;
  if (flops !== undefined) {
    return `${digits(flops / timing.median / 1e9)} (${digits(flops / timing.best / 1e9)}) GF/s${count}`;
  }
  const [unit, seconds] = UNITS.find((candidate) => timing.median / points >= candidate[1]) ?? UNITS[UNITS.length - 1];
  const show = (time: number): string => digits(time / points / seconds);
  return `${show(timing.median)} (${show(timing.best)}) ${unit}${count}`;
}

export function row(subject: BenchCase, rival: string, result: PairResult): string {
  if ('failed' in result) return line([subject.name, rival, '', result.failed, '']);
  return line([
    subject.name,
    rival,
    figure(result.nabla, subject),
    figure(result.rival, subject),
    result.ratio.toFixed(2),
  ]);
}
