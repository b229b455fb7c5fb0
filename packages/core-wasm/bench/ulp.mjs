// node packages/core-wasm/bench/ulp.mjs [points] [name] [--save]: the error of every elementary function in ulp, at a million
// points each unless said, a fifth of that in f32, against BigInt fixed point (test/assembly/elementwise/fixedPoint.ts);
// --save puts the figures into ACCURACY.md. Twenty minutes for all.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { save, table } from './report.mjs';

const words = process.argv.slice(2).filter((word) => word !== '--save');
const [points = '1000000', name = ''] = words;
const test = 'packages/core-wasm/test/assembly/elementwise.conformance.test.ts';
const command = ['vitest', 'run', '--project', 'node', test, '-t', name, '--disable-console-intercept'];
const child = spawn('npx', command, {
  cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  env: { ...process.env, ULP_POINTS: points },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const rows = [];
for await (const line of createInterface(child.stdout)) {
  const found = /^(\w+) (f64|f32) ([\d.]+) ulp at (.*?)\s*$/.exec(line);
  if (found) rows.push(found.slice(1));
  console.log(line);
}
process.exitCode = await new Promise((resolve) => {
  if (child.exitCode !== null) resolve(child.exitCode);
  else child.on('exit', resolve);
});
if (process.argv.includes('--save')) {
  const text = `${points} points a function in f64 and a fifth of that in f32: random, near zeros, poles and table edges.`;
  await save('f64', text, table(['function', 'type', 'largest error, ulp', 'at'], rows));
}
