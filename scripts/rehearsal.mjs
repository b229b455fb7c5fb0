// A release rehearsed in a scratch clone: the versions of the changesets, then a publication of which nothing is sent.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, PUBLISHED } from './packages.mjs';

/** Versions and "publishes" the packages of an installed and built clone, which is changed; returns what does not hold. */
export function rehearseRelease(clone) {
  const manifest = (name) => JSON.parse(readFileSync(join(clone, 'packages', name, 'package.json'), 'utf8'));
  const pending = PUBLISHED.map((name) => manifest(name).version);
  // One change more, so that there is something to release right after a release too.
  const change = `---\n${PUBLISHED.map((name) => `'@nablajs/${name}': patch`).join('\n')}\n---\n\nRehearsed.\n`;
  writeFileSync(join(clone, '.changeset', 'rehearsal.md'), change);
  npm(clone, 'run', 'version');
  const complaints = [];
  const version = manifest(PUBLISHED[0]).version;
  if (pending.includes(version)) complaints.push(`npm run version left ${version} as it was`);
  for (const name of PUBLISHED) {
    const { version: own, dependencies } = manifest(name);
    if (own !== version) complaints.push(`@nablajs/${name} is ${own} beside ${version}`);
    for (const [dependency, range] of Object.entries(dependencies ?? {}))
      if (range !== version) complaints.push(`@nablajs/${name} wants ${dependency} ${range} beside ${version}`);
    if (!existsSync(join(clone, 'packages', name, 'CHANGELOG.md')))
      complaints.push(`@nablajs/${name} has no changelog`);
    npm(join(clone, 'packages', name), 'publish', '--dry-run', '--no-provenance', '--access', 'public');
  }
  return complaints;
}
