// `npm run docs`: builds the site into apps/docs/dist/site, or into the directory named.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSite } from './buildSite.js';

const out = process.argv[2] ?? join(fileURLToPath(new URL('.', import.meta.url)), 'site');
const pages = await buildSite(resolve(out));
console.log(`${pages.length} pages in ${resolve(out)}`);
