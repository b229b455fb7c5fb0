// Set-up of the "red zones" project: every test of the face once more, with memory in which a write past an end shows, and
// with a heap that begins somewhere else in every file and run. NABLA_HEAP_OFFSET repeats the run that failed.
import { beforeEach } from 'vitest';
import { setHeapOffset, setRedZone } from '../src/faults.js';

const offset = Number(process.env.NABLA_HEAP_OFFSET ?? 64 * Math.floor(Math.random() * 16384));

setRedZone(64);
setHeapOffset(offset);

beforeEach(({ onTestFailed }) => {
  onTestFailed(() => console.error(`red zones: NABLA_HEAP_OFFSET=${offset} repeats this`));
});
