// node bench/ulp.mjs [points] [name]: the error of every elementary function in ulp, at a million points each unless said,
// against BigInt fixed point (test/assembly/elementwise/fixedPoint.ts). Takes minutes for each function.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [points = '1000000', name = ''] = process.argv.slice(2);
const test = 'packages/core-wasm/test/assembly/elementwise.conformance.test.ts';
const { status } = spawnSync('npx', ['vitest', 'run', test, '-t', name, '--disable-console-intercept'], {
  cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  env: { ...process.env, ULP_POINTS: points },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
