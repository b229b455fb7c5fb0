// node --expose-gc loop.mjs <operations> <n>: by how many bytes memory grew from one half of a loop to the other.
import { runnerImport } from 'vite';

const [operations, n] = process.argv.slice(2).map(Number);
const source = new URL('../src/index.ts', import.meta.url).pathname;
const { module: core } = await runnerImport(source, { configFile: false, logLevel: 'silent' });
const { add, info, matmul, mul, random, solve, sum } = core;

const A = random(1).normal([n, n]);
const steps = [
  (x) => matmul(A, x),
  (x) => solve(A, x),
  (x) => add(x, A),
  (x) => mul(x, 0.5),
  (x) => sum(x, { axis: 0 }),
];
function inUse() {
  // The buffers that one collection finds dead are given back by the next.
  for (let k = 0; k < 3; k++) gc();
  const { arrayBuffers, rss } = process.memoryUsage();
  return { core: info().memoryBytes, outside: arrayBuffers, resident: rss };
}
function loop(count) {
  let x = A;
  for (let i = 0; i < count; i++) {
    const y = steps[i % steps.length](x);
    x = y.shape.length === 2 ? y : A;
  }
}
loop(operations / 2);
const before = inUse();
loop(operations);
const after = inUse();
console.log(JSON.stringify(Object.fromEntries(Object.keys(after).map((key) => [key, after[key] - before[key]]))));
