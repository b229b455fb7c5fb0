// The ```ts blocks of the documentation, and running one as the module it claims to be.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { vi } from 'vitest';

export const root: string = dirname(dirname(fileURLToPath(import.meta.url)));

export interface Snippet {
  /** `README.md:12`, where the code begins. */
  readonly where: string;
  readonly code: string;
}

/** The ```ts blocks of a Markdown file, or of the comments of a source file, where each line begins with ` * `. */
export function snippetsOf(path: string): Snippet[] {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  const snippets: Snippet[] = [];
  let open: { start: number; prefix: string; code: string[] } | undefined;
  lines.forEach((line, index) => {
    const fence = /^(\s*(?:\* ?)?)```(ts|typescript)?\s*$/.exec(line);
    if (open === undefined) {
      if (fence?.[2]) open = { start: index + 2, prefix: fence[1], code: [] };
    } else if (fence) {
      snippets.push({ where: `${path}:${open.start}`, code: open.code.join('\n') });
      open = undefined;
    } else {
      open.code.push(line.startsWith(open.prefix) ? line.slice(open.prefix.length) : line.replace(/^\s*\*\s?/, ''));
    }
  });
  return snippets;
}

/** Every file below `directory` with the extension, relative to the root. */
export function filesBelow(directory: string, extension: string): string[] {
  return readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .map((path) => join(directory, path))
    .filter((path) => path.endsWith(extension) && !/[\\/](?:node_modules|dist|generated)[\\/]/.test(path))
    .sort();
}

const folder = join(root, 'test', 'generated');

/** Runs a snippet as a module of its own and returns what it printed; it may import the scope's packages only. */
export async function run({ where, code }: Snippet): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${where.replace(/[^\w]+/g, '_')}.ts`);
  writeFileSync(file, `${code}\nexport {};\n`);
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
    printed.push(values.map(String).join(' '));
  });
  try {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
  } finally {
    log.mockRestore();
  }
  return printed;
}
