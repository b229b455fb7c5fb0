import { allocate, kernels } from '@nablajs/core-wasm/machine';
import { expect, test } from 'vitest';
import { fixed, reference, ulps } from './elementwise/fixedPoint.js';

type Kernel = (...args: number[]) => number;
const kernel = (name: string): Kernel => (kernels() as unknown as Record<string, Kernel>)[name]!;

/** Points per function and kind; ULP_POINTS=1000000 is the long run (bench/ulp.mjs). */
const POINTS = Number(process.env.ULP_POINTS ?? 20000);

let state = 20261120;
/** Uniform in [0, 1) (mulberry32, twice). */
function random(): number {
  const word = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
}
const within = (low: number, high: number): number => low + (high - low) * random();
const either = (): number => (random() < 0.5 ? -1 : 1);
const scaled = (low: number, high: number): number => 2 ** within(low, high);
/** A neighbour of x, up to three doubles away. */
function beside(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(Math.floor(within(-3, 4))));
  return view.getFloat64(0);
}
const quarterTurns = (): number => either() * beside((Math.floor(scaled(0, 24)) * Math.PI) / 2);
const tableEdge = (): number => beside(((Math.floor(within(-900, 900)) + 0.5) * Math.LN2) / 64);
const nearOne = (): number => 1 + either() * scaled(-50, -1);
const symmetric = [(): number => either() * scaled(-60, 3), (): number => within(-20, 20)];
const positive = [(): number => scaled(-60, 60), (): number => within(0, 3), nearOne];
const unit = [
  (): number => within(-1, 1),
  (): number => either() * scaled(-60, 0),
  (): number => either() * (1 - scaled(-50, -1)),
];

/** Bound in ulp of f64 (of f32: 1, and 0.5 for the square root) and the kinds of arguments; bits of fixed point beyond 200 where results are small. */
const cases: Record<string, { bound: number; points: ((i: number) => number | [number, number])[]; bits?: number }> = {
  Exp: { bound: 0.8, points: [...symmetric, () => within(-100, 100), tableEdge], bits: 200 },
  Exp2: { bound: 0.8, points: [...symmetric, () => within(-100, 100)], bits: 200 },
  Expm1: { bound: 0.8, points: [...symmetric, () => within(-100, 100), tableEdge], bits: 200 },
  Log: { bound: 0.8, points: positive },
  Log2: { bound: 0.8, points: positive },
  Log10: { bound: 0.8, points: positive },
  Log1p: { bound: 0.8, points: [() => scaled(-60, 60), () => either() * scaled(-60, -1), () => -1 + scaled(-50, 0)] },
  Sin: {
    bound: 0.8,
    points: [...symmetric, quarterTurns, () => within(2 ** 20, 2 ** 22), () => either() * scaled(0, 1000)],
  },
  Cos: {
    bound: 0.8,
    points: [...symmetric, quarterTurns, () => within(2 ** 20, 2 ** 22), () => either() * scaled(0, 1000)],
  },
  Tan: {
    bound: 0.8,
    points: [...symmetric, quarterTurns, () => within(2 ** 20, 2 ** 22), () => either() * scaled(0, 1000)],
  },
  Asin: { bound: 1, points: unit },
  Acos: { bound: 1, points: unit },
  Atan: { bound: 1, points: [...symmetric, () => either() * scaled(-20, 60), nearOne] },
  Atan2: {
    bound: 1,
    points: [() => [within(-10, 10), within(-10, 10)], () => [either() * scaled(-50, 20), either() * scaled(-20, 50)]],
  },
  Sinh: { bound: 1, points: [...symmetric, () => within(-60, 60)] },
  Cosh: { bound: 1, points: [...symmetric, () => within(-60, 60)] },
  Tanh: { bound: 1, points: [...symmetric, () => within(-1, 1)] },
  Asinh: { bound: 1, points: [...symmetric, () => either() * scaled(-20, 60)] },
  Acosh: { bound: 1, points: [() => 1 + scaled(-50, 60)] },
  Atanh: { bound: 1, points: unit },
  Pow: {
    bound: 0.8,
    points: [
      () => [scaled(-10, 10), within(-10, 10)],
      () => [nearOne(), within(-400, 400)],
      () => [within(0, 10), Math.floor(within(-9, 9))],
    ],
    bits: 700,
  },
  Sqrt: { bound: 0.5, points: [() => scaled(-60, 60)] },
  Cbrt: { bound: 1, points: [() => either() * scaled(-60, 60)] },
  Hypot: { bound: 1, points: [() => [within(-10, 10), either() * scaled(-40, 10)]] },
  Erf: { bound: 1, points: [() => either() * scaled(-60, 2), () => within(-6, 6)] },
  Sigmoid: { bound: 1, points: [...symmetric, () => within(-100, 100)], bits: 200 },
  Softplus: { bound: 1, points: [...symmetric, () => within(-100, 100)], bits: 200 },
  Gelu: { bound: 4, points: [() => either() * scaled(-60, 2), () => within(-8, 8)], bits: 200 },
  GeluTanh: { bound: 4, points: [() => either() * scaled(-60, 2), () => within(-5, 5)], bits: 100 },
};

const oneRow = (count: number): number[] => [1, 1, 1, count, 0, 0, 0, 1, 0, 0, 0, 1];

/** f over count elements at x (and y), through vd… or vs…; the walk of binary kernels is made here. */
function run(name: string, count: number, x: number, y: number, z: number, binary: boolean): void {
  if (!binary) {
    kernel(name)(count, x, z);
    return;
  }
  const walk = allocate(48);
  walk.i32().set(oneRow(count));
  kernel(name)(walk.ptr, x, y, z);
  walk.free();
}

for (const [name, { bound, points, bits = 0 }] of Object.entries(cases)) {
  for (const dtype of ['f64', 'f32'] as const) {
    const float = dtype === 'f32';
    const limit = float && bound > 0.5 ? 1 : bound;
    test(`${name} in ${dtype} is within ${limit} ulp`, { timeout: 3_600_000 }, () => {
      const count = float ? Math.ceil(POINTS / 5) : POINTS;
      const block = allocate(3 * 8 * count);
      const binary = Array.isArray(points[0]!(0));
      const view = (part: number): Float64Array | Float32Array =>
        float ? block.f32(part * 8 * count, count) : block.f64(part * 8 * count, count);
      const [x, y, z] = [view(0), view(1), view(2)];
      for (let i = 0; i < count; i++) {
        const point = points[i % points.length]!(i);
        x[i] = Array.isArray(point) ? point[0] : point;
        y[i] = Array.isArray(point) ? point[1] : 0;
      }
      run(`${float ? 'vs' : 'vd'}${name}`, count, block.ptr, block.ptr + 8 * count, block.ptr + 16 * count, binary);
      const P = 200 + bits;
      let worst = 0;
      let at = 0;
      for (let i = 0; i < count; i++) {
        // rounding an argument to f32 may leave the domain, and a result the range: the special cases are tested elsewhere
        if (!inside(name, x[i]!) || !Number.isFinite(z[i]!)) continue;
        const exact = reference[name]!(fixed(x[i]!, P), P, fixed(y[i]!, P));
        const error = ulps(z[i]!, exact, P, float);
        if (!(error <= worst)) {
          worst = error;
          at = i;
        }
      }
      expect(worst, `at ${x[at]} ${y[at]}: ${z[at]}`).toBeLessThanOrEqual(limit);
      if (process.env.ULP_POINTS)
        console.log(`${name} ${dtype} ${worst.toFixed(4)} ulp at ${x[at]} ${binary ? y[at] : ''}`);
      block.free();
    });
  }
}

function inside(name: string, x: number): boolean {
  if (/^(Log|Log2|Log10|Pow|Sqrt)$/.test(name)) return x > 0;
  if (name === 'Log1p') return x > -1;
  if (/^(Asin|Acos|Atanh)$/.test(name)) return Math.abs(x) < 1;
  if (name === 'Acosh') return x > 1;
  return true;
}
