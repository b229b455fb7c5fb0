import type { Target } from '../target.js';
import { compileTarget } from './compile.js';
import { deriveTarget } from './derive.js';
import { linalgTarget } from './linalg.js';
import { loadTarget } from './load.js';
import { parseTarget } from './parse.js';

export const targets: readonly Target[] = [parseTarget, deriveTarget, compileTarget, loadTarget, linalgTarget];

export function findTarget(name: string): Target {
  const found = targets.find((target) => target.name === name);
  if (!found) throw new Error(`unknown fuzz target ${name}: one of ${targets.map((target) => target.name).join(', ')}`);
  return found;
}
