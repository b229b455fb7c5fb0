// Trains a network, saving a checkpoint atomically every few steps, from where the file left off: node trainToFile.mjs <file>
import { existsSync } from 'node:fs';
import { runnerImport } from 'vite';

const path = process.argv[2];
const packages = new URL('../../../', import.meta.url).pathname;
const alias = [
  ['core-wasm/machine', 'core-wasm/src/machine.ts'],
  ['core-wasm', 'core-wasm/src/index.ts'],
  ['calculus', 'calculus/src/index.ts'],
  ['optim/rules', 'optim/src/rules.ts'],
  ['optim', 'optim/src/index.ts'],
].map(([name, file]) => ({ find: `@nablajs/${name}`, replacement: packages + file }));
const options = { configFile: false, logLevel: 'silent', resolve: { alias } };
const load = async (file) => (await runnerImport(packages + file, options)).module;
const { loadFile, saveFile } = await load('nn/src/node.ts');
const { dense, dropout, Network, relu } = await load('nn/src/index.ts');

const rows = 400;
const X = Array.from({ length: rows }, (_, i) => [
  Math.fround(((i * 37) % 101) / 50 - 1),
  Math.fround(((i * 53) % 97) / 48 - 1),
]);
const labels = X.map(([a, b]) => (a * b > 0 ? 1 : 0));
const net = new Network([dense(2, 24), relu(), dropout(0.1), dense(24, 2)], { seed: 12 });
await net.fit(X, labels, {
  epochs: 60,
  batchSize: 16,
  optimizer: 'adam',
  learningRate: 0.01,
  checkpoint: { every: 7, save: (bytes) => saveFile(path, bytes) },
  onEpoch: ({ epoch }) => void process.stdout.write(`${epoch}\n`),
  ...(existsSync(path) && { resume: await loadFile(path) }),
});
await saveFile(`${path}.done`, net.save());
