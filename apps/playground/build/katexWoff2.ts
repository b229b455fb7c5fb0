import type { Plugin } from 'vite';

/** Keeps only the woff2 sources of KaTeX's fonts: every browser that runs WebAssembly SIMD reads them. */
export function katexWoff2(): Plugin {
  return {
    name: 'katex-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex[^/]*\.css/.test(id)) return undefined;
      return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(["'](?:woff|truetype)["']\)/g, '');
    },
  };
}
