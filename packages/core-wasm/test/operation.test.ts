// Nothing is freed by hand and nothing adds up: one synchronous loop in a process of its own, in which no finalizer runs.
// NABLA_OPERATIONS=1000000 makes it the long run.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const operations = Number(process.env.NABLA_OPERATIONS ?? 100_000);
const script = fileURLToPath(new URL('./loop.mjs', import.meta.url));

describe(`memory over ${operations} operations whose results nobody disposes of`, () => {
  it.each([
    ['small', 8],
    ['large', 48],
  ])(
    'of %s matrices does not grow',
    (_, size) => {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        ['--expose-gc', script, `${operations}`, `${size}`],
        {
          encoding: 'utf8',
        },
      );
      expect(status, stderr).toBe(0);
      const grown = JSON.parse(stdout) as { core: number; outside: number; resident: number };
      expect(grown.core).toBe(0);
      expect(grown.outside).toBeLessThan(1 << 16);
      // Less than a byte an operation; the first pages of a young heap settle at some point of a short run.
      expect(grown.resident).toBeLessThan(Math.max(operations, 64 << 20));
    },
    600_000,
  );
});
