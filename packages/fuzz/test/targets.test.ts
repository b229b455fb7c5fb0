// The promises of all targets, on every input that a campaign kept and on fresh neighbours of them.
import { describe, expect, it } from 'vitest';
import { readCorpus } from '../src/corpus.js';
import { mutate } from '../src/mutate.js';
import { seededRandom } from '../src/random.js';
import { bytes } from '../src/target.js';
import { findTarget, targets } from '../src/targets/index.js';

const FRESH = 150;

describe.each(targets.map((target) => [target.name, target] as const))('%s', (name, target) => {
  const kept = [...target.seeds, ...readCorpus(name)];

  it(target.promise, () => {
    expect(kept.length).toBeGreaterThan(target.seeds.length);
    for (const input of kept) expect(() => target.run(input), Buffer.from(input).toString('base64')).not.toThrow();
  });

  it('and on fresh inputs', () => {
    const random = seededRandom(20261120);
    const words = (target.dictionary ?? []).map(bytes);
    for (let k = 0; k < FRESH; k++) {
      const input = mutate(kept[random(kept.length)]!, kept[random(kept.length)]!, words, random);
      expect(() => target.run(input), Buffer.from(input).toString('base64')).not.toThrow();
    }
  });
});

it('a name that is no target is refused', () => {
  expect(() => findTarget('parser')).toThrow('one of parse, derive, compile, load, linalg');
});
