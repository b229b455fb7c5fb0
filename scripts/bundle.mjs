// node ../../scripts/bundle.mjs index …: writes a package's entries to its dist as few files, one for each and what they share.
// Importing hundreds of small files takes several times as long as importing these. Dependencies stay imports.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** `sideEffects: false` is for whoever imports the package; a module of it that only registers operations has to stay. */
const registrations = { name: 'registrations', transform: () => ({ moduleSideEffects: true }) };

/**
 * @param {string} root the package's folder
 * @param {readonly string[]} entries names of files in src
 * @param {{ plugins?: import('vite').Plugin[], sourcemap?: boolean }} options
 */
export async function bundle(root, entries, { plugins = [], sourcemap = true } = {}) {
  const { name, dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const outside = Object.keys(dependencies);
  const external = (source) =>
    source.startsWith('node:') || outside.some((each) => source === each || source.startsWith(`${each}/`));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [registrations, ...plugins],
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: true,
      minify: false,
      sourcemap,
      lib: { entry: Object.fromEntries(entries.map((entry) => [entry, `src/${entry}.ts`])), formats: ['es'] },
      rolldownOptions: {
        external,
        output: { entryFileNames: '[name].js', chunkFileNames: `${name.split('/')[1].split('-')[0]}.js` },
      },
    },
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await bundle(process.cwd(), process.argv.slice(2));
