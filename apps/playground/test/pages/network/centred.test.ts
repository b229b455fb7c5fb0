import { describe, expect, it } from 'vitest';
import { centred } from '../../../src/pages/network/centred.js';

const N = 100;

/** A drawing of N×N with ink where `inside` says so. */
const drawing = (inside: (x: number, y: number) => boolean): Float32Array =>
  Float32Array.from({ length: N * N }, (_, i) => (inside(i % N, Math.floor(i / N)) ? 1 : 0));

function centreOfMass(image: Float32Array): [number, number] {
  let [mass, x, y] = [0, 0, 0];
  image.forEach((value, i) => {
    mass += value;
    x += value * ((i % 28) + 0.5);
    y += value * (Math.floor(i / 28) + 0.5);
  });
  return [x / mass, y / mass];
}

describe('a drawing scaled and centred as MNIST’s digits are', () => {
  it.each([
    ['a thin stroke at the left edge', (x: number, y: number) => x < 4 && y > 10 && y < 90],
    ['a flat stroke at the bottom', (x: number, y: number) => y > 95 && x > 30],
    ['a small blot in a corner', (x: number, y: number) => x > 90 && y > 90],
    [
      'an L, heavy in one corner',
      (x: number, y: number) => (x > 20 && x < 40 && y > 20) || (y > 80 && x > 20 && x < 90),
    ],
  ])('%s: 20 pixels long, its centre of mass in the middle', (_, inside) => {
    const image = centred(drawing(inside))!;
    const ink = [...image.keys()].filter((i) => image[i]! > 0.5);
    const extent = (of: (i: number) => number): number => Math.max(...ink.map(of)) - Math.min(...ink.map(of)) + 1;
    const longest = Math.max(extent((i) => i % 28), extent((i) => Math.floor(i / 28))); // biome-ignore format: one line
    expect(Math.abs(longest - 20)).toBeLessThanOrEqual(1);
    for (const centre of centreOfMass(image)) expect(Math.abs(centre - 14)).toBeLessThanOrEqual(0.75);
  });

  it('an empty one is none', () => expect(centred(new Float32Array(N * N))).toBeUndefined());
});
