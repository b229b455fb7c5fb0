/**
 * The signs a homogeneous polynomial takes: on the whole sphere they are those of its least and greatest value there.
 *
 * In one variable the coefficient decides, in two the form is a function of one angle, scanned and refined; in more the
 * sphere is sampled and each extreme improved by coordinate rotations. A sign that was found is certain; a bound away
 * from zero is as good as the scan.
 */
import type { Term } from './series.js';

/** Least and greatest value of the form on the unit sphere. */
export interface FormRange {
  least: number;
  greatest: number;
}

const angles = 720;
const samples = 4000;
/** Of Σ|c|: less is rounding, and a form that is constant on the sphere would gain it forever. */
const smallestGain = 1e-14;

/** The range of the homogeneous polynomial Σ c·x^α in n variables on the unit sphere. */
export function formRange(form: readonly Term[], n: number): FormRange {
  const value = (x: readonly number[]): number =>
    form.reduce(
      (sum, { exponents, coefficient }) => sum + exponents.reduce((p, e, i) => p * x[i]! ** e, coefficient),
      0,
    );
  if (n === 1) {
    const ends = [value([1]), value([-1])];
    return { least: Math.min(...ends), greatest: Math.max(...ends) };
  }
  const gain = smallestGain * form.reduce((sum, { coefficient }) => sum + Math.abs(coefficient), 0);
  return { least: -extreme((x) => -value(x), n, gain), greatest: extreme(value, n, gain) };
}

/** The greatest value found on the sphere, improved as long as a turn gains more than `gain`. */
function extreme(value: (x: readonly number[]) => number, n: number, gain: number): number {
  let best = directions(n)
    .map((x) => ({ x, value: value(x) }))
    .reduce((a, b) => (b.value > a.value ? b : a));
  for (let step = Math.PI / angles; step > 1e-9; step /= 2) {
    for (let improved = true; improved; ) {
      improved = false;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < i; j++) {
          for (const turn of [step, -step]) {
            const x = best.x.slice();
            const [a, b] = [x[i]!, x[j]!];
            x[i] = Math.cos(turn) * a - Math.sin(turn) * b;
            x[j] = Math.sin(turn) * a + Math.cos(turn) * b;
            const length = Math.hypot(...x);
            for (let k = 0; k < n; k++) x[k]! /= length;
            const there = value(x);
            if (there > best.value + gain) {
              best = { x, value: there };
              improved = true;
            }
          }
        }
      }
    }
  }
  return best.value;
}

/** Directions that cover the sphere: a fan in the plane, a fixed low-discrepancy sample beyond. */
function directions(n: number): number[][] {
  if (n === 2) {
    return Array.from({ length: angles }, (_, k) => {
      const angle = (2 * Math.PI * k) / angles;
      return [Math.cos(angle), Math.sin(angle)];
    });
  }
  // Additive recurrence with the powers of the root of x^(n+1) = x + 1 (M. Roberts, 2018).
  let root = 2;
  for (let k = 0; k < 40; k++) root = (1 + root) ** (1 / (n + 1));
  return Array.from({ length: samples }, (_, k) => {
    const point = Array.from({ length: n }, (_, i) => 2 * ((0.5 + (k + 1) * root ** -(i + 1)) % 1) - 1);
    const length = Math.hypot(...point) || 1;
    return point.map((c) => c / length);
  });
}
