// E. Matrix calculus, (37)–(50).
import { diff, evaluate, parse } from '@nablajs/calculus';
import { det, matmul, tensor } from '@nablajs/core-wasm';
import type { Chapter } from '../example.js';
import type { Text } from '../language.js';
import { derivativeByMatrix, matricesAgree, sample } from '../matrices.js';
import { fact } from '../verify.js';

const square = { A: ['n', 'n'], x: ['n'], y: ['n'] };
const regression = { X: ['m', 'n'], a: ['n'], y: ['m'] };

/** The adjugate by its definition, entry by entry, for the 3×3 matrices of these examples. */
function adjugate3(Z: readonly (readonly number[])[]): number[][] {
  const cofactor = (i: number, j: number): number => {
    const [r0, r1] = [0, 1, 2].filter((r) => r !== i);
    const [c0, c1] = [0, 1, 2].filter((c) => c !== j);
    return (-1) ** (i + j) * (Z[r0][c0] * Z[r1][c1] - Z[r0][c1] * Z[r1][c0]);
  };
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => cofactor(j, i)));
}

export const matrix: Chapter = {
  key: 'matrix',
  title: { en: 'Matrix calculus', zh: '矩阵微积分' },
  examples: [
    {
      number: 37,
      problem: { en: 'f = Ax: ∂f/∂xᵀ', zh: 'f = Ax：∂f/∂xᵀ' },
      claims: () => [derivativeByMatrix('∂(Ax)/∂xᵀ', 'A*x', 'x', 'A', { A: ['m', 'n'], x: ['n'] })],
    },
    {
      number: 38,
      problem: { en: 'f = xᵀAx: ∂f/∂x', zh: 'f = xᵀAx：∂f/∂x' },
      claims: () => [derivativeByMatrix('∂(xᵀAx)/∂x', "x'*A*x", 'x', "(A + A')*x", square)],
    },
    {
      number: 39,
      problem: { en: 'the same for symmetric A', zh: 'A 对称时' },
      claims: () => [derivativeByMatrix('∂(xᵀAx)/∂x', "x'*A*x", 'x', '2*A*x', square, ['A'])],
    },
    {
      number: 40,
      problem: { en: 'aᵀx by x and by a', zh: 'aᵀx 对 x、对 a 求导' },
      claims: () => [
        derivativeByMatrix('∂(aᵀx)/∂x', "a'*x", 'x', 'a', { a: ['n'], x: ['n'] }),
        derivativeByMatrix('∂(aᵀx)/∂a', "a'*x", 'a', 'x', { a: ['n'], x: ['n'] }),
      ],
    },
    {
      number: 41,
      problem: { en: 'aᵀXᵀXa by a, X the design matrix', zh: 'aᵀXᵀXa 对 a 求导，X 为设计矩阵' },
      claims: () => [derivativeByMatrix('∂(aᵀXᵀXa)/∂a', "a'*X'*X*a", 'a', "2*X'*X*a", regression)],
    },
    {
      number: 42,
      problem: { en: 'yᵀXa by a', zh: 'yᵀXa 对 a 求导' },
      claims: () => [derivativeByMatrix('∂(yᵀXa)/∂a', "y'*X*a", 'a', "X'*y", regression)],
    },
    {
      number: 43,
      problem: {
        en: 'least squares: |Xa − y|² is stationary where XᵀXa = Xᵀy',
        zh: '最小二乘：|Xa − y|² 的驻点满足 XᵀXa = Xᵀy',
      },
      claims: () => [
        derivativeByMatrix('∂|Xa − y|²/∂a', "(X*a - y)'*(X*a - y)", 'a', "2*X'*X*a - 2*X'*y", regression),
        derivativeByMatrix({ en: 'Hessian', zh: '黑塞矩阵' }, "2*X'*X*a - 2*X'*y", 'a', "2*X'*X", regression),
      ],
    },
    {
      number: 44,
      problem: { en: 'xᵀAy by x, by A and by y', zh: 'xᵀAy 对 x、对 A、对 y 求导' },
      claims: () => {
        const shapes = { x: ['m'], A: ['m', 'n'], y: ['n'] };
        return [
          derivativeByMatrix('∂(xᵀAy)/∂x', "x'*A*y", 'x', 'A*y', shapes),
          derivativeByMatrix('∂(xᵀAy)/∂A', "x'*A*y", 'A', "x*y'", shapes),
          derivativeByMatrix('∂(xᵀAy)/∂y', "x'*A*y", 'y', "A'*x", shapes),
        ];
      },
    },
    {
      number: 45,
      problem: { en: 'tr(ZZᵀ) = tr(ZᵀZ) = Σ zᵢⱼ² by Z', zh: 'tr(ZZᵀ) = tr(ZᵀZ) = Σ zᵢⱼ² 对 Z 求导' },
      claims: () => [
        derivativeByMatrix('∂tr(ZZᵀ)/∂Z', "tr(Z*Z')", 'Z', '2*Z', { Z: ['m', 'n'] }),
        derivativeByMatrix('∂tr(ZᵀZ)/∂Z', "tr(Z'*Z)", 'Z', '2*Z', { Z: ['m', 'n'] }),
        derivativeByMatrix('∂Σ zᵢⱼ²/∂Z', 'sum(Z.^2)', 'Z', '2*Z', { Z: ['m', 'n'] }),
      ],
    },
    {
      number: 46,
      problem: { en: 'tr(A) by A', zh: 'tr(A) 对 A 求导' },
      claims: () => [derivativeByMatrix('∂tr(A)/∂A', 'tr(A)', 'A', 'eye(n)', { A: ['n', 'n'] })],
    },
    {
      number: 47,
      problem: { en: 'tr(AB) by A, A m×n and B n×m', zh: 'tr(AB) 对 A 求导，A 为 m×n，B 为 n×m' },
      claims: () => [derivativeByMatrix('∂tr(AB)/∂A', 'tr(A*B)', 'A', "B'", { A: ['m', 'n'], B: ['n', 'm'] })],
    },
    {
      number: 48,
      problem: {
        en: '∂|Z|/∂zᵢⱼ is the cofactor of zᵢⱼ, at singular Z too',
        zh: '∂|Z|/∂zᵢⱼ 是 zᵢⱼ 的代数余子式，Z 奇异时也成立',
      },
      claims: () => {
        const gradient = diff(parse('det(Z)', { shapes: { Z: ['n', 'n'] } }), 'Z');
        const cases: [Text, number[][], number[][]][] = [
          [
            { en: 'rank 2 of 2', zh: '2 阶，秩 2' },
            [
              [1, 2],
              [3, 4],
            ],
            [
              [4, -3],
              [-2, 1],
            ],
          ],
          [
            { en: 'rank 1 of 2', zh: '2 阶，秩 1' },
            [
              [1, 2],
              [2, 4],
            ],
            [
              [4, -2],
              [-2, 1],
            ],
          ],
          [
            { en: 'rank 1 of 3', zh: '3 阶，秩 1' },
            [
              [1, 2, 3],
              [2, 4, 6],
              [3, 6, 9],
            ],
            [
              [0, 0, 0],
              [0, 0, 0],
              [0, 0, 0],
            ],
          ],
          [{ en: '1×1 zero', zh: '1×1 零矩阵' }, [[0]], [[1]]],
        ];
        return cases.map(([ask, Z, cofactors]) =>
          matricesAgree(
            { en: `∂|Z|/∂Z, ${ask.en}`, zh: `∂|Z|/∂Z，${ask.zh}` },
            evaluate(gradient, { Z: tensor(Z) }),
            cofactors,
            1e-14,
          ),
        );
      },
    },
    {
      number: 49,
      problem: { en: '∂|Z|/∂Z = (Z*)ᵀ = |Z|(Z⁻¹)ᵀ for invertible Z', zh: '∂|Z|/∂Z = (Z*)ᵀ = |Z|(Z⁻¹)ᵀ，Z 可逆' },
      claims: () => [derivativeByMatrix('∂|Z|/∂Z', 'det(Z)', 'Z', "det(Z)*inv(Z)'", { Z: ['n', 'n'] })],
    },
    {
      number: 50,
      problem: { en: 'Z*Z = ZZ* = |Z|E, Z* the adjugate', zh: 'Z*Z = ZZ* = |Z|E，Z* 为伴随矩阵' },
      claims: () => {
        const gradient = diff(parse('det(Z)', { shapes: { Z: ['n', 'n'] } }), 'Z');
        const Z = sample([3, 3], 50) as number[][];
        const cofactors = evaluate(gradient, { Z: tensor(Z) });
        const determinant = det(tensor(Z));
        const scaled = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? determinant : 0)));
        const product = matmul(cofactors as ReturnType<typeof tensor>, tensor(Z), { transposeA: true });
        const claim = matricesAgree(
          { en: 'Z*Z, with Z* from the derivative', zh: 'Z*Z，其中 Z* 由导数得到' },
          product,
          scaled,
          1e-13,
        );
        const entries = matricesAgree(
          'Z*',
          matmul(
            cofactors as ReturnType<typeof tensor>,
            tensor([
              [1, 0, 0],
              [0, 1, 0],
              [0, 0, 1],
            ]),
            { transposeA: true },
          ),
          adjugate3(Z),
          1e-13,
        );
        return [
          {
            ...claim,
            checks: [...claim.checks, fact(Math.abs(determinant) > 1e-3, 'Z is invertible here', '此处 Z 可逆')],
          },
          entries,
        ];
      },
    },
  ],
};
