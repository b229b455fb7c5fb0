/**
 * The affine layer of row vectors: Y = X·W + 1·bᵀ, and by the chain rule
 *
 *     dX = dY·Wᵀ      dW = Xᵀ·dY      db = column sums of dY
 *
 * (the course's (53)–(55), with the batch in the rows, where the same formulas sum over the batch).
 */
import { ArgumentError } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import type { Layer } from './layer.js';

/** Options of {@link dense}. */
export interface DenseOptions {
  /** Whether a bias b is added to each row; true by default. */
  bias?: boolean;
}

/**
 * A layer Y = X·W + b from `inputs` to `outputs` columns.
 *
 * W is `inputs × outputs` (the transpose of PyTorch's) and starts normal with deviation √(2 / inputs), which keeps the
 * size of a signal through ReLU layers; b starts at 0.
 *
 * @throws ArgumentError when a width is no positive integer, or an option is unknown.
 * @see He, Zhang, Ren, Sun, "Delving deep into rectifiers", ICCV 2015 (the start)
 *
 * @example
 * ```ts
 * import { dense, Network, relu } from '@nablajs/nn';
 *
 * const net = new Network([dense(4, 8), relu(), dense(8, 3)], { seed: 1 });
 * console.log(Object.keys(net.parameters)); // ['W1', 'b1', 'W2', 'b2']
 * ```
 */
export function dense(inputs: number, outputs: number, options: DenseOptions = {}): Layer {
  checkOptions('dense', options, ['bias']);
  for (const [name, width] of [
    ['inputs', inputs],
    ['outputs', outputs],
  ] as const) {
    if (!Number.isInteger(width) || width < 1)
      throw new ArgumentError({ where: `dense: ${name}`, expected: 'a positive integer', got: String(width) });
  }
  const bias = options.bias ?? true;
  return {
    kind: 'dense',
    options: { inputs, outputs, bias },
    inputs,
    outputs(width) {
      if (width !== inputs)
        throw new ArgumentError({ where: 'dense', expected: `rows of width ${inputs}`, got: `${width}` });
      return outputs;
    },
    parameters: () => [
      {
        base: 'W',
        shape: [inputs, outputs],
        start: { deviation: Math.sqrt(2 / inputs) },
        trained: true,
        torch: 'weight',
        transposed: true,
      },
      ...(bias ? [{ base: 'b', shape: [outputs], start: 0, trained: true, torch: 'bias' }] : []),
    ],
    forward(core, { rows, x, y, parameters, scratch }) {
      core.gemm(rows, outputs, inputs, 1, x, inputs, 1, parameters[0]!, outputs, 1, 0, y, outputs, 1, scratch);
      if (bias) core.addToRows(rows, outputs, parameters[1]!, y);
    },
    backward(core, { rows, x, dx, dy, parameters, gradients, scratch, wantDx }) {
      core.gemm(inputs, outputs, rows, 1, x, 1, inputs, dy, outputs, 1, 0, gradients[0]!, outputs, 1, scratch);
      if (bias) core.columnSums(rows, outputs, dy, gradients[1]!);
      if (wantDx)
        core.gemm(rows, inputs, outputs, 1, dy, outputs, 1, parameters[0]!, 1, outputs, 0, dx, inputs, 1, scratch);
    },
    onnx: (graph, x, parameters) => graph.node('Gemm', [x, ...parameters]),
    torch: () => `nn.Linear(${inputs}, ${outputs}${bias ? '' : ', bias=False'})`,
    jax: (x, [weight, shift]) => `${x} @ p['${weight}']${bias ? ` + p['${shift}']` : ''}`,
    reason: {
      en: 'Each weight acts on every row, so its derivative is a sum over the rows: the transposed input times what came back. Each input acts through a row of the weights, so its derivative is what came back times the transposed weights.',
      zh: '每个权重作用于所有样本行，故其导数对各行求和，写成矩阵就是输入的转置乘以传回的梯度；每个输入经由权重的一行起作用，故传给输入的梯度要右乘权重的转置。',
    },
    formulas: ({ x, y, parameters: [weight, shift] }) => [
      `${y} = ${x}·${weight}${bias ? ` + 𝟏·${shift}ᵀ` : ''}`,
      `d${weight} = ${x}ᵀ·d${y}`,
      ...(bias ? [`d${shift} = d${y}ᵀ·𝟏`] : []),
      `d${x} = d${y}·${weight}ᵀ`,
    ],
  };
}
