/**
 * While training y = x ∘ m with m = 1/(1 − p) with probability 1 − p and 0 otherwise, so that E y = x; dx = dy ∘ m.
 * Otherwise y = x.
 *
 * The draws come from a counter-based generator (assembly/nn/dropout.ts): the masks of a step depend on the seed, the layer and the
 * number of the step, so a resumed training draws the masks of the uninterrupted one.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Layer } from './layer.js';

/**
 * Inverted dropout with probability `p` of dropping an entry.
 *
 * Only `fit` trains with it; `forward`, `backward`, `loss`, `predict` and `evaluate` pass x on.
 *
 * @throws ArgumentError when p is not in [0, 1).
 * @see Srivastava et al., "Dropout", JMLR 15 (2014)
 *
 * @example
 * ```ts
 * import { dense, dropout, Network, relu } from '@nablajs/nn';
 *
 * const net = new Network([dense(10, 64), relu(), dropout(0.2), dense(64, 2)]);
 * console.log(net.layers[2]!.options); // { p: 0.2 }
 * ```
 */
export function dropout(p: number): Layer {
  if (!(p >= 0 && p < 1))
    throw new ArgumentError({ where: 'dropout: p', expected: 'a probability below 1', got: String(p) });
  return {
    kind: 'dropout',
    options: { p },
    outputs: (width) => width,
    workspace: (rows, inputs) => rows * inputs,
    forward(core, { rows, outputs, x, y, workspace, training, key, step }) {
      const n = rows * outputs;
      core.dropout(n, training ? p : 0, key[0], key[1], step, x, workspace, y);
    },
    backward(core, { rows, outputs, dy, dx, workspace, wantDx }) {
      if (wantDx) core.product(rows * outputs, workspace, dy, dx);
    },
    onnx: (_graph, x) => x,
    torch: () => `nn.Dropout(${p})`,
    jax: (x) => x,
    jaxTraining: (x, _parameters, layer) => [
      `${x} = ${x} * jax.random.bernoulli(jax.random.fold_in(key, ${layer}), ${1 - p}, ${x}.shape) / ${1 - p}`,
    ],
    reason: {
      en: `Each entry of \`M\` is 0 with probability ${p} and ${1 / (1 - p)} otherwise, drawn anew for each step; for the derivative it is a constant.`,
      zh: `\`M\` 的每个元素以概率 ${p} 取 0，否则取 ${1 / (1 - p)}，每步重新抽取；求导时视为常数。`,
    },
    formulas: ({ x, y }) => [`${y} = ${x} ∘ M`, `d${x} = d${y} ∘ M`],
  };
}
