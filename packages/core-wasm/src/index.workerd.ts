/** The package for platforms that do not compile bytes, such as Cloudflare's workerd: the modules come as files. */
import relaxed from './core.relaxed.wasm';
import simd from './core.simd.wasm';
import { provideModules } from './load.js';

export * from './index.js';

provideModules({ simd, relaxed });
