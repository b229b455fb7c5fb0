// Each package through every bundler with its defaults: the bundle alone gives the answer, in Node and in pages.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Pages, strictPolicy } from './pages.js';
import { printing, programs, titling } from './programs.js';
import { newProject, type Project } from './project.js';
import { tools } from './registry.js';

/** Bundles `in.js` of the project into `out/out.js`. */
const bundlers: Readonly<Record<string, (project: Project) => void>> = {
  esbuild: (project) =>
    void project.run(
      join(tools, 'esbuild/bin/esbuild'),
      'in.js',
      '--bundle',
      '--minify',
      '--format=esm',
      '--outfile=out/out.js',
    ),
  rollup(project) {
    project.write(
      'rollup.config.mjs',
      "import resolve from '@rollup/plugin-node-resolve'; export default { input: 'in.js', output: { file: 'out/out.js', format: 'es', inlineDynamicImports: true }, plugins: [resolve({ browser: true })] };",
    );
    project.run(process.execPath, join(tools, 'rollup/dist/bin/rollup'), '-c', '--silent');
  },
  vite(project) {
    project.write(
      'vite.config.mjs',
      "export default { logLevel: 'silent', build: { outDir: 'out', target: 'es2022', rollupOptions: { input: 'in.js', output: { entryFileNames: 'out.js', chunkFileNames: '[name].js' } } } };",
    );
    project.run(process.execPath, join(tools, 'vite/bin/vite.js'), 'build');
  },
  webpack(project) {
    project.write(
      'build.cjs',
      "require('webpack')({ mode: 'production', entry: './in.js', target: 'web', experiments: { outputModule: true }, output: { path: __dirname + '/out', filename: 'out.js', module: true, library: { type: 'module' } } }, (error, stats) => { if (error || stats.hasErrors()) { console.error(error ?? stats.toString('errors-only')); process.exit(1); } });",
    );
    project.run(process.execPath, 'build.cjs');
  },
};

describe.each(programs.map((program) => [program.name, program] as const))('@nablajs/%s', (name, program) => {
  const pages = new Pages();
  beforeAll(() => pages.open());
  afterAll(() => pages.close());

  it.each(Object.keys(bundlers))('through %s, in Node and in browsers under a strict policy', async (bundler) => {
    const project = newProject(name, ['webpack', 'rollup', '@rollup/plugin-node-resolve', 'vite']);
    project.write('in.js', printing(program));
    bundlers[bundler]!(project);
    expect(project.run(process.execPath, 'out/out.js')).toBe(program.answer);
    project.write('in.js', titling(program));
    bundlers[bundler]!(project);
    project.write(
      'out/index.html',
      '<!doctype html><meta charset="utf-8"><script type="module" src="./out.js"></script>',
    );
    expect(await pages.shown(join(project.folder, 'out'))).toEqual(pages.everywhere(program.answer));
  });

  it('without a bundler, by an import map', async () => {
    const project = newProject(name);
    const scope = join(project.folder, 'node_modules/@nablajs');
    const imports = Object.fromEntries(
      readdirSync(scope).flatMap((each) => {
        const { exports } = JSON.parse(readFileSync(join(scope, each, 'package.json'), 'utf8')) as {
          exports: Record<string, string | { default: string }>;
        };
        return Object.entries(exports).map(([path, to]) => [
          `@nablajs/${each}${path.slice(1)}`,
          `./node_modules/@nablajs/${each}/${(typeof to === 'string' ? to : to.default).slice(2)}`,
        ]);
      }),
    );
    project.write('main.js', titling(program));
    const inline = JSON.stringify({ imports });
    project.write(
      'index.html',
      `<!doctype html><meta charset="utf-8"><script type="importmap">${inline}</script><script type="module" src="./main.js"></script>`,
    );
    const hash = `'sha256-${createHash('sha256').update(inline).digest('base64')}'`;
    const policy = strictPolicy(`'wasm-unsafe-eval' ${hash}`);
    expect(await pages.shown(project.folder, policy)).toEqual(pages.everywhere(program.answer));
  });

  it('in workerd, where only modules in files are compiled', () => {
    const project = newProject(name, ['miniflare']);
    project.write('in.js', `${program.code}\nexport default { fetch: () => new Response(answer) };\n`);
    project.run(join(tools, 'esbuild/bin/esbuild'), 'in.js', '--bundle', '--format=esm', '--conditions=workerd,worker,browser', '--loader:.wasm=copy', '--outfile=worker/index.mjs'); // biome-ignore format: one line
    project.write(
      'serve.mjs',
      `import { Miniflare } from 'miniflare';
const worker = new Miniflare({ rootPath: 'worker', scriptPath: 'index.mjs', modules: true, modulesRules: [{ type: 'ESModule', include: ['**/*.mjs'] }, { type: 'CompiledWasm', include: ['**/*.wasm'] }], compatibilityDate: '2026-01-01' });
console.log(await (await worker.dispatchFetch('http://worker/')).text());
await worker.dispose();
`,
    );
    expect(project.run(join(tools, 'node-22/bin/node'), 'serve.mjs')).toBe(program.answer);
  });
});
