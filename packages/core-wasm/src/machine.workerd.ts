/** The low floor for platforms that do not compile bytes; see `index.workerd.ts`. */
import relaxed from './core.relaxed.wasm';
import simd from './core.simd.wasm';
import { provideModules } from './load.js';

export * from './machine.js';

provideModules({ simd, relaxed });
