// Every reason that analyze/ gives, as it is written there, has Chinese words: what remains of it is a direction.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reasonIn } from '../../src/explain/reasons.js';

const sources = ['classifyPoint', 'criticalPoints', 'higherOrder']
  .map((name) => readFileSync(new URL(`../../src/analyze/${name}.ts`, import.meta.url), 'utf8'))
  .join('\n');
const words = /(['`])((?:(?!\1).)*\b(?:Hessian|null|vanish|derivative|function|terms|term)\b(?:(?!\1).)*)\1/g;
const reasons = [...sources.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').matchAll(words)]
  .map(([, , text]) => text!)
  // One is a beginning only, which stands for ${what} in another.
  .filter((text) => text.includes(' ') && !text.endsWith('that does not vanish'));

const alternatives = ({ at }: { at: number }): ((text: string) => string) => {
  const pick = (_: string, first: string, second: string): string => [first, second][at]!;
  return (text) =>
    text
      .replace(/\$\{[^}]*\? '([^']*)' : '([^']*)'\}/g, pick)
      .replace(/\$\{(?:nature|extremum)\}/g, ['minimum', 'maximum'][at]!)
      .replace(/\$\{reason\}/g, 'the Hessian has eigenvalues of both signs')
      .replace(
        /\$\{what\}/g,
        ['the lowest form, in every direction,', 'along (1, 0) the first derivative that does not vanish'][at]!,
      )
      .replace(/\$\{where\}/g, ['the null direction', 'a ray of the null space'][at]!)
      .replace(/\$\{\w+\}/g, '4');
};

it.each(reasons)('%s', (reason) => {
  for (const at of [0, 1]) {
    const english = alternatives({ at })(reason);
    expect(reasonIn('zh', english)).not.toMatch(/[A-Za-z]{2,}/);
    expect(reasonIn('en', english)).toBe(english);
  }
});

it('finds the reasons in the sources', () => expect(reasons.length).toBeGreaterThan(12));
