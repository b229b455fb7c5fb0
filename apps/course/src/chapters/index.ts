// The chapters in the course's order. A new chapter is a file here and a line in this list.
import type { Chapter } from '../example.js';
import { chain } from './chain.js';
import { directions } from './gradient.js';
import { matrix } from './matrix.js';
import { network } from './network.js';
import { partial } from './partial.js';
import { extrema } from './taylor.js';

export const chapters: readonly Chapter[] = [partial, chain, directions, extrema, matrix, network];
