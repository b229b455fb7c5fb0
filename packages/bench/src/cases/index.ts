// Every case, in the order of the table. A new case is a file here and a line in this list.
import type { BenchCase } from '../case.js';
import { gemmCases } from './gemm.js';
import { trainingCases } from './training.js';

export const cases: readonly BenchCase[] = [...gemmCases, ...trainingCases];
