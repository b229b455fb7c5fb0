// Each package through every bundler with its defaults: the bundle alone gives the answer, in Node and in pages.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, printing, programs, titling } from './programs.js';
import { newProject, type Project } from './project.js';
import { tools } from './registry.js';

/** What a strict page allows; `inline` is the text of an inline script that it names by its hash. */
function policy(inline?: string): string {
  const hash = inline === undefined ? '' : ` 'sha256-${createHash('sha256').update(inline).digest('base64')}'`;
  return `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'${hash}; worker-src 'self'; connect-src 'self'`;
}

const browsers = {
  chrome: process.env.NABLA_BROWSER,
  firefox: [process.env.NABLA_FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
    (path) => path && existsSync(path),
  ),
} as const;

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
  const running = new Map<string, Browser>();
  let server: Server;
  let folder = '';
  let inline: string | undefined;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = join(folder, new URL(request.url ?? '/', 'http://page').pathname);
      if (!existsSync(path)) return void response.writeHead(404).end();
      const type =
        { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' }[extname(path)] ?? 'text/plain';
      response
        .writeHead(200, { 'content-type': type, 'content-security-policy': policy(inline) })
        .end(readFileSync(path));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    for (const [kind, executablePath] of Object.entries(browsers)) {
      if (executablePath)
        running.set(kind, await launch({ browser: kind as 'chrome', executablePath, headless: true, args: kind === 'chrome' ? ['--no-sandbox'] : [] })); // biome-ignore format: one line
    }
  });
  afterAll(async () => {
    for (const browser of running.values()) await browser.close();
    server?.close();
  });

  /** The title of a page of the folder, in every browser there is. */
  async function shown(page: string): Promise<Record<string, string>> {
    const titles: Record<string, string> = {};
    for (const [kind, browser] of running) {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${page}`);
      await tab.waitForFunction(() => document.title !== '', { timeout: 30_000 }).catch(() => undefined);
      titles[kind] = await tab.title();
      await tab.close();
    }
    return titles;
  }
  const everywhere = (program: Program): Record<string, string> =>
    Object.fromEntries([...running.keys()].map((kind) => [kind, program.answer]));

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
    folder = join(project.folder, 'out');
    expect(await shown('index.html')).toEqual(everywhere(program));
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
    inline = JSON.stringify({ imports });
    project.write(
      'index.html',
      `<!doctype html><meta charset="utf-8"><script type="importmap">${inline}</script><script type="module" src="./main.js"></script>`,
    );
    folder = project.folder;
    expect(await shown('index.html')).toEqual(everywhere(program));
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
