// Every case, in the order of the table. A new case is a file here and a line in this list.
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
import { trainingCases } from './training.js';

export const cases: readonly BenchCase[] = [
  ...gemmCases,
  ...linalgCases,
  ...elementwiseCases,
  ...deriveCases,
  ...evaluateCases,
  ...hessianCases,
  ...minimizeCases,
  ...fitCases,
  ...trainingCases,
  ...samplesCases,
];
