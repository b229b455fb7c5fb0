// Writes the face to dist, an entry for each of the package's exports. No source map: it would hold the kernels a second time.
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../scripts/bundle.mjs';

/** The platforms of the workerd entries resolve these themselves. */
const wasmFiles = {
  name: 'wasm-files',
  enforce: 'pre',
  resolveId: (source) => (source.endsWith('.wasm') ? { id: source, external: true } : undefined),
};

const entries = ['index', 'machine', 'threads', 'index.workerd', 'machine.workerd'];
await bundle(fileURLToPath(new URL('..', import.meta.url)), entries, { plugins: [wasmFiles], sourcemap: false });
