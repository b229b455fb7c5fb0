// The raw modules beside the compiled face, for the .wasm subpath exports.
import { copyFile } from 'node:fs/promises';

for (const name of ['core.simd.wasm', 'core.relaxed.wasm']) {
  await copyFile(new URL(`../src/generated/${name}`, import.meta.url), new URL(`../dist/${name}`, import.meta.url));
}
