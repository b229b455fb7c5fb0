// Writes the face to dist as few files: an entry for each of the package's exports, and what they share. Importing a
// hundred small files takes several times as long as importing these.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = ['index', 'machine', 'threads', 'index.workerd', 'machine.workerd'];

/** The platforms of the workerd entries resolve these themselves. */
const wasmFiles = {
  name: 'wasm-files',
  enforce: 'pre',
  resolveId: (source) => (source.endsWith('.wasm') ? { id: source, external: true } : undefined),
};

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  plugins: [wasmFiles],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    minify: false,
    lib: { entry: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])), formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'core.js' } },
  },
});
