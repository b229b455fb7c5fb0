// The service worker's list of files: everything the build emits, with a version that changes when any of it does.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';

/** Fills `PRECACHE_FILES` and `PRECACHE_VERSION` of the built `sw.js`. */
export function precache(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'precache',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['sw.js'];
        if (worker === undefined || worker.type !== 'chunk') return;
        if (/\bimport\b/.test(worker.code)) this.error('precache: sw.js must not import, it is no module');
        const hash = createHash('sha256');
        const files = ['./'];
        for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
          if (name === 'sw.js' || name === 'index.html' || name.endsWith('.map')) continue;
          files.push(`./${name}`);
          hash.update(file.type === 'chunk' ? file.code : file.source);
        }
        const page = bundle['index.html'];
        if (page?.type === 'asset') hash.update(page.source);
        for (const name of readdirSync(config.publicDir).sort()) {
          files.push(`./${name}`);
          hash.update(readFileSync(join(config.publicDir, name)));
        }
        worker.code = worker.code
          .replace('PRECACHE_FILES', JSON.stringify(files))
          .replace('PRECACHE_VERSION', JSON.stringify(hash.digest('hex').slice(0, 16)));
      },
    },
  };
}
