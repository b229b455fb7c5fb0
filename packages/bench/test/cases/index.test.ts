import { expect, it } from 'vitest';
import { cases } from '../../src/cases/index.js';
import { selected } from '../../src/selected.js';

it('has a name of its own for every case, which its group selects', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  for (const group of ['core', 'calculus', 'matrix', 'optim', 'nn']) {
    expect(cases.some((subject) => selected(`${subject.group} ${subject.name}`, [group]))).toBe(true);
  }
});
