import { allocate, kernels } from '@nablajs/core-wasm/machine';
import { describe, expect, it } from 'vitest';

type Round = (x: number) => number;

/** Named state of one parameter: x, the gradient g, and whatever the rule keeps. */
type State = Record<'x' | 'g' | 'a' | 'b' | 'c', number>;

const [rate, mu, alpha, decay] = [0.05, 0.9, 0.95, 0.01];
const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
const steps = 3;

interface Rule {
  name: string;
  /** Runs the kernel on the addresses of x, g, a, b, c. */
  run(
    k: Record<string, (...args: number[]) => void>,
    p: string,
    n: number,
    t: number,
    at: Record<keyof State, number>,
  ): void;
  /** The same step for one parameter, every operation rounded by `r`. */
  plain(s: State, t: number, r: Round): void;
}

const decayed = (s: State, r: Round, w: number): number => (w === 0 ? s.g : r(s.g + r(r(w) * s.x)));

function momentumRule(nesterov: 0 | 1): Rule {
  return {
    name: nesterov ? 'nesterov' : 'momentum',
    run: (k, p, n, t, at) => k[`${p}Momentum`]!(n, rate, mu, decay, nesterov, t === 1 ? 1 : 0, at.g, at.a, at.x),
    plain(s, t, r) {
      const g = decayed(s, r, decay);
      s.a = t === 1 ? g : r(r(r(mu) * s.a) + g);
      s.x = r(s.x - r(r(rate) * (nesterov ? r(g + r(r(mu) * s.a)) : s.a)));
    },
  };
}

function rmspropRule(centered: boolean, moving: boolean): Rule {
  return {
    name: `rmsprop${centered ? ' centered' : ''}${moving ? ' with momentum' : ''}`,
    run: (k, p, n, _t, at) =>
      k[`${p}Rmsprop`]!(n, rate, alpha, epsilon, mu, decay, at.g, at.a, centered ? at.b : 0, moving ? at.c : 0, at.x),
    plain(s, _t, r) {
      const g = decayed(s, r, decay);
      s.a = r(r(r(alpha) * s.a) + r(r(1 - alpha) * r(g * g)));
      if (centered) s.b = r(r(r(alpha) * s.b) + r(r(1 - alpha) * g));
      const moment = centered ? Math.max(0, r(s.a - r(s.b * s.b))) : s.a;
      let d = r(g / r(r(Math.sqrt(moment)) + r(epsilon)));
      if (moving) d = s.c = r(r(r(mu) * s.c) + d);
      s.x = r(s.x - r(r(rate) * d));
    },
  };
}

function adamRule(amsgrad: boolean, decoupled: boolean): Rule {
  const bias = (t: number): [number, number] => [rate / (1 - beta1 ** t), Math.sqrt(1 - beta2 ** t)];
  const w = decoupled ? 0 : decay;
  const shrink = decoupled ? 1 - rate * decay : 1;
  return {
    name: `adam${decoupled ? 'w' : ''}${amsgrad ? ' amsgrad' : ''}`,
    run: (k, p, n, t, at) => {
      const [step, root] = bias(t);
      k[`${p}Adam`]!(n, step, beta1, beta2, root, epsilon, w, shrink, at.g, at.a, at.b, amsgrad ? at.c : 0, at.x);
    },
    plain(s, t, r) {
      const [step, root] = bias(t);
      const g = decayed(s, r, w);
      s.a = r(r(r(beta1) * s.a) + r(r(1 - beta1) * g));
      s.b = r(r(r(beta2) * s.b) + r(r(1 - beta2) * r(g * g)));
      if (amsgrad) s.c = Math.max(s.c, s.b);
      const divisor = r(r(r(Math.sqrt(amsgrad ? s.c : s.b)) / r(root)) + r(epsilon));
      s.x = r(r(r(shrink) * s.x) - r(r(r(step) * s.a) / divisor));
    },
  };
}

const rules: Rule[] = [
  {
    name: 'sgd',
    run: (k, p, n, _t, at) => k[`${p}Sgd`]!(n, rate, decay, at.g, at.x),
    plain(s, _t, r) {
      s.x = r(s.x - r(r(rate) * decayed(s, r, decay)));
    },
  },
  momentumRule(0),
  momentumRule(1),
  rmspropRule(false, false),
  rmspropRule(true, false),
  rmspropRule(false, true),
  rmspropRule(true, true),
  {
    name: 'adagrad',
    run: (k, p, n, _t, at) => k[`${p}Adagrad`]!(n, rate, epsilon, decay, at.g, at.a, at.x),
    plain(s, _t, r) {
      const g = decayed(s, r, decay);
      s.a = r(s.a + r(g * g));
      s.x = r(s.x - r(r(rate) * r(g / r(r(Math.sqrt(s.a)) + r(epsilon)))));
    },
  },
  adamRule(false, false),
  adamRule(true, false),
  adamRule(false, true),
  adamRule(true, true),
];

const gradient = (i: number, t: number): number => Math.sin(3 * i + t) * (1 + i / 7);

describe('update rules', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    const round: Round = dtype === 'f64' ? (x) => x : Math.fround;
    const bytes = dtype === 'f64' ? 8 : 4;
    for (const rule of rules) {
      it(`${rule.name} in ${dtype} gives the bits of the plain rule, and touches nothing beyond n`, () => {
        for (const n of [0, 1, 2, 3, 4, 5, 7, 8, 31]) {
          const width = n + 4;
          const block = allocate(5 * width * bytes);
          const view = (): Float64Array | Float32Array => block[dtype]();
          view().fill(0);
          const names = ['x', 'g', 'a', 'b', 'c'] as const;
          const place = (k: number): number => block.ptr + k * width * bytes;
          const at = Object.fromEntries(names.map((name, k) => [name, place(k)])) as Record<keyof State, number>;
          const states: State[] = Array.from({ length: n }, (_, i) => ({
            x: round(1 - i / 3),
            g: 0,
            a: 0,
            b: 0,
            c: 0,
          }));
          states.forEach((s, i) => (view()[i] = s.x));
          view().fill(-7, n, width);
          for (let t = 1; t <= steps; t++) {
            states.forEach((s, i) => (view()[width + i] = s.g = round(gradient(i, t))));
            rule.run(kernels() as never, dtype === 'f64' ? 'vd' : 'vs', n, t, at);
            for (const s of states) rule.plain(s, t, round);
          }
          const got = view();
          for (const [k, name] of names.entries()) {
            states.forEach((s, i) => expect(got[k * width + i], `${name}[${i}], n = ${n}`).toBe(s[name]));
          }
          expect(Array.from(got.subarray(n, width))).toEqual([-7, -7, -7, -7]);
          block.free();
        }
      });
    }
  }

  it('a centered RMSprop survives a constant gradient', () => {
    const block = allocate(4 * 8);
    block.f64().set([1, 0.1, 0, 0]);
    const k = kernels();
    for (let t = 0; t < 2000; t++)
      k.vdRmsprop(1, 1e-3, 0.9, 1e-8, 0, 0, block.ptr + 8, block.ptr + 16, block.ptr + 24, 0, block.ptr);
    expect(Number.isFinite(block.f64()[0])).toBe(true);
    block.free();
  });
});
