import {
  configure,
  type DType,
  DTypeError,
  matmul,
  ShapeError,
  SingularMatrixError,
  solve,
  tensor,
  type Warning,
} from '@nablajs/core-wasm';
import { epsilonOf, fill, norm1, product, seededUniform, thrown, zoo, zooMatrix } from '@nablajs/testing';
import { afterEach, describe, expect, it } from 'vitest';

const sizes = [1, 2, 3, 5, 10, 33, 50, 127, 200];
const dtypes: DType[] = ['f64', 'f32'];

afterEach(() => configure({ onWarning: undefined }));

function collectWarnings(): Warning[] {
  const warnings: Warning[] = [];
  configure({ onWarning: (warning) => warnings.push(warning) });
  return warnings;
}

describe('solve: ‖B − A·X‖/(n·‖A‖·‖X‖·ε) over the zoo', () => {
  for (const dtype of dtypes) {
    for (const n of sizes) {
      it(`${dtype} ${n}×${n}`, () => {
        collectWarnings();
        const random = seededUniform(n);
        for (const matrix of zoo(n, n, dtype)) {
          const a = tensor(matrix.data, { shape: [n, n], dtype });
          const r = 3;
          const b = tensor(fill(n, r, random), { shape: [n, r], dtype });
          let x: ArrayLike<number>;
          try {
            x = solve(a, b).toTypedArray();
          } catch (error) {
            expect(error, matrix.name).toBeInstanceOf(SingularMatrixError);
            continue;
          }
          const back = product(n, n, r, a.toTypedArray(), x);
          const right = b.toTypedArray();
          const residual = norm1(
            n,
            r,
            Float64Array.from(back, (value, i) => value - right[i]!),
          );
          const scale = n * norm1(n, n, a.toTypedArray()) * norm1(n, r, x) * epsilonOf[dtype];
          if (Number.isFinite(scale)) expect(residual / scale, matrix.name).toBeLessThan(10);
        }
      });
    }
  }

  it('one right-hand side, several, none', () => {
    const a = tensor([
      [2, 0],
      [0, 4],
    ]);
    expect(solve(a, tensor([2, 4])).toArray()).toEqual([1, 1]);
    expect(
      solve(
        a,
        tensor([
          [2, 4],
          [4, 8],
        ]),
      ).toArray(),
    ).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(solve(a, tensor([], { shape: [2, 0] })).shape).toEqual([2, 0]);
    expect(solve(tensor([], { shape: [0, 0] }), tensor([])).shape).toEqual([0]);
  });
});

describe('solve: ill-conditioning is never silent', () => {
  it('exactly singular: an error that names the pivot', () => {
    const error = thrown(() =>
      solve(
        tensor([
          [1, 2],
          [2, 4],
        ]),
        tensor([1, 1]),
      ),
    );
    expect(error).toBeInstanceOf(SingularMatrixError);
    expect((error as SingularMatrixError).facts.pivot).toBe(1);
    expect(() => solve(tensor([[0]]), tensor([1]))).toThrow('pivot 0');
  });

  it('exactly singular though every pivot is rounded to something else', () => {
    const a = tensor([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]);
    expect(() => solve(a, tensor([1, 2, 3]))).toThrow(SingularMatrixError);
  });

  it('Hilbert 12: the warning hook is told, a report is not warned of', () => {
    const warnings = collectWarnings();
    const a = tensor(zooMatrix('hilbert', 13).data, { shape: [13, 13] });
    const b = tensor(new Array<number>(13).fill(1));
    solve(a, b);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]!.kind).toBe('near-singular');
    const report = solve(a, b, { report: true });
    expect(report.rcond).toBeLessThan(2 ** -52);
    expect(warnings).toHaveLength(1);
  });

  it('the growth matrix: right answer by complete pivoting where partial pivoting has lost all digits', () => {
    for (const n of [30, 50, 100]) {
      const a = tensor(zooMatrix('growth', n).data, { shape: [n, n] });
      const expected = fill(n, 1, seededUniform(n));
      const { x, growth, rcond } = solve(a, matmul(a, tensor(expected)), { report: true });
      expect(growth).toBeLessThanOrEqual(n);
      expect(rcond).toBeGreaterThan(1e-3);
      x.toTypedArray().forEach((value, i) => {
        expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-12);
      });
    }
  });

  it('a good matrix: growth and condition as they are', () => {
    const { rcond, growth } = solve(
      tensor([
        [1, 0],
        [0, 1e-3],
      ]),
      tensor([1, 1]),
      { report: true },
    );
    expect(rcond).toBeCloseTo(1e-3, 15);
    expect(growth).toBe(1);
  });
});

describe('solve: NaN, shapes, dtypes', () => {
  it('NaN in A or B comes out', () => {
    expect(
      solve(
        tensor([
          [1, Number.NaN],
          [0, 1],
        ]),
        tensor([1, 1]),
      ).get(0),
    ).toBeNaN();
    expect(
      solve(
        tensor([
          [2, 0],
          [0, 1],
        ]),
        tensor([Number.NaN, 1]),
      ).get(0),
    ).toBeNaN();
  });

  it('refuses what does not fit, with the shapes', () => {
    const a = tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(() =>
      solve(
        tensor([
          [1, 2, 3],
          [4, 5, 6],
        ]),
        tensor([1, 2]),
      ),
    ).toThrow(/2×3/);
    expect(() => solve(a, tensor([1, 2, 3]))).toThrow(/A 2×2 and B 3/);
    expect(() => solve(a, tensor([1, 2, 3]))).toThrow(ShapeError);
    expect(() => solve(a, tensor([1, 2], { dtype: 'f32' }))).toThrow(DTypeError);
  });
});
