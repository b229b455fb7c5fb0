import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Relative addresses, so that the built page works below any path of any static host. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  build: { target: 'es2022' },
});
