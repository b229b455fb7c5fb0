import { diff, type Expr, evaluate, expand, factor, parse, simplify } from '@nablajs/calculus';
import { NablaError } from '@nablajs/core-wasm';
import { randomFormula } from '@nablajs/testing';
import { ByteSource } from '../byteSource.js';
import { Finding, type Target } from '../target.js';

const POINTS: readonly (readonly [number, number])[] = [
  [0.7, 1.3],
  [-0.7, 1.3],
  [2.5, -0.4],
  [-1.2, -2.1],
  [0, 1],
  [1, 0],
  [1, 1],
  [-1, 2],
  [6, -5],
];

type Value = (x: number, y: number) => number;

const at =
  (f: Expr): Value =>
  (x, y) =>
    evaluate(f, { x, y }) as number;

/**
 * Whether every part has a finite value: then the formula's value is one of real numbers, and not what IEEE 754 makes of
 * 1/0; no angle is taken on its cut, and no part is so small that it may be the rounding of a zero, as sin(pi) is.
 */
function regular(f: Expr, x: number, y: number): boolean {
  const parts: Expr[] = [f];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const value = at(part)(x, y);
    if (!Number.isFinite(value) || (value !== 0 && Math.abs(value) < 1e-12)) return false;
    if (part.op.name === 'atan2' && at(part.args[0]!)(x, y) === 0) return false;
    parts.push(...part.args);
  }
  return true;
}

/**
 * Compares a formula with what it was rewritten to where it is regular. Where it is smooth around the point, the values
 * may differ by rounding and by what rounding of the arguments does to the value; elsewhere (a kink, a pole nearby) the
 * rewritten formula must at least have a value.
 *
 * @param whole Of derivatives, the function: where it has no value, neither has its derivative, whatever its formula says.
 */
function compare(what: string, f: Expr, g: Expr, whole: Expr = f): void {
  const [a, b] = [at(f), at(g)];
  for (const [x, y] of POINTS) {
    if (!regular(f, x, y) || !regular(whole, x, y)) continue;
    const value = a(x, y);
    const nearby = [1e-7, -1e-7].flatMap((h) => [a(x * (1 + h) + h, y), a(x, y * (1 + h) + h)]);
    const smooth = nearby.every((each) => Math.abs(each - value) < 1e-4 * Math.max(1, Math.abs(value)));
    const noise = Math.max(0, ...nearby.filter(Number.isFinite).map((each) => Math.abs(each - value)));
    const other = b(x, y);
    const kept = smooth ? Math.abs(other - value) <= 1e-9 * Math.max(1, Math.abs(value)) + noise : !Number.isNaN(other);
    if (!kept) throw new Finding(`${what}: ${f} became ${g}; at (${x}, ${y}) ${value} became ${other}`);
  }
}

/** A formula, rewritten and derived. */
export const deriveTarget: Target = {
  name: 'derive',
  promise: 'simplify, expand and factor keep every value; the derivative of what they give is that of the formula',
  seeds: [1, 3, 4, 7].map((k) => Uint8Array.from({ length: 48 }, (_, i) => (i * (2 * k + 3) + k) & 255)),
  run(input) {
    const source = new ByteSource(input);
    const text = randomFormula((n) => source.below(n), 1 + source.below(4));
    const f = parse(text);
    const attempt = (rewrite: () => void): void => {
      try {
        rewrite();
      } catch (error) {
        if (!(error instanceof NablaError)) throw error;
      }
    };
    for (const [name, rewrite] of [
      ['simplify', simplify],
      ['expand', expand],
      ['factor', factor],
    ] as const)
      attempt(() => compare(name, f, rewrite(f)));
    for (const variable of ['x', 'y'])
      attempt(() => {
        const derivative = diff(f, variable);
        compare(`d/d${variable} of the simplified`, derivative, diff(simplify(f), variable), f);
        compare(`simplified d/d${variable}`, derivative, simplify(derivative), f);
      });
  },
};
