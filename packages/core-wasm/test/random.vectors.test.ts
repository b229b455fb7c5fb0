import { kernels } from '@nablajs/core-wasm/machine';
import { expect, test } from 'vitest';
import { i32 } from '../src/memory.js';
import { begin, end, scratch } from '../src/operation.js';

/** Known answers of Philox4x32-10: Random123 1.14, tests/kat_vectors. Counter, key, result. */
const KNOWN: [number[], number[], number[]][] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

function words(count: number, counter: number[], key: number[]): number[] {
  begin();
  try {
    const ptr = scratch(1024);
    const [c0, c1, c2, c3] = counter as [number, number, number, number];
    kernels().philox(count / 4, key[0]!, key[1]!, c0, c1, c2, c3, ptr);
    return Array.from({ length: count }, (_, i) => i32[(ptr >>> 2) + i]! >>> 0);
  } finally {
    end();
  }
}

test.each(KNOWN)('Philox4x32-10 of counter %j under key %j', (counter, key, result) => {
  expect(words(4, counter, key)).toEqual(result);
});

test('the blocks of a run are those of the counters one by one, across the carry of 2³²', () => {
  const counter = [0xfffffffe, 7, 1, 2];
  const key = [3, 4];
  const run = words(32, counter, key);
  for (let block = 0; block < 8; block++) {
    const [low, carry] = [(0xfffffffe + block) % 2 ** 32, block >= 2 ? 1 : 0];
    expect(run.slice(4 * block, 4 * block + 4)).toEqual(words(4, [low, 7 + carry, 1, 2], key));
  }
});
