import type { Plugin } from 'vite';

/** Type faces that no formula of the site asks for: calligraphic, Fraktur, sans serif, script, typewriter. */
const UNUSED = 'Caligraphic|Fraktur|SansSerif|Script|Typewriter';

/** Leaves out what the site does not need of KaTeX: those type faces and their metrics, and all but the woff2 files. */
export function leanKatex(): Plugin {
  return {
    name: 'lean-katex',
    enforce: 'pre',
    transform(code, id) {
      if (/katex[^/]*\.css/.test(id)) {
        return code
          .replace(new RegExp(`@font-face\\s*\\{[^}]*KaTeX_(?:${UNUSED})\\b[^}]*\\}`, 'g'), '')
          .replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(["'](?:woff|truetype)["']\)/g, '');
      }
      if (!/katex\/dist\/katex\.mjs/.test(id)) return undefined;
      const lean = code.replace(new RegExp(`"((?:${UNUSED})-\\w+)": \\{[^{}]*\\}`, 'g'), '"$1": {}');
      if (lean === code) this.error('leanKatex: the metrics of KaTeX look different from what is expected');
      return { code: lean, map: null };
    },
  };
}
