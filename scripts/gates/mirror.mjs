// Tests mirror the source tree, so that whoever opens a file knows where its tests are, and the reverse.
import { filesBelow, workspaces } from './sources.mjs';

export const rule =
  'test/a/b.test.ts tests src/a/b.ts (or folder src/a/b, or assembly/…), with a suffix that says the kind';

const KINDS = ['vectors', 'conformance', 'fuzz', 'browser', 'property'];
const TEST = new RegExp(`^(.*?)(?:\\.(?:${KINDS.join('|')}))?\\.test(?:-d)?\\.tsx?$`);

export function check(root) {
  const complaints = [];
  for (const folder of workspaces(root)) {
    const sources = new Set(
      filesBelow(root, `${folder}/src`, ['.ts', '.tsx', '.mts'])
        .map((path) => path.slice(`${folder}/src/`.length))
        .concat(filesBelow(root, `${folder}/assembly`, ['.ts']).map((path) => path.slice(`${folder}/`.length)))
        .map((path) => path.replace(/\.[^.]+$/, '')),
    );
    const folders = new Set(
      [...sources].flatMap((path) =>
        path
          .split('/')
          .slice(0, -1)
          .map((_, i, parts) => parts.slice(0, i + 1).join('/')),
      ),
    );
    for (const test of filesBelow(root, `${folder}/test`, ['.test.ts', '.test.tsx', '.test-d.ts'])) {
      const mirrored = TEST.exec(test.slice(`${folder}/test/`.length))?.[1];
      if (mirrored === undefined || !(sources.has(mirrored) || folders.has(mirrored))) {
        complaints.push(
          `${test} mirrors no source: expected ${folder}/src/${mirrored ?? '…'}.ts or a folder of that name`,
        );
      }
    }
  }
  return complaints;
}
