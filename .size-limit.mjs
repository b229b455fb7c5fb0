// Most bytes that each entry may bring to a page: with all it imports, minified and compressed.

/** As a stranger bundles it: from the built packages, not by the paths of this repository's tsconfig. */
const modifyEsbuildConfig = (config) => ({ ...config, tsconfigRaw: '{}' });

export default [
  {
    name: '@nablajs/core-wasm, all',
    path: 'packages/core-wasm/dist/index.js',
    import: '*',
    limit: '75 kB',
    gzip: true,
  },
  {
    name: '@nablajs/core-wasm, matmul',
    path: 'packages/core-wasm/dist/index.js',
    import: '{ matmul }',
    limit: '55 kB',
    gzip: true,
  },
  { name: '@nablajs/core-wasm/machine', path: 'packages/core-wasm/dist/machine.js', limit: '51 kB', gzip: true },
  { name: '@nablajs/core-wasm/threads', path: 'packages/core-wasm/dist/threads.js', limit: '54 kB', gzip: true },
  { name: '@nablajs/calculus/mathml', path: 'packages/calculus/dist/mathml.js', limit: '3 kB', gzip: true },
  { name: '@nablajs/calculus, all', path: 'packages/calculus/dist/index.js', import: '*', limit: '164 kB', gzip: true },
  {
    name: '@nablajs/calculus, diff and parse',
    path: 'packages/calculus/dist/index.js',
    import: '{ diff, parse }',
    limit: '104 kB',
    gzip: true,
  },
  { name: '@nablajs/optim, all', path: 'packages/optim/dist/index.js', import: '*', limit: '150 kB', gzip: true },
  {
    name: '@nablajs/optim, minimize',
    path: 'packages/optim/dist/index.js',
    import: '{ minimize }',
    limit: '129 kB',
    gzip: true,
  },
  {
    name: '@nablajs/optim/rules, adam',
    path: 'packages/optim/dist/rules.js',
    import: '{ adam }',
    limit: '51 kB',
    gzip: true,
  },
  { name: '@nablajs/nn, all', path: 'packages/nn/dist/index.js', import: '*', limit: '177 kB', gzip: true },
  {
    name: '@nablajs/nn, TwoLayerNet',
    path: 'packages/nn/dist/index.js',
    import: '{ TwoLayerNet }',
    limit: '171 kB',
    gzip: true,
  },
  { name: '@nablajs/nn/node', path: 'packages/nn/dist/node.js', limit: '1 kB', gzip: true, ignore: ['node:*'] },
].map((entry) => ({ ...entry, modifyEsbuildConfig }));
