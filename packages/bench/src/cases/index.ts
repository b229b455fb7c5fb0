// Every case, in the order of the table. A new case is a file here and a line in its group.
import type { BenchCase } from '../case.js';
import { deriveCases } from './derive.js';
import { elementwiseCases } from './elementwise.js';
import { evaluateCases } from './evaluate.js';
import { fitCases } from './fit.js';
import { gemmCases } from './gemm.js';
import { hessianCases } from './hessian.js';
import { linalgCases } from './linalg.js';
import { minimizeCases } from './minimize.js';
import { samplesCases } from './samples.js';
import { startCases } from './start.js';
import { streamingCases } from './streaming.js';
import { threadsCases } from './threads.js';
import { trainingCases } from './training.js';

/** What a case is about, by the package that does it: a word that the filter matches, too. */
export type Group = 'core' | 'calculus' | 'matrix' | 'optim' | 'nn';

const groups: Readonly<Record<Group, readonly BenchCase[]>> = {
  core: [...gemmCases, ...threadsCases, ...linalgCases, ...elementwiseCases, ...streamingCases, ...startCases],
  calculus: [...deriveCases, ...evaluateCases],
  matrix: hessianCases,
  optim: [...minimizeCases, ...fitCases],
  nn: [...trainingCases, ...samplesCases],
};

export interface GroupedCase extends BenchCase {
  readonly group: Group;
}

export const cases: readonly GroupedCase[] = (Object.keys(groups) as Group[]).flatMap((group) =>
  groups[group].map((subject) => ({ ...subject, group })),
);
