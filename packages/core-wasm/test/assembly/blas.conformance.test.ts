import { allocate, type Kernels, kernels } from '@nablajs/core-wasm/machine';
import { epsilonOf, indexIn, type Layout, layouts, seededUniform } from '@nablajs/testing';
import { afterEach, describe, expect, it } from 'vitest';

type DType = 'f64' | 'f32';
type Kernel = (...args: number[]) => number;
type Blocks = ReturnType<typeof allocate>[];

const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 257];
const orders = [0, 1, 2, 3, 5, 8, 9, 17, 32, 33, 40, 65, 130];
const strides = [1, 2, -1, -3];
const held: Blocks = [];

afterEach(() => {
  for (const block of held.splice(0)) block.free();
});

const kernel = (dtype: DType, name: string): Kernel =>
  kernels()[`${dtype === 'f64' ? 'd' : 's'}${name}` as keyof Kernels] as unknown as Kernel;

/** A matrix with guards in core memory; `shift` elements off a multiple of 16 bytes. */
class Matrix {
  readonly ptr: number;
  readonly rs: number;
  readonly cs: number;
  readonly #block: Blocks[number];
  readonly #before: Float64Array | Float32Array;

  constructor(
    readonly dtype: DType,
    readonly rows: number,
    readonly cols: number,
    readonly layout: Layout,
    entry: (i: number, j: number) => number,
  ) {
    const bytes = dtype === 'f64' ? 8 : 4;
    this.#block = allocate((layout.length + 1) * bytes);
    held.push(this.#block);
    this.ptr = this.#block.ptr + (1 + layout.first) * bytes;
    this.rs = layout.rowStride;
    this.cs = layout.colStride;
    this.view.fill(0.25);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) this.view[indexIn(layout, i, j)] = entry(i, j);
    this.#before = this.view.slice();
  }

  get view(): Float64Array | Float32Array {
    return this.dtype === 'f64' ? this.#block.f64(8) : this.#block.f32(4);
  }

  get(i: number, j = 0): number {
    return this.view[indexIn(this.layout, i, j)]!;
  }

  was(i: number, j = 0): number {
    return this.#before[indexIn(this.layout, i, j)]!;
  }

  /** Whether nothing changed but elements (i, j) for which `allowed` holds. */
  intact(allowed: (i: number, j: number) => boolean = () => true): boolean {
    const may = new Set<number>();
    for (let i = 0; i < this.rows; i++) {
      for (let j = 0; j < this.cols; j++) if (allowed(i, j)) may.add(indexIn(this.layout, i, j));
    }
    return this.view.every((value, at) => may.has(at) || Object.is(value, this.#before[at]));
  }
}

/** A vector with an element stride of either sign. */
function vector(dtype: DType, n: number, stride: number, entry: (i: number) => number): Matrix {
  const span = Math.max(n - 1, 0) * stride;
  const first = 5 - Math.min(span, 0);
  const layout = { name: `stride ${stride}`, rowStride: stride, colStride: 1, first, length: Math.abs(span) + 11 };
  return new Matrix(dtype, n, 1, layout, entry);
}

function scratch(): number {
  const block = allocate(kernels().gemmScratchBytes());
  held.push(block);
  return block.ptr;
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const total = (terms: readonly number[]): number => terms.reduce((a, b) => a + b, 0);

for (const dtype of ['f64', 'f32'] as const) {
  const epsilon = epsilonOf[dtype];
  const iamax = dtype === 'f64' ? kernels().idamax : kernels().isamax;
  const near = (got: number, expected: number, scale: number, n: number, what: string): void => {
    if (!(Math.abs(got - expected) <= (n + 3) * epsilon * (scale + Math.abs(expected)))) {
      expect.fail(`${what}: ${got} for ${expected}`);
    }
  };

  describe(`${dtype}: vectors ≡ plain loops`, () => {
    const random = seededUniform(11);
    const pairs = lengths.flatMap((n) => strides.flatMap((sx) => strides.map((sy) => [n, sx, sy] as const)));

    it('dot, axpy, copy, swap', () => {
      for (const [n, sx, sy] of pairs) {
        const what = `n=${n}, strides ${sx} ${sy}`;
        const make = (): [Matrix, Matrix] => [vector(dtype, n, sx, random), vector(dtype, n, sy, random)];
        let [x, y] = make();
        const terms = range(n).map((i) => x.get(i) * y.get(i));
        near(kernel(dtype, 'dot')(n, x.ptr, sx, y.ptr, sy), total(terms), total(terms.map(Math.abs)), n, `dot ${what}`);
        kernel(dtype, 'axpy')(n, -0.75, x.ptr, sx, y.ptr, sy);
        for (const i of range(n)) near(y.get(i), y.was(i) - 0.75 * x.get(i), 1, 0, `axpy ${what}`);
        expect(x.intact(() => false) && y.intact(), `axpy ${what}`).toBe(true);
        kernel(dtype, 'copy')(n, x.ptr, sx, y.ptr, sy);
        for (const i of range(n)) expect(y.get(i), `copy ${what}`).toBe(x.get(i));
        expect(y.intact(), `copy ${what}`).toBe(true);
        [x, y] = make();
        kernel(dtype, 'swap')(n, x.ptr, sx, y.ptr, sy);
        for (const i of range(n)) expect([x.get(i), y.get(i)], `swap ${what}`).toEqual([y.was(i), x.was(i)]);
        expect(x.intact() && y.intact(), `swap ${what}`).toBe(true);
        for (const block of held.splice(0)) block.free();
      }
    });

    it('scal, asum, nrm2, iamax', () => {
      for (const n of lengths) {
        for (const stride of strides) {
          const what = `n=${n}, stride ${stride}`;
          const x = vector(dtype, n, stride, random);
          const moduli = range(n).map((i) => Math.abs(x.get(i)));
          near(kernel(dtype, 'asum')(n, x.ptr, stride), total(moduli), total(moduli), n, `asum ${what}`);
          const norm = Math.sqrt(total(moduli.map((v) => v * v)));
          near(kernel(dtype, 'nrm2')(n, x.ptr, stride), norm, norm, n, `nrm2 ${what}`);
          expect(iamax(n, x.ptr, stride), what).toBe(n === 0 ? -1 : moduli.indexOf(Math.max(...moduli)));
          kernel(dtype, 'scal')(n, 1.5, x.ptr, stride);
          for (const i of range(n)) near(x.get(i), 1.5 * x.was(i), 1, 0, `scal ${what}`);
          expect(x.intact(), `scal ${what}`).toBe(true);
        }
      }
    });

    it('nrm2 at the ends of the range: neither overflow nor underflow', () => {
      const largest = dtype === 'f64' ? 1e300 : 1e38;
      const smallest = dtype === 'f64' ? 1e-320 : 1e-44;
      for (const [three, four] of [
        [3 * largest * 0.1, 4 * largest * 0.1],
        [smallest * 300, smallest * 400],
      ] as const) {
        const x = vector(dtype, 19, 1, (i) => (i === 4 ? three : i === 17 ? four : 0));
        const expected = Math.hypot(x.get(4), x.get(17));
        const subnormal = dtype === 'f64' ? 2 ** -1074 : 2 ** -149;
        const got = kernel(dtype, 'nrm2')(19, x.ptr, 1);
        expect(Math.abs(got - expected)).toBeLessThanOrEqual(4 * epsilon * expected + subnormal);
      }
      const x = vector(dtype, 9, 1, (i) => (i === 7 ? -Infinity : 1));
      expect(kernel(dtype, 'nrm2')(9, x.ptr, 1)).toBe(Infinity);
      const y = vector(dtype, 9, 1, (i) => (i === 7 ? Number.NaN : i === 2 ? Infinity : 1));
      expect(kernel(dtype, 'nrm2')(9, y.ptr, 1)).toBeNaN();
      expect(iamax(9, y.ptr, 1)).toBe(7);
    });
  });

  describe(`${dtype}: matrix and vector ≡ plain loops`, () => {
    const random = seededUniform(12);

    it('gemv', () => {
      for (const [m, n] of [
        [0, 3],
        [3, 0],
        [1, 1],
        [4, 9],
        [7, 16],
        [9, 5],
        [33, 18],
        [65, 31],
      ] as const) {
        for (const layout of layouts(m, n)) {
          for (const [sx, sy] of [
            [1, 1],
            [-1, 2],
            [3, -1],
          ] as const) {
            for (const [alpha, beta] of [
              [1, 0],
              [-2, 1],
              [0.5, -1],
              [0, 2],
            ] as const) {
              const what = `gemv ${m}×${n} ${layout.name}, strides ${sx} ${sy}, α=${alpha}, β=${beta}`;
              const a = new Matrix(dtype, m, n, layout, random);
              const x = vector(dtype, n, sx, random);
              const y = vector(dtype, m, sy, beta === 0 ? () => Number.NaN : random);
              kernel(dtype, 'gemv')(m, n, alpha, a.ptr, a.rs, a.cs, x.ptr, sx, beta, y.ptr, sy);
              for (const i of range(m)) {
                const terms = range(n).map((j) => a.get(i, j) * x.get(j));
                const expected = alpha * total(terms) + (beta === 0 ? 0 : beta * y.was(i));
                near(y.get(i), expected, total(terms.map(Math.abs)) + 1, n, what);
              }
              expect(y.intact(), what).toBe(true);
              for (const block of held.splice(0)) block.free();
            }
          }
        }
      }
    });

    it('ger, with 0·NaN = NaN', () => {
      for (const [m, n] of [
        [1, 1],
        [4, 9],
        [9, 4],
        [17, 33],
      ] as const) {
        for (const layout of layouts(m, n)) {
          const a = new Matrix(dtype, m, n, layout, random);
          const x = vector(dtype, m, 2, (i) => (i === 0 ? 0 : random()));
          const y = vector(dtype, n, -1, (j) => (j === n - 1 ? Number.NaN : random()));
          kernel(dtype, 'ger')(m, n, 0.5, x.ptr, 2, y.ptr, -1, a.ptr, a.rs, a.cs);
          for (const i of range(m)) {
            for (const j of range(n)) {
              if (j === n - 1) expect(a.get(i, j), `ger ${layout.name}`).toBeNaN();
              else near(a.get(i, j), a.was(i, j) + 0.5 * x.get(i) * y.get(j), 1, 1, `ger ${layout.name}`);
            }
          }
          expect(a.intact(), `ger ${layout.name}`).toBe(true);
        }
      }
    });
  });

  describe(`${dtype}: triangles`, () => {
    const random = seededUniform(13);
    const triangle = (n: number, layout: Layout, upper: boolean): Matrix =>
      new Matrix(dtype, n, n, layout, (i, j) =>
        i === j ? 2 + random() / 2 : i > j !== upper ? random() / n : Number.NaN,
      );

    for (const upper of [false, true]) {
      for (const unit of [0, 1]) {
        const side = upper ? 'Upper' : 'Lower';
        /** Σⱼ tᵢⱼ·xⱼ and the sum of the moduli, over the triangle alone. */
        const row = (t: Matrix, i: number, x: (j: number) => number): [number, number] => {
          const terms = range(t.rows)
            .filter((j) => (upper ? j >= i : j <= i))
            .map((j) => (j === i && unit === 1 ? 1 : t.get(i, j)) * x(j));
          return [total(terms), total(terms.map(Math.abs))];
        };

        it(`trsv${side}${unit ? ', unit diagonal' : ''}: T·x = b`, () => {
          for (const n of orders) {
            for (const layout of layouts(n, n)) {
              for (const stride of [1, -2]) {
                const t = triangle(n, layout, upper);
                const x = vector(dtype, n, stride, random);
                kernel(dtype, `trsv${side}`)(n, unit, t.ptr, t.rs, t.cs, x.ptr, stride);
                for (const i of range(n)) {
                  const [sum, moduli] = row(t, i, (j) => x.get(j));
                  near(sum, x.was(i), moduli, n, `n=${n} ${layout.name}`);
                }
                expect(x.intact(), `n=${n} ${layout.name}`).toBe(true);
                for (const block of held.splice(0)) block.free();
              }
            }
          }
        });

        it(`trsm${side}${unit ? ', unit diagonal' : ''}: T·X = B`, () => {
          const work = scratch();
          const keep = held.splice(0);
          for (const [m, n] of [
            [0, 4],
            [1, 5],
            [2, 2],
            [5, 17],
            [9, 8],
            [31, 3],
            [33, 12],
            [40, 1],
            [65, 9],
            [130, 21],
          ] as const) {
            for (const [at, layout] of layouts(m, m).entries()) {
              const t = triangle(m, layout, upper);
              const b = new Matrix(dtype, m, n, layouts(m, n)[(at * 5 + m) % 8]!, random);
              const what = `${m}×${n}, T ${layout.name}, B ${b.layout.name}`;
              kernel(dtype, `trsm${side}`)(m, n, unit, t.ptr, t.rs, t.cs, b.ptr, b.rs, b.cs, work);
              for (const i of range(m)) {
                for (const j of range(n)) {
                  const [sum, moduli] = row(t, i, (l) => b.get(l, j));
                  near(sum, b.was(i, j), moduli, m, what);
                }
              }
              expect(b.intact(), what).toBe(true);
              for (const block of held.splice(0)) block.free();
            }
          }
          held.push(...keep);
        });
      }
    }

    it('syrk: the lower triangle of α·A·Aᵀ + β·C, the upper one untouched', () => {
      const work = scratch();
      const keep = held.splice(0);
      for (const [n, k] of [
        [0, 2],
        [1, 1],
        [5, 9],
        [23, 4],
        [25, 33],
        [66, 7],
      ] as const) {
        for (const [at, layout] of layouts(n, k).entries()) {
          for (const beta of [0, 1, -0.5]) {
            const a = new Matrix(dtype, n, k, layout, random);
            const c = new Matrix(dtype, n, n, layouts(n, n)[(at + 3) % 8]!, beta === 0 ? () => Number.NaN : random);
            kernel(dtype, 'syrkLower')(n, k, -1, a.ptr, a.rs, a.cs, beta, c.ptr, c.rs, c.cs, work);
            for (const i of range(n)) {
              for (const j of range(i + 1)) {
                const sum = total(range(k).map((l) => a.get(i, l) * a.get(j, l)));
                near(c.get(i, j), -sum + (beta === 0 ? 0 : beta * c.was(i, j)), k, k, `syrk ${n}×${k} ${layout.name}`);
              }
            }
            expect(
              c.intact((i, j) => j <= i),
              `syrk ${n}×${k} ${layout.name}`,
            ).toBe(true);
            for (const block of held.splice(0)) block.free();
          }
        }
      }
      held.push(...keep);
    });
  });
}
