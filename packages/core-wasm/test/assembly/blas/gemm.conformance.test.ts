import { allocate, kernels } from '@nablajs/core-wasm/machine';
import { epsilonOf, indexIn, type Layout, layouts, seededUniform } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

// Sizes on both sides of the micro-tile, of the blocks of rows (64), depth (320) and columns (512).
const sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 129, 255, 257, 321, 513];
type DType = 'f64' | 'f32';

interface Case {
  m: number;
  n: number;
  k: number;
  alpha: number;
  beta: number;
  a: Layout;
  b: Layout;
  c: Layout;
  /** Elements by which all three addresses are moved off a multiple of 16 bytes. */
  shift: number;
}

/** Runs gemm on random entries and compares every element of C's array, guards included, with plain loops. */
function check(dtype: DType, test: Case, seed: number): void {
  const { m, n, k, alpha, beta, a, b, c, shift } = test;
  const bytes = dtype === 'f64' ? 8 : 4;
  const core = kernels();
  const random = seededUniform(seed);
  const blocks = [a, b, c].map(({ length }) => allocate((length + shift) * bytes));
  const workBytes = (dtype === 'f64' ? core.dgemmScratch : core.sgemmScratch)(m, n, k);
  const work = allocate(workBytes + 64);
  work.f64(workBytes, 8).fill(0.5);
  const [x, y, z] = blocks.map((block) => {
    const view = block[dtype](shift * bytes);
    for (let i = 0; i < view.length; i++) view[i] = random();
    return view;
  }) as [Float64Array, Float64Array, Float64Array];
  const before = z.slice();
  if (beta === 0) for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) z[indexIn(c, i, j)] = Number.NaN;
  const at = (index: number, layout: Layout): number => blocks[index]!.ptr + (shift + layout.first) * bytes;
  const gemm = dtype === 'f64' ? core.dgemm : core.sgemm;
  const [ap, bp, cp] = [at(0, a), at(1, b), at(2, c)];
  gemm(
    m,
    n,
    k,
    alpha,
    ap,
    a.rowStride,
    a.colStride,
    bp,
    b.rowStride,
    b.colStride,
    beta,
    cp,
    c.rowStride,
    c.colStride,
    work.ptr,
  );
  const expected = before;
  const wrong: string[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const place = indexIn(c, i, j);
      let sum = 0;
      let moduli = Math.abs(before[place]!);
      for (let l = 0; l < k; l++) {
        const term = x[indexIn(a, i, l)]! * y[indexIn(b, l, j)]!;
        sum += term;
        moduli += Math.abs(term);
      }
      const value = alpha * sum + (beta === 0 ? 0 : beta * before[place]!);
      // The bound of any order of summation: (k + 2)·ε/2 times the sum of the moduli.
      if (!(Math.abs(z[place]! - value) <= ((k + 2) * epsilonOf[dtype] * moduli) / 2)) {
        wrong.push(`(${i}, ${j}): ${z[place]} for ${value}`);
      }
      expected[place] = z[place]!;
    }
  }
  const touched = z.findIndex((value, i) => !Object.is(value, expected[i]));
  const overrun = work.f64(workBytes, 8).some((value) => value !== 0.5);
  for (const block of [...blocks, work]) block.free();
  const name = `${dtype} ${m}×${k}·${k}×${n}, α=${alpha}, β=${beta}, A ${a.name}, B ${b.name}, C ${c.name}`;
  expect(wrong.slice(0, 3), name).toEqual([]);
  expect(touched, `${name}: written outside C`).toBe(-1);
  expect(overrun, `${name}: written beyond the scratch`).toBe(false);
}

describe('gemm ≡ plain loops', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    it(`${dtype}: sizes, layouts, scalars and alignments drawn together`, () => {
      const random = seededUniform(dtype === 'f64' ? 1 : 2);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(((random() + 1) / 2) * from.length)]!;
      let done = 0;
      while (done < 400) {
        const [m, n, k] = [pick(sizes), pick(sizes), pick(sizes)];
        if (m * n * k > 2e6) continue;
        const [a, b, c] = [pick(layouts(m, k)), pick(layouts(k, n)), pick(layouts(m, n))];
        check(
          dtype,
          { m, n, k, a, b, c, alpha: pick([1, 1, -1, 0.5, 0]), beta: pick([0, 0, 1, -0.5]), shift: pick([0, 1, 3]) },
          ++done,
        );
      }
    });

    it(`${dtype}: every pair of layouts at a size with fringes`, () => {
      const [m, n, k] = [13, 22, 9];
      let seed = 0;
      for (const a of layouts(m, k)) {
        for (const b of layouts(k, n)) {
          for (const c of layouts(m, n)) check(dtype, { m, n, k, a, b, c, alpha: 1, beta: 1, shift: 1 }, ++seed);
        }
      }
    });

    it(`${dtype}: beyond every block size at once`, () => {
      const [m, n, k] = [67, 515, 323];
      const [a, b, c] = [layouts(m, k)[0]!, layouts(k, n)[1]!, layouts(m, n)[2]!];
      check(dtype, { m, n, k, a, b, c, alpha: -1, beta: 1, shift: 0 }, 7);
    });
  }
});

describe('gemm: NaN and infinities', () => {
  const n = 9;
  const run = (alpha: number, a: readonly number[], beta: number, c: readonly number[]): number[] => {
    const core = kernels();
    const block = allocate(3 * n * n * 8);
    const work = allocate(core.dgemmScratch(n, n, n));
    block.f64().set(a, 0);
    block.f64().fill(1, n * n, 2 * n * n);
    block.f64().set(c, 2 * n * n);
    const { ptr } = block;
    core.dgemm(n, n, n, alpha, ptr, n, 1, ptr + 8 * n * n, n, 1, beta, ptr + 16 * n * n, n, 1, work.ptr);
    const out = [...block.f64().slice(2 * n * n)];
    block.free();
    work.free();
    return out;
  };
  const ones = new Array<number>(n * n).fill(1);
  const nans = new Array<number>(n * n).fill(Number.NaN);

  it('a NaN in A spoils its row of C and no other', () => {
    const a = ones.with(4 * n + 3, Number.NaN);
    const c = run(1, a, 0, nans);
    for (let i = 0; i < n * n; i++) expect(Number.isNaN(c[i]!)).toBe(Math.floor(i / n) === 4);
  });

  it('∞ − ∞ is NaN, ∞ + 1 is ∞', () => {
    const c = run(1, ones.with(0, Infinity).with(1, -Infinity).with(n, Infinity), 0, nans);
    expect(c[0]).toBeNaN();
    expect(c[n]).toBe(Infinity);
  });

  it('β = 0 does not read C, α = 0 does not read A (reference BLAS)', () => {
    expect(run(1, ones, 0, nans)).toEqual(ones.map(() => n));
    expect(run(0, nans, 2, ones)).toEqual(ones.map(() => 2));
    expect(run(0, nans, 0, nans)).toEqual(ones.map(() => 0));
  });

  it('β·NaN is NaN', () => {
    expect(run(1, ones, 2, nans).every(Number.isNaN)).toBe(true);
  });
});

it('gemm needs at most 2 MB of scratch', () => {
  expect(kernels().gemmScratchBytes()).toBeLessThanOrEqual(2 * 2 ** 20);
  expect(kernels().dgemmScratch(5000, 5000, 5000)).toBeLessThanOrEqual(kernels().gemmScratchBytes());
});
