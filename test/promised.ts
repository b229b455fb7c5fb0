// `console.log(…); // → text` in a snippet: what a run has to print.
import { expect } from 'vitest';

function matches(line: string, promised: string): boolean {
  const parts = promised.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(line);
}

/** Every promised line has been printed, in order, where … stands for anything. */
export function expectPromised(code: string, printed: readonly string[]): void {
  const promised = [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, text]) => text!);
  let next = 0;
  for (const line of printed) if (next < promised.length && matches(line, promised[next]!)) next++;
  expect(promised.slice(next), `printed:\n${printed.join('\n')}`).toEqual([]);
}
