// F. The two-layer network and its backpropagation, (51)–(56).
import { matmul, random, type Tensor, tensor } from '@nablajs/core-wasm';
import { checkGradients, TwoLayerNet } from '@nablajs/nn';
import type { Chapter, Claim } from '../example.js';
import { derivativeByMatrix } from '../matrices.js';
import { deviation, fact, off, value } from '../verify.js';

const layer = { Z: ['N', 'm'], W: ['m', 'n'], G: ['N', 'n'] };
const layers = { V: ['p', 'm'], W: ['m', 'n'], X: ['N', 'p'], G: ['N', 'n'] };

const flat = (t: Tensor): number[] => Array.from(t.toTypedArray());

/** Two tensors that ought to hold the same numbers. */
function same(ask: string, what: string, got: Tensor, expected: Tensor, tolerance: number): Claim {
  const right = flat(expected);
  const worst = Math.max(...flat(got).map((x, k) => deviation(x, right[k])));
  const agreement = off(worst);
  return {
    ask,
    answer: `${what}, ${got.shape.join('×')}`,
    checks: [fact(worst <= tolerance, `entries ${agreement.en}`, `各元素${agreement.zh}`)],
  };
}

/** op(A)·op(B) by three straight loops in double precision, which owe nothing to the kernels they judge. */
function plainProduct(A: Tensor, B: Tensor, { transposeA = false, transposeB = false } = {}): Tensor {
  const [a, b] = [flat(A), flat(B)];
  const [m, k] = transposeA ? [A.shape[1], A.shape[0]] : A.shape;
  const n = transposeB ? B.shape[0] : B.shape[1];
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++)
      for (let p = 0; p < k; p++)
        out[i * n + j] += (transposeA ? a[p * m + i] : a[i * k + p]) * (transposeB ? b[j * k + p] : b[p * n + j]);
  return tensor(out, { shape: [m, n] });
}

function courseNet(): { net: TwoLayerNet<'mse'>; X: Tensor; target: Tensor } {
  const net = new TwoLayerNet({
    inputs: 100,
    hidden: 512,
    outputs: 10,
    bias: false,
    loss: 'mse',
    dtype: 'f64',
    seed: 51,
  });
  const generator = random(51);
  return { net, X: generator.normal([4, 100]), target: generator.normal([4, 10]) };
}

export const network: Chapter = {
  key: 'network',
  title: { en: 'Backpropagation through the two-layer ReLU network', zh: '两层 ReLU 网络的反向传播' },
  examples: [
    {
      number: 51,
      problem: {
        en: '100 → 512 → 10 on row vectors: Y = XW₁, Z = relu(Y), O = ZW₂',
        zh: '100 → 512 → 10，行向量输入：Y = XW₁，Z = relu(Y)，O = ZW₂',
      },
      claims: () => {
        const { net, X } = courseNet();
        const { Y, Z, O } = net.forward(X);
        const { W1, W2 } = net.parameters;
        const positive = tensor(
          flat(Y).map((y) => Math.max(y, 0)),
          { shape: Y.shape },
        );
        return [
          same('Y', 'XW₁', Y, plainProduct(X, W1), 1e-13),
          same('Z', 'relu(Y)', Z, positive, 0),
          same('O', 'ZW₂', O, plainProduct(Z, W2), 1e-13),
        ];
      },
    },
    {
      number: 52,
      problem: { en: 'ZW = O, 1×2 times 2×3: oₖ = Σ zᵢwᵢₖ', zh: 'ZW = O，1×2 乘 2×3：oₖ = Σ zᵢwᵢₖ' },
      claims: () => {
        const Z = [[2, -3]];
        const W = [
          [1, 4, -2],
          [5, 0, 3],
        ];
        const O = matmul(tensor(Z), tensor(W));
        return [0, 1, 2].map((k) => value(`o${'₁₂₃'[k]}`, O.get(0, k), Z[0][0] * W[0][k] + Z[0][1] * W[1][k]));
      },
    },
    {
      number: 53,
      problem: { en: '∂J/∂Z = ∂J/∂O·Wᵀ, where G stands for ∂J/∂O', zh: '∂J/∂Z = ∂J/∂O·Wᵀ，G 表示 ∂J/∂O' },
      claims: () => [derivativeByMatrix('∂J/∂Z', "tr(G'*(Z*W))", 'Z', "G*W'", layer)],
    },
    {
      number: 54,
      problem: { en: '∂J/∂W = Zᵀ·∂J/∂O', zh: '∂J/∂W = Zᵀ·∂J/∂O' },
      claims: () => [derivativeByMatrix('∂J/∂W', "tr(G'*(Z*W))", 'W', "Z'*G", layer)],
    },
    {
      number: 55,
      problem: {
        en: 'both layers: ∂J/∂W₂ = Zᵀ·∂J/∂O, ∂J/∂Z = ∂J/∂O·W₂ᵀ, ∂J/∂W₁ = Xᵀ·∂J/∂Y, ∂J/∂X = ∂J/∂Y·W₁ᵀ, on the whole 100-512-10 net, batch 4',
        zh: '两层：∂J/∂W₂ = Zᵀ·∂J/∂O，∂J/∂Z = ∂J/∂O·W₂ᵀ，∂J/∂W₁ = Xᵀ·∂J/∂Y，∂J/∂X = ∂J/∂Y·W₁ᵀ，整个 100-512-10 网络，批量 4',
      },
      claims: () => {
        const { net, X, target } = courseNet();
        const { W1, W2 } = net.parameters;
        const { Z } = net.forward(X);
        const { dO, dW2, dZ, dY, dW1, dX } = net.backward(X, target);
        const { maxRelError } = checkGradients(net, X, target);
        return [
          same('∂J/∂W₂', 'Zᵀ·∂J/∂O', dW2, plainProduct(Z, dO, { transposeA: true }), 1e-13),
          same('∂J/∂Z', '∂J/∂O·W₂ᵀ', dZ, plainProduct(dO, W2, { transposeB: true }), 1e-13),
          same('∂J/∂W₁', 'Xᵀ·∂J/∂Y', dW1, plainProduct(X, dY, { transposeA: true }), 1e-13),
          same('∂J/∂X', '∂J/∂Y·W₁ᵀ', dX, plainProduct(dY, W1, { transposeB: true }), 1e-13),
          {
            ask: { en: '∂J/∂W₁, ∂J/∂W₂ by differences', zh: '∂J/∂W₁、∂J/∂W₂ 与差商' },
            answer: off(maxRelError),
            checks: [fact(maxRelError < 1e-6, 'difference quotients of the loss agree', '与损失函数的差商一致')],
          },
        ];
      },
    },
    {
      number: 56,
      problem: {
        en: '∂J/∂yᵢ = ∂J/∂zᵢ·{1 if yᵢ ≥ 0, else 0}, as a formula and in the net',
        zh: '∂J/∂yᵢ = ∂J/∂zᵢ·{yᵢ ≥ 0 时为 1，否则为 0}，公式推导与网络各一遍',
      },
      claims: () => {
        const net = new TwoLayerNet({ inputs: 3, hidden: 3, outputs: 1, bias: false, loss: 'mse', dtype: 'f64' });
        net.setParameters({
          W1: tensor([
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ]),
          W2: tensor([[2], [3], [5]]),
        });
        // Y = (1, 0, −1) exactly; the middle entry is the one that the convention is about.
        const { dY, dZ } = net.backward(tensor([[1, 0, -1]]), tensor([[0]]));
        const mask = [1, 1, 0];
        return [
          derivativeByMatrix('∂J/∂V', "tr(G'*(relu(X*V)*W))", 'V', "X'*((G*W').*step(X*V))", layers),
          ...mask.map((slope, i) =>
            value(
              { en: `∂J/∂y${'₁₂₃'[i]} at y = ${[1, 0, -1][i]}`, zh: `∂J/∂y${'₁₂₃'[i]}，y = ${[1, 0, -1][i]}` },
              dY.get(0, i),
              dZ.get(0, i) * slope,
            ),
          ),
        ];
      },
    },
  ],
};
