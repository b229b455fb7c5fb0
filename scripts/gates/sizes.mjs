// A file is read in one sitting: at most 350 lines. Tables of data may be longer, and say so here.
import { filesBelow, read } from './sources.mjs';

export const rule = 'no source file over 350 lines, and none named utils, helpers, common, misc or …Manager';

const LIMIT = 350;

/** Files that are tables: reason beside each. */
const TABLES = {};

const VAGUE = /(?:^|\/)(?:utils?|helpers?|common|misc|[A-Za-z]*Manager)\.[a-z]+$/i;

export function check(root) {
  const complaints = [];
  for (const path of filesBelow(root, '', ['.ts', '.tsx', '.mts', '.mjs', '.js', '.css'])) {
    if (VAGUE.test(path)) complaints.push(`${path}: name it for what it holds`);
    const lines = read(root, path).split('\n').length - 1;
    if (lines > LIMIT && !Object.hasOwn(TABLES, path))
      complaints.push(`${path}: ${lines} lines, the limit is ${LIMIT}`);
  }
  return complaints;
}
