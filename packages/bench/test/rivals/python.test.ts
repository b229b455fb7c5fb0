import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { python, pythonRival } from '../../src/rivals/python.js';

const present = spawnSync('/usr/bin/python3', ['-c', 'import numpy, scipy']).status === 0;
const product = {
  ...{ m: 1, n: 2, k: 2, transposeA: false, transposeB: true },
  a: Float32Array.of(1, 2),
  b: Float32Array.of(3, 4, 5, 6),
};

afterEach(() => vi.unstubAllEnvs());

describe.skipIf(!present)('python (needs /usr/bin/python3 with NumPy and SciPy)', () => {
  it('hands arrays over and gives the answer, and times what it is told to run', async () => {
    const rival = await pythonRival<typeof product>('gemm')(product);
    expect(Array.from(await rival.answer())).toEqual([11, 17]);
    const few = (await rival.time?.(1)) ?? Number.NaN;
    const many = (await rival.time?.(20_000)) ?? Number.NaN;
    expect(few).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(few);
  });

  it('keeps the parts of an answer apart', async () => {
    const task = { operation: 'qr', n: 1, a: Float64Array.of(-3), b: Float64Array.of(0) };
    const [Q, R] = await (await python('linalg', task)).parts();
    expect(Q[0] * R[0]).toBe(-3);
  });

  it('reports what Python raises, and a module that is missing', async () => {
    await expect(
      python('linalg', { operation: 'none', n: 1, a: Float64Array.of(1), b: Float64Array.of(1) }),
    ).rejects.toThrow("KeyError: 'none'");
    await expect(python('no_such_program', {})).rejects.toThrow(
      'left out: /usr/bin/python3 has no module no_such_program',
    );
  });
});

it('says which interpreter is missing', async () => {
  vi.stubEnv('NABLA_PYTHON', '/no/such/python');
  await expect(python('gemm', product)).rejects.toThrow('left out: no /no/such/python here');
});
