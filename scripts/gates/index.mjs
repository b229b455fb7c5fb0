// The house rules that a machine can check. Each gate is one file here exporting `rule` (what holds) and
// `check(root)` (the places where it does not, one line each); a new gate is a file and a line in this list.
import { root } from '../process.mjs';
import * as assemblyMath from './assemblyMath.mjs';
import * as floors from './floors.mjs';
import * as lockfile from './lockfile.mjs';
import * as mirror from './mirror.mjs';
import * as sizes from './sizes.mjs';

export const gates = { floors, mirror, sizes, assemblyMath, lockfile };

/** Runs every gate and prints what it found; true when nothing was. */
export async function runGates(directory = root) {
  let clean = true;
  for (const [name, gate] of Object.entries(gates)) {
    const complaints = await gate.check(directory);
    console.log(`${complaints.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${gate.rule}`);
    for (const complaint of complaints) console.log(`       ${complaint}`);
    clean &&= complaints.length === 0;
  }
  return clean;
}
