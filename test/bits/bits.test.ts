// The bits that test/consumers/bits.test.ts compares across engines, here from source. A change of a kernel that is meant to
// change results is recorded by `npx vitest run --project node test/bits -u`.
import { expect, it } from 'vitest';
import { bits } from './bits.js';

it('a million results of each function, linear algebra and trainings have the recorded hashes', async () => {
  await expect(`${JSON.stringify(await bits(), null, 2)}\n`).toMatchFileSnapshot('bits.json');
});
