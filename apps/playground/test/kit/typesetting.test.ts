import { expect, it } from 'vitest';
import { typeset } from '../../src/kit/typesetting.js';

/** Work that takes a while, whatever the machine. */
function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

it('spreads much work over many turns, in order, and leaves out what is called off', async () => {
  const done: number[] = [];
  const turns: number[] = [];
  let turn = 0;
  const finished = new Promise<void>((resolve) => {
    for (let i = 0; i < 20; i++) {
      const callOff = typeset(() => {
        busy(4);
        done.push(i);
        turns.push(turn);
        if (i === 19) resolve();
      });
      if (i === 15) callOff();
    }
  });
  expect(done.length).toBeGreaterThan(0);
  expect(done.length).toBeLessThan(10);
  turn = 1;
  await finished;
  expect(done).toEqual([...Array(20).keys()].filter((i) => i !== 15));
  expect(turns.filter((each) => each === 1).length).toBeGreaterThan(9);
});
