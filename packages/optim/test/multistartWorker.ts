// The module of a worker that serves formulas and one function.
import { serveMultistart } from '../src/index.js';

serveMultistart({
  wavy: (x) => 10 + x[0]! ** 2 - 10 * Math.cos(2 * Math.PI * x[0]!),
  broken: () => {
    throw new RangeError('beyond the table');
  },
});
