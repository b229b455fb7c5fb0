// What npm would publish: each package is packed, and the tarball judged by publint and are-the-types-wrong; its list
// of files must hold the build and nothing else, and it may depend on nothing outside the scope.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, node, root, say } from './process.mjs';

const PUBLISHED = ['core-wasm', 'calculus', 'optim', 'nn'];

/** Everything a tarball may hold. */
const ALLOWED = [
  /^package\.json$/,
  /^README\.md$/,
  /^LICENSE$/,
  /^CHANGELOG\.md$/,
  /^dist\/.+\.(js|d\.ts|js\.map|wasm)$/,
];

const bin = (path) => join(root, 'node_modules', path);

function pack(name, folder) {
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: join(root, 'packages', name),
    encoding: 'utf8',
    env: cleanEnvironment(),
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm pack ${name}: ${stderr}`);
  const listing = JSON.parse(stdout);
  return Array.isArray(listing) ? listing[0] : Object.values(listing)[0];
}

function contents(name, { files }) {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  const complaints = files
    .map((file) => file.path)
    .filter((path) => !ALLOWED.some((pattern) => pattern.test(path)))
    .map((path) => `${path} does not belong in the tarball`);
  for (const needed of ['README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts']) {
    if (!files.some((file) => file.path === needed)) complaints.push(`${needed} is missing from the tarball`);
  }
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    if (!dependency.startsWith('@nablajs/')) complaints.push(`depends on ${dependency}, which is outside the scope`);
  }
  if (manifest.scripts?.install || manifest.scripts?.postinstall) complaints.push('has an install script');
  return complaints;
}

const folder = mkdtempSync(join(tmpdir(), 'nabla-pack-'));
let failed = 0;
try {
  for (const name of PUBLISHED) {
    const listing = pack(name, folder);
    const tarball = join(folder, listing.filename.replace(/^.*[\\/]/, ''));
    const complaints = contents(name, listing);
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
process.exitCode = failed === 0 ? 0 : 1;
