// What npm would publish: each package is packed, and the tarball judged by publint and are-the-types-wrong. It holds the
// files of scripts/tarballs.json and no others (`node scripts/tarballs.mjs --update` writes them there), of the kinds below;
// npm's bill of materials for it names packages of the scope alone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, PUBLISHED, pack } from './packages.mjs';
import { node, root, say } from './process.mjs';

const frozenFile = join(root, 'scripts', 'tarballs.json');
const frozen = JSON.parse(readFileSync(frozenFile, 'utf8'));
const update = process.argv.includes('--update');

/** Everything a tarball may hold. */
const ALLOWED = [
  /^package\.json$/,
  /^README\.md$/,
  /^LICENSE$/,
  /^CHANGELOG\.md$/,
  /^dist\/.+\.(js|d\.ts|js\.map|wasm)$/,
];

const bin = (path) => join(root, 'node_modules', path);

function contents(name, { files }) {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  const complaints = files
    .map((file) => file.path)
    .filter((path) => !ALLOWED.some((pattern) => pattern.test(path)))
    .map((path) => `${path} does not belong in the tarball`);
  for (const needed of ['README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts']) {
    if (!files.some((file) => file.path === needed)) complaints.push(`${needed} is missing from the tarball`);
  }
  for (const dependency of materials(name)) {
    if (!dependency.startsWith('@nablajs/')) complaints.push(`depends on ${dependency}, which is outside the scope`);
  }
  for (const moment of ['preinstall', 'install', 'postinstall', 'prepare'])
    if (manifest.scripts?.[moment]) complaints.push(`has a script for ${moment}`);
  return complaints;
}

/** The names in the bill of materials of an installation of the package. */
function materials(name) {
  const bill = npm(root, 'sbom', '--sbom-format=spdx', '--omit=dev', `--workspace=packages/${name}`);
  return JSON.parse(bill)
    .packages.map((each) => each.name)
    .filter((each) => each !== 'nabla');
}

/** How the files differ from the list that is kept. */
function changes(name, { files }) {
  const now = files.map(({ path }) => path).sort();
  const before = frozen[name] ?? [];
  frozen[name] = now;
  if (update) return [];
  const hint = ': if that is meant, node scripts/tarballs.mjs --update';
  return [
    ...now.filter((path) => !before.includes(path)).map((path) => `${path} is new${hint}`),
    ...before.filter((path) => !now.includes(path)).map((path) => `${path} is gone${hint}`),
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'nabla-pack-'));
let failed = 0;
try {
  for (const name of PUBLISHED) {
    const listing = pack(root, name, folder);
    const { tarball } = listing;
    const complaints = [...contents(name, listing), ...changes(name, listing)];
    if ((await node([bin('publint/src/cli.js'), tarball, '--strict'])) !== 0)
      complaints.push('publint complains, see above');
    const raw = ['core.simd.wasm', 'core.relaxed.wasm'];
    const attw = [
      bin('@arethetypeswrong/cli/dist/index.js'),
      tarball,
      '--profile',
      'esm-only',
      '--format',
      'ascii',
      '--quiet',
    ];
    if (name === 'core-wasm') attw.push('--exclude-entrypoints', ...raw);
    if ((await node(attw)) !== 0) complaints.push('are-the-types-wrong complains, see above');
    say(
      `${complaints.length === 0 ? 'ok  ' : 'FAIL'} @nablajs/${name}: ${listing.files.length} files, ${(listing.size / 1024).toFixed(0)} kB packed`,
    );
    for (const complaint of complaints) say(`       ${complaint}`);
    failed += complaints.length;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (update) writeFileSync(frozenFile, `${JSON.stringify(frozen, null, 2)}\n`);
process.exitCode = failed === 0 ? 0 : 1;
