// The files that gates read: paths relative to the root, with forward slashes on every system.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', 'generated', '.git', '.turbo', 'reports', 'coverage', 'vectors']);

/** Every file below `directory` (relative to `root`) whose name ends with one of `extensions`. */
export function filesBelow(root, directory, extensions) {
  const found = [];
  const open = [directory];
  while (open.length > 0) {
    const here = open.pop();
    let entries;
    try {
      entries = readdirSync(join(root, here), { withFileTypes: true });
    } catch {
      continue; // A part of the house that does not exist has no files.
    }
    for (const entry of entries) {
      const path = here === '' ? entry.name : `${here}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) open.push(path);
      } else if (extensions.some((extension) => entry.name.endsWith(extension))) {
        found.push(path);
      }
    }
  }
  return found.sort();
}

export const read = (root, path) => readFileSync(join(root, path), 'utf8');

/** Workspace folders that exist, such as `packages/optim`. */
export function workspaces(root) {
  return ['packages', 'apps'].flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${parent}/${entry.name}`),
  );
}
