// Makes src/style/fonts/math.woff2: STIX Two Math with the signs that formulas here are written in, and the table by which
// browsers build fractions, roots and tall brackets. It is kept in the repository, for it changes only when a sign is added:
//
//   npm install --prefix <directory> subset-font@2.9.0 @fontsource/stix-two-math@5.3.0
//   node apps/playground/scripts/mathFont.mjs <directory>
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [directory] = process.argv.slice(2);
if (directory === undefined)
  throw new Error('mathFont: name the directory with subset-font and @fontsource/stix-two-math');
const require = createRequire(join(resolve(directory), 'package.json'));
const subsetFont = require('subset-font');
const source = join(resolve(directory), 'node_modules/@fontsource/stix-two-math');
const target = join(import.meta.dirname, '../src/style/fonts');

const range = (first, last) => String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, k) => first + k));

const signs = [
  range(0x20, 0x7e),
  // Italic Latin, whose h stands elsewhere; bold Latin and digits; Greek upright and italic.
  range(0x1d434, 0x1d467),
  '\u210e',
  range(0x1d400, 0x1d433),
  range(0x1d7ce, 0x1d7d7),
  range(0x391, 0x3a9),
  range(0x3b1, 0x3c9),
  range(0x1d6e2, 0x1d71b),
  '−±⋅·×∘⊙⊗⊘⊤≥≤≠≈⪰→∂∇∑‖′√∞…⋯—ˆ',
].join('');

const font = readFileSync(join(source, 'files/stix-two-math-latin-400-normal.woff2'));
// The names kept are those of the licence, so that the file carries it wherever it goes.
const subset = await subsetFont(font, signs, {
  targetFormat: 'woff2',
  noLayoutClosure: true,
  preserveNameIds: [0, 13, 14],
});
writeFileSync(join(target, 'math.woff2'), subset);
copyFileSync(join(source, 'LICENSE'), join(target, 'OFL.txt'));
console.log(`${subset.length} bytes`);
