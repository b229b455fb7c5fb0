/** Options read strictly: a name nobody knows and a number out of range are errors that say what was meant. */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Tolerance } from './convergence.js';
import type { Constants } from './methods/options.js';

/**
 * Throws an ArgumentError for the first option that is not among the known ones and not undefined.
 *
 * @param known an object whose keys are the known names.
 */
export function checkNames(options: object, known: Readonly<Record<string, true>>, where: string): void {
  for (const [name, value] of Object.entries(options)) {
    if (Object.hasOwn(known, name) || value === undefined) continue;
    const names = Object.keys(known);
    const meant = nearMiss(name, names);
    throw new ArgumentError({
      where,
      expected: meant === undefined ? `options among ${names.join(', ')}` : `the option '${meant}'`,
      got: `'${name}'`,
    });
  }
}

const toleranceNames: Record<keyof Tolerance, true> = { gradient: true, step: true, value: true };

/** Checks that tolerances are numbers ≥ 0 under their right names. */
export function checkTolerance(
  tolerance: object | undefined,
  where: string,
  known: Readonly<Record<string, true>> = toleranceNames,
): void {
  if (tolerance === undefined) return;
  if (typeof tolerance !== 'object' || tolerance === null) {
    throw new ArgumentError({
      where: `${where}: tolerance`,
      expected: `an object { ${Object.keys(known)
        .map((name) => `${name}?`)
        .join(', ')} }`,
      got: String(tolerance),
    });
  }
  checkNames(tolerance, known, `${where}: tolerance`);
  for (const [name, value] of Object.entries(tolerance)) {
    if (value === undefined || (typeof value === 'number' && value >= 0)) continue;
    throw new ArgumentError({ where: `${where}: tolerance.${name}`, expected: 'a number ≥ 0', got: String(value) });
  }
}

/** Checks a limit of iterations, when one is given. */
export function checkLimit(maxIterations: number | undefined, where: string): void {
  if (maxIterations === undefined || (typeof maxIterations === 'number' && maxIterations >= 0)) return;
  throw new ArgumentError({
    where: `${where}: maxIterations`,
    expected: 'a number ≥ 0',
    got: String(maxIterations),
  });
}

/** Checks a number that has to be positive, when it is given. */
export function checkPositive(name: string, value: unknown, where: string): void {
  if (value === undefined || (typeof value === 'number' && value > 0)) return;
  throw new ArgumentError({ where: `${where}: ${name}`, expected: 'a positive number', got: String(value) });
}

/** Checks who listens to a run, and who may end it. */
export function checkListeners(
  { onIteration, signal }: { onIteration?: unknown; signal?: unknown },
  where: string,
): void {
  if (onIteration !== undefined && typeof onIteration !== 'function') {
    throw new ArgumentError({
      where: `${where}: onIteration`,
      expected: 'a function of the iterate',
      got: typeof onIteration,
    });
  }
  if (signal !== undefined && typeof (signal as AbortSignal | null)?.aborted !== 'boolean') {
    throw new ArgumentError({ where: `${where}: signal`, expected: 'an AbortSignal', got: String(signal) });
  }
}

/** Checks those constants of methods that no update rule checks for itself. */
export function checkConstants({ memory, radius, subproblem }: Constants, where: string): void {
  if (memory !== undefined && !(Number.isSafeInteger(memory) && memory > 0)) {
    throw new ArgumentError({ where: `${where}: memory`, expected: 'an integer ≥ 1', got: String(memory) });
  }
  checkPositive('radius', radius, where);
  if (subproblem !== undefined && subproblem !== 'exact' && subproblem !== 'steihaug') {
    throw new ArgumentError({
      where: `${where}: subproblem`,
      expected: 'exact or steihaug',
      got: `'${String(subproblem)}'`,
    });
  }
}

/** The name within two edits, or one that begins with what was given or the reverse; letters' case does not count. */
export function nearMiss(given: string, names: readonly string[]): string | undefined {
  const text = given.toLowerCase();
  let best: string | undefined;
  let least = 3;
  for (const name of names) {
    const candidate = name.toLowerCase();
    const begins =
      Math.min(text.length, candidate.length) > 2 && (candidate.startsWith(text) || text.startsWith(candidate));
    const distance = begins ? 2 : edits(text, candidate);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

/** The least number of letters inserted, deleted or replaced (Levenshtein); names longer than 40 letters are far. */
function edits(a: string, b: string): number {
  if (a.length > 40) return a.length;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    }
    row = next;
  }
  return row[b.length]!;
}
