// The activations' kernels against the same formulas in plain TypeScript, at every tail length and at the awkward numbers.
import { allocate, kernels } from '@nablajs/core-wasm/machine';
import { describe, expect, it } from 'vitest';

const awkward = [0, -0, 1, -1, 0.3, -2.5, 1e-30, -1e30, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 23];

type Kernel = (n: number, a: number, b: number, out: number) => void;

interface Case {
  readonly f32: Kernel;
  readonly f64: Kernel;
  readonly plain: (a: number, b: number) => number;
  /** Relative difference allowed, in units of the last place of the type. */
  readonly ulps: number;
}

function cases(): Record<string, Case> {
  const k = kernels();
  return {
    'relu backward, 1 at 0': {
      f32: (n, y, dz, dy) => k.sreluBackward(n, 1, y, dz, dy),
      f64: (n, y, dz, dy) => k.dreluBackward(n, 1, y, dz, dy),
      plain: (y, dz) => (y < 0 ? 0 : dz),
      ulps: 0,
    },
    'relu backward, 0 at 0': {
      f32: (n, y, dz, dy) => k.sreluBackward(n, 0, y, dz, dy),
      f64: (n, y, dz, dy) => k.dreluBackward(n, 0, y, dz, dy),
      plain: (y, dz) => (y <= 0 ? 0 : dz),
      ulps: 0,
    },
    'leaky relu forward': {
      f32: (n, x, _, y) => k.sleakyReluForward(n, 0.25, x, y),
      f64: (n, x, _, y) => k.dleakyReluForward(n, 0.25, x, y),
      plain: (x) => (x < 0 ? 0.25 * x : x),
      ulps: 0,
    },
    'leaky relu backward': {
      f32: (n, x, dy, dx) => k.sleakyReluBackward(n, 0.25, x, dy, dx),
      f64: (n, x, dy, dx) => k.dleakyReluBackward(n, 0.25, x, dy, dx),
      plain: (x, dy) => (x < 0 ? 0.25 * dy : dy),
      ulps: 0,
    },
    'tanh backward': { f32: k.stanhBackward, f64: k.dtanhBackward, plain: (y, dy) => dy * (1 - y * y), ulps: 3 },
    'sigmoid backward': { f32: k.ssigmoidBackward, f64: k.dsigmoidBackward, plain: (y, dy) => dy * (y * (1 - y)), ulps: 3 }, // biome-ignore format: a table
    product: { f32: k.sproduct, f64: k.dproduct, plain: (a, b) => a * b, ulps: 0 },
  };
}

describe.each(Object.keys(cases()))('%s', (name) => {
  it.each(['f32', 'f64'] as const)('is its formula in %s', (dtype) => {
    const { [dtype]: kernel, plain, ulps } = cases()[name]!;
    const [bytes, epsilon, Type] = dtype === 'f32' ? [4, 2 ** -23, Float32Array] as const : [8, 2 ** -52, Float64Array] as const; // biome-ignore format: one line
    const block = allocate(3 * 32 * bytes + 64);
    const view = (): Float32Array | Float64Array => (dtype === 'f32' ? block.f32() : block.f64());
    for (const n of lengths) {
      for (let shift = 0; shift < awkward.length; shift++) {
        const a = new Type(n).map((_, i) => awkward[(i + shift) % awkward.length]!);
        const b = new Type(n).map((_, i) => awkward[(3 * i + 2 * shift) % awkward.length]!);
        // Where rounding is allowed for, the first operand is a value of tanh or σ.
        if (ulps > 0) a.forEach((value, i) => { a[i] = Math.sign(value) * Math.min(Math.abs(value), 1); }); // biome-ignore format: one line
        view().fill(77);
        view().set(a, 0);
        view().set(b, 32);
        kernel(n, block.ptr, block.ptr + 32 * bytes, block.ptr + 64 * bytes);
        const out = view().slice(64, 64 + n);
        for (let i = 0; i < n; i++) {
          const right = Type.of(plain(a[i]!, b[i]!))[0]!;
          if (Number.isFinite(right) && ulps > 0)
            expect(Math.abs(out[i]! - right)).toBeLessThanOrEqual(ulps * epsilon * Math.max(Math.abs(right), Number(dtype === 'f32') * 1e-38)); // biome-ignore format: one line
          else expect(out[i]! + 0, `${n}, ${i}: ${a[i]}, ${b[i]}`).toBe(right + 0);
        }
        expect(view()[64 + n], 'behind the end').toBe(77);
      }
    }
    block.free();
  });
});

describe('gelu', () => {
  it('backward is dY·(Φ(x) + x·φ(x)) from erf and exp', () => {
    const k = kernels();
    const block = allocate(6 * 8 * 4);
    const x = [-3, -0.5, 0, 2];
    const at = (row: number): number => block.ptr + 32 * row;
    block.f64().set(x);
    k.dgeluArguments(4, at(0), at(1), at(2));
    expect(Array.from(block.f64(32, 4))).toEqual(x.map((v) => v * Math.SQRT1_2));
    expect(Array.from(block.f64(64, 4)).map((v) => v + 0)).toEqual(x.map((v) => -0.5 * v * v + 0));
    // erf(x/√2) from tables of the normal distribution: Φ(−3), Φ(−0.5), Φ(0), Φ(2).
    const cumulative = [0.0013498980316300933, 0.3085375387259869, 0.5, 0.9772498680518208];
    block.f64().set(
      cumulative.map((p) => 2 * p - 1),
      4,
    );
    block.f64().set(
      x.map((v) => Math.exp((-v * v) / 2)),
      8,
    );
    block.f64().set([1, 2, 3, 4], 12);
    k.dgeluBackward(4, at(0), at(1), at(2), at(3), at(4));
    Array.from(block.f64(128, 4)).forEach((dx, i) => {
      const density = Math.exp((-x[i]! * x[i]!) / 2) / Math.sqrt(2 * Math.PI);
      expect(dx).toBeCloseTo((i + 1) * (cumulative[i]! + x[i]! * density), 14);
    });
    block.free();
  });
});
