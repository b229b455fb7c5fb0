/**
 * Correctly rounded results computed with mpmath (vectors/elementwise.json; its schema is in the file's `row`), special values
 * and subnormals among them.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allocate, kernels } from '@nablajs/core-wasm/machine';
import { expect, test } from 'vitest';

type Point = [...string[], number] | [...string[], number, { also: string[] }];
interface Row {
  readonly id: string;
  readonly fn: string;
  readonly type: 'float64' | 'float32';
  readonly arity: 1 | 2;
  readonly points: Point[];
}

const url = new URL('../vectors/elementwise.json', import.meta.url);
const rows: Row[] = JSON.parse(readFileSync(url, 'utf8')).records;
const view = new DataView(new ArrayBuffer(8));

function fromBits(hex: string, float: boolean): number {
  if (hex === 'nan') return Number.NaN;
  if (float) view.setUint32(0, Number.parseInt(hex, 16));
  else view.setBigUint64(0, BigInt(`0x${hex}`));
  return float ? view.getFloat32(0) : view.getFloat64(0);
}

function lastPlace(x: number, float: boolean): number {
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(x))), float ? -126 : -1022);
  const exact = Math.abs(x) < 2 ** exponent ? exponent - 1 : exponent;
  return 2 ** (Math.max(exact, float ? -126 : -1022) - (float ? 23 : 52));
}

const pascal = (name: string): string => name.replace(/(?:^|_)(.)/g, (_, c: string) => c.toUpperCase());

for (const { id, fn, type, arity, points } of rows) {
  test(id, () => {
    const float = type === 'float32';
    const block = allocate(80);
    const bound = /^(exp|log|log1p|expm1|pow|sin|cos|tan|sqrt)$/.test(fn) && !float ? 0.8 : 1;
    const core = kernels() as unknown as Record<string, (...args: number[]) => void>;
    const kernel = core[`${float ? 'vs' : 'vd'}${pascal(fn)}`]!;
    block.i32(0, 12).set([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    const cells = float ? block.f32(48, 6) : block.f64(48, 3);
    for (const point of points) {
      const hex = point.slice(0, arity + 1) as string[];
      const [x, y, want] = arity === 2 ? hex : [hex[0], 'nan', hex[1]];
      const extra = point[arity + 2] as { also: string[] } | undefined;
      cells[0] = fromBits(x!, float);
      cells[1] = fromBits(y!, float);
      const step = float ? 4 : 8;
      const [px, py, pz] = [block.ptr + 48, block.ptr + 48 + step, block.ptr + 48 + 2 * step];
      if (arity === 2) kernel(block.ptr, px, py, pz);
      else kernel(1, px, pz);
      const got = cells[2]!;
      const accepted = [want!, ...(extra?.also ?? [])].map((bits) => fromBits(bits, float));
      if (accepted.some((value) => Object.is(value, got))) continue;
      const expected = accepted[0]!;
      const label = `${fn}(${cells[0]}, ${cells[1]}) = ${expected}, got ${got}`;
      expect(Number.isFinite(expected) && Number.isFinite(got) && got !== 0, label).toBe(true);
      const error = Math.abs((got - expected) / lastPlace(expected, float) - (point[arity + 1] as number));
      expect(error, label).toBeLessThanOrEqual(bound);
    }
    block.free();
  });
}

const python = '/usr/bin/python3';
const derivable = spawnSync(python, ['-c', 'import mpmath']).status === 0;

test.skipIf(!derivable)('constants are what their definitions give (needs /usr/bin/python3 with mpmath)', () => {
  const script = fileURLToPath(new URL('../../bench/coefficients.py', import.meta.url));
  const { status, stdout } = spawnSync(python, ['-B', script], { encoding: 'utf8' });
  expect(stdout.split('\n').filter((line) => !line.startsWith('ok') && line !== '')).toEqual([]);
  expect(status).toBe(0);
});
