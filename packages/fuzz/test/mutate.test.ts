import { describe, expect, it } from 'vitest';
import { MAX_LENGTH, mutate } from '../src/mutate.js';
import { seededRandom } from '../src/random.js';

describe('mutation', () => {
  it('leaves its inputs alone, stays within the length, and draws the same from the same seed', () => {
    const input = Uint8Array.from({ length: 40 }, (_, i) => i);
    const long = new Uint8Array(MAX_LENGTH).fill(7);
    const words = [Uint8Array.of(1, 2, 3)];
    const run = (): Uint8Array[] => {
      const random = seededRandom(5);
      return Array.from({ length: 400 }, (_, k) => mutate(k % 2 ? input : long, long, words, random));
    };
    const results = run();
    expect(input).toEqual(Uint8Array.from({ length: 40 }, (_, i) => i));
    expect(long.every((byte) => byte === 7)).toBe(true);
    expect(Math.max(...results.map((each) => each.length))).toBeLessThanOrEqual(MAX_LENGTH);
    expect(results.filter((each, k) => Buffer.compare(each, k % 2 ? input : long) !== 0).length).toBeGreaterThan(300);
    expect(run()).toEqual(results);
  });

  it('begins from nothing', () => {
    const random = seededRandom(9);
    const none = new Uint8Array();
    const lengths = Array.from({ length: 100 }, () => mutate(none, none, [], random).length);
    expect(Math.max(...lengths)).toBeGreaterThan(0);
  });
});
