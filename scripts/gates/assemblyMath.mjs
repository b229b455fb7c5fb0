// AssemblyScript's own sin, cos and tan read before their table for 1 647 099 ≤ |x| < 4 194 304 and answer nonsense;
// kernels use the core's elementary functions and the compiler's builtins (sqrt<T>, abs<T>, floor<T>, …) only.
import { filesBelow, read } from './sources.mjs';

export const rule = 'no kernel uses AssemblyScript’s Math, Mathf, NativeMath or NativeMathf';

export function check(root) {
  const complaints = [];
  for (const path of filesBelow(root, 'packages/core-wasm/assembly', ['.ts'])) {
    read(root, path)
      .split('\n')
      .forEach((line, index) => {
        const code = line.replace(/\/\/.*$/, '');
        if (/\b(?:JS|Native)?Mathf?\s*\./.test(code)) complaints.push(`${path}:${index + 1}: ${line.trim()}`);
      });
  }
  return complaints;
}
