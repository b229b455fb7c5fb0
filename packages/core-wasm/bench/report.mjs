// ACCURACY.md: one section for each long accuracy run, replaced by the run that measures it.
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

const FILE = new URL('./ACCURACY.md', import.meta.url);
const SECTIONS = ['f64', 'f32', 'all f32'];
const TITLES = {
  f64: 'Double precision, against fixed point of 200 bits and more (`bench/ulp.mjs`)',
  f32: 'Single precision, against double precision (`bench/exhaustive.mjs`)',
  'all f32': 'Single precision, every float',
};
const OPENING = `# Accuracy of the elementary functions

Errors in units in the last place of the exact result, in the shipped baseline module. These functions use no relaxed
instruction, so every processor and engine gives the same bits.
`;

/** A table in Markdown. */
export function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, k) => (k === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Puts a section's text and table in the file, with the machine and the date; other sections stay as they are. */
export async function save(section, text, rows) {
  const old = await readFile(FILE, 'utf8').catch(() => '');
  const kept = new Map(
    SECTIONS.map((name) => {
      const start = old.indexOf(`\n## ${TITLES[name]}\n`);
      if (start < 0) return [name, ''];
      const end = old.indexOf('\n## ', start + 1);
      return [name, old.slice(start, end < 0 ? undefined : end)];
    }),
  );
  const date = new Date().toISOString().slice(0, 10);
  const where = `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, ${date}`;
  kept.set(section, `\n## ${TITLES[section]}\n\n${text} ${where}.\n\n${rows}\n`);
  await writeFile(FILE, OPENING + SECTIONS.map((name) => kept.get(name)).join(''));
}
