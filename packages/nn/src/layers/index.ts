import { batchNorm } from './batchNorm.js';
import { dense } from './dense.js';
import { dropout } from './dropout.js';
import { gelu } from './gelu.js';
import type { Layer } from './layer.js';
import { leakyRelu } from './leakyRelu.js';
import { relu } from './relu.js';
import { sigmoid } from './sigmoid.js';
import { softmax } from './softmax.js';
import { tanh } from './tanh.js';

/** Every kind of layer, made again from the plain options that a file keeps. */
// biome-ignore lint/suspicious/noExplicitAny: options come from a file; every layer checks its own
export const layerTypes: Readonly<Record<string, (options: any) => Layer>> = {
  batchNorm: ({ width, epsilon, momentum }) => batchNorm(width, { epsilon, momentum }),
  dense: ({ inputs, outputs, bias }) => dense(inputs, outputs, { bias }),
  dropout: ({ p }) => dropout(p),
  gelu,
  leakyRelu,
  relu,
  sigmoid,
  softmax,
  tanh,
};
