import {
  ArgumentError,
  cholesky,
  configure,
  type DType,
  DTypeError,
  inv,
  lu,
  matmul,
  norm,
  ShapeError,
  SingularMatrixError,
  solveTriangular,
  type Tensor,
  tensor,
  type Warning,
} from '@nablajs/core-wasm';
import { epsilonOf, fill, norm1, product, seededUniform, thrown, zoo } from '@nablajs/testing';
import { afterEach, describe, expect, it } from 'vitest';

afterEach(() => configure({ onWarning: undefined }));

const variants = [false, true].flatMap((lower) =>
  [false, true].flatMap((transpose) => [false, true].map((unitDiagonal) => ({ lower, transpose, unitDiagonal }))),
);

/** The triangle that an option names, by its definition. */
function triangle(n: number, a: ArrayLike<number>, lower: boolean, transpose: boolean, unit: boolean): Float64Array {
  return fill(n, n, (i, j) => {
    const [row, column] = transpose ? [j, i] : [i, j];
    if (row === column) return unit ? 1 : a[row * n + column]!;
    return lower === row > column ? a[row * n + column]! : 0;
  });
}

describe('solveTriangular: ‖B − T·X‖/(n·‖T‖·‖X‖·ε) over the zoo', () => {
  for (const dtype of ['f64', 'f32'] as DType[]) {
    for (const n of [1, 2, 3, 5, 8, 9, 10, 31, 33, 50, 127, 200]) {
      it(`${dtype} ${n}×${n}, both triangles, transposed, unit diagonals`, () => {
        configure({ onWarning: () => undefined });
        const random = seededUniform(n);
        for (const matrix of zoo(n, n, dtype)) {
          const a = tensor(matrix.data, { shape: [n, n], dtype });
          for (const options of variants) {
            const r = n % 2 === 0 ? 1 : 5;
            const b = tensor(fill(n, r, random), { shape: [n, r], dtype });
            const t = triangle(n, a.toTypedArray(), options.lower, options.transpose, options.unitDiagonal);
            let x: Tensor;
            try {
              x = solveTriangular(a, b, options);
            } catch (error) {
              expect(error, matrix.name).toBeInstanceOf(SingularMatrixError);
              expect(t.some((value, i) => i % (n + 1) === 0 && value === 0)).toBe(true);
              continue;
            }
            const solution = x.toTypedArray();
            const right = b.toTypedArray();
            const residual = product(n, n, r, t, solution).map((value, i) => value - right[i]!);
            const scale = n * norm1(n, n, t) * norm1(n, r, solution) * epsilonOf[dtype];
            if (Number.isFinite(scale)) expect(norm1(n, r, residual) / scale, matrix.name).toBeLessThan(10);
          }
        }
      });
    }
  }
});

describe('solveTriangular: with the factors of the library', () => {
  const n = 40;
  const random = seededUniform(40);
  const a = tensor(fill(n, n, random), { shape: [n, n] });
  const b = tensor(fill(n, 1, random));
  const close = (x: Tensor, y: Tensor): void => {
    const difference = x.toTypedArray().map((value, i) => value - y.toTypedArray()[i]!);
    expect(norm(tensor(difference), Number.POSITIVE_INFINITY)).toBeLessThan(1e-10);
  };

  it('A[p] = L·U solves A·x = b', () => {
    const { L, U, p } = lu(a);
    const permuted = tensor(p.map((i) => b.get(i)));
    const x = solveTriangular(U, solveTriangular(L, permuted, { lower: true, unitDiagonal: true }));
    close(matmul(a, x), b);
  });

  it('A·Aᵀ + I = L·Lᵀ solves the same by one factor', () => {
    const s = tensor(
      fill(n, n, (i, j) => matmul(a, a, { transposeB: true }).get(i, j) + (i === j ? 1 : 0)),
      {
        shape: [n, n],
      },
    );
    const L = cholesky(s);
    const y = solveTriangular(L, b, { lower: true });
    close(matmul(s, solveTriangular(L, y, { lower: true, transpose: true })), b);
  });

  it('reads one triangle only: what is in the other does not matter', () => {
    const spoilt = tensor([
      [2, 1],
      [Number.NaN, 4],
    ]);
    expect(solveTriangular(spoilt, tensor([4, 8])).toArray()).toEqual([1, 2]);
    expect(solveTriangular(spoilt.T, tensor([4, 8]), { lower: true }).toArray()).toEqual([2, 1.5]);
    expect(solveTriangular(spoilt, tensor([4, 8]), { transpose: true }).toArray()).toEqual([2, 1.5]);
    const diagonal = tensor([
      [Number.NaN, 3],
      [0, 0],
    ]);
    expect(solveTriangular(diagonal, tensor([7, 2]), { unitDiagonal: true }).toArray()).toEqual([1, 2]);
  });

  it('no rows, no right-hand sides', () => {
    expect(solveTriangular(tensor([], { shape: [0, 0] }), tensor([])).shape).toEqual([0]);
    expect(solveTriangular(tensor([[2]]), tensor([], { shape: [1, 0] })).shape).toEqual([1, 0]);
  });
});

describe('solveTriangular: nothing is silent', () => {
  it('a zero on the diagonal is an error that names it', () => {
    const t = tensor([
      [1, 2],
      [0, 0],
    ]);
    const error = thrown(() => solveTriangular(t, tensor([1, 1])));
    expect(error).toBeInstanceOf(SingularMatrixError);
    expect((error as SingularMatrixError).facts.pivot).toBe(1);
  });

  it('rcond is the one of the triangle: 1/(‖T‖₁·‖T⁻¹‖₁) within a factor of 3', () => {
    const n = 30;
    const random = seededUniform(5);
    const a = tensor(
      fill(n, n, (i, j) => (i === j ? 1 + Math.abs(random()) : random() / 4)),
      { shape: [n, n] },
    );
    for (const { lower, transpose } of variants) {
      const t = tensor(triangle(n, a.toTypedArray(), lower, transpose, false), { shape: [n, n] });
      const { rcond } = solveTriangular(a, tensor(new Array<number>(n).fill(1)), { lower, transpose, report: true });
      const exact = 1 / (norm(t, 1) * norm(inv(t), 1));
      expect(rcond / exact).toBeGreaterThan(1 - 1e-10);
      expect(rcond / exact).toBeLessThan(3);
    }
  });

  it('a nearly singular triangle is warned of, unless reported', () => {
    const warnings: Warning[] = [];
    configure({ onWarning: (warning) => warnings.push(warning) });
    const t = tensor([
      [1, 1],
      [0, 1e-17],
    ]);
    solveTriangular(t, tensor([1, 1]));
    expect(warnings.map(({ kind }) => kind)).toEqual(['near-singular']);
    expect(solveTriangular(t, tensor([1, 1]), { report: true })).toMatchObject({ growth: 1 });
    expect(warnings).toHaveLength(1);
  });

  it('NaN in the triangle or in B comes out', () => {
    const t = tensor([
      [1, Number.NaN],
      [0, 1],
    ]);
    expect(solveTriangular(t, tensor([1, 1])).toArray()).toEqual([Number.NaN, 1]);
    expect(solveTriangular(tensor([[2]]), tensor([Number.NaN])).get(0)).toBeNaN();
  });

  it('shapes, dtypes and options that do not fit', () => {
    const t = tensor([
      [1, 2],
      [0, 4],
    ]);
    expect(() => solveTriangular(tensor([[1, 2]]), tensor([1]))).toThrow(ShapeError);
    expect(() => solveTriangular(t, tensor([1, 2, 3]))).toThrow(/of 2 rows, got A 2×2 and B 3/);
    expect(() => solveTriangular(t, tensor([1, 2], { dtype: 'f32' }))).toThrow(DTypeError);
    expect(() => solveTriangular(t, tensor([1, 2]), { trans: true } as never)).toThrow(ArgumentError);
    expect(() => solveTriangular(t, tensor([1, 2]), { lower: 1 as never })).toThrow(
      /solveTriangular: lower: expected true or false, got 1/,
    );
    expect(() => matmul(t, t, { transposeA: 'yes' as never })).toThrow(/matmul: transposeA: expected true or false/);
  });
});
