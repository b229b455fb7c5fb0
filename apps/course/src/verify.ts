// The checks behind every ✓: symbolic equality with the course's printed answer, and difference quotients that evaluate
// the problem itself and know nothing of how the answer was derived.
import { diff, type Expr, equals, evaluate, parse } from '@nablajs/calculus';
import { random } from '@nablajs/core-wasm';
import { differences } from './differences.js';
import type { Check, Claim } from './example.js';
import type { Text } from './language.js';
import { typeset } from './typeset.js';

/** Relative agreement asked of difference quotients; their own error is of the order 1e-9. */
const TOLERANCE = 1e-6;
const POINTS = 5;

/** |a − b| relative to the larger of 1 and |b|; Infinity where either is no number. */
export function deviation(a: number, b: number): number {
  const gap = Math.abs(a - b) / Math.max(1, Math.abs(b));
  return Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap;
}

/** What a symbolic check compared with. */
export function equalTo(printed: string): Text {
  const shown = typeset(printed);
  return { en: `symbolically equal to ${shown}`, zh: `符号上等于 ${shown}` };
}

/** A deviation in words. */
export function off(gap: number): Text {
  return gap === 0
    ? { en: 'exact', zh: '完全一致' }
    : { en: `off by ${gap.toExponential(0)}`, zh: `偏差 ${gap.toExponential(0)}` };
}

/** Equality of two expressions, decided symbolically. */
export function symbolic(derived: Expr, expected: Expr | string): Check {
  const printed = typeof expected === 'string' ? parse(expected) : expected;
  return {
    held: equals(derived, printed) === true,
    how: equalTo(String(expected)),
  };
}

/** Points for the checks, the same in every run; away from 0, where much is accidentally equal. */
export function points(names: readonly string[]): Record<string, number>[] {
  const generator = random(names.length + 1);
  return Array.from({ length: POINTS }, () => {
    const coordinates = generator.uniform([names.length], { low: 0.2, high: 1.4 }).toTypedArray();
    return Object.fromEntries(names.map((name, k) => [name, coordinates[k]]));
  });
}

/** An expression as a function of the named variables, evaluated from its parts. */
function asFunction(f: Expr, names: readonly string[]): (x: readonly number[]) => number[] {
  return (x) => [evaluate(f, Object.fromEntries(names.map((name, k) => [name, x[k]]))) as number];
}

/** `derived` against the difference quotients of `f` with respect to `wrt`, one name per differentiation. */
export function numeric(derived: Expr, f: Expr, wrt: readonly string[], names: readonly string[]): Check {
  let worst = 0;
  for (const point of points(names)) {
    const x = names.map((name) => point[name]);
    const indices = wrt.map((name) => names.indexOf(name));
    const [quotient] = differences(asFunction(f, names), x, indices);
    worst = Math.max(worst, deviation(evaluate(derived, point) as number, quotient));
  }
  return {
    held: worst < TOLERANCE,
    how: {
      en: `difference quotients at ${POINTS} points agree to ${worst.toExponential(0)}`,
      zh: `与 ${POINTS} 个点处的差商一致（偏差 ${worst.toExponential(0)}）`,
    },
  };
}

/** A number against the right one. */
export function close(got: number, expected: number, tolerance = 1e-12): Check {
  const gap = deviation(got, expected);
  return {
    held: gap <= tolerance,
    how: { en: `${format(expected)} expected, ${off(gap).en}`, zh: `应为 ${format(expected)}，${off(gap).zh}` },
  };
}

/** Something that is simply true or not; the words say what was found to be true. */
export function fact(held: boolean, en: string, zh: string): Check {
  return { held, how: { en, zh } };
}

/** A number in at most ten digits. */
export function format(x: number): string {
  return String(Number(x.toPrecision(10)));
}

/** ∂f/∂(wrt…), derived, against the course's printed answer and difference quotients. */
export function derivative(
  ask: string | Text,
  f: Expr,
  wrt: readonly string[],
  printed: string,
  names: readonly string[],
): Claim {
  const derived = diff(f, ...wrt);
  return {
    ask,
    answer: typeset(String(derived)),
    checks: [symbolic(derived, printed), numeric(derived, f, wrt, names)],
  };
}

/** A derived expression whose problem is `f` differentiated by `wrt`, however it was derived. */
export function derived(
  ask: string | Text,
  answer: Expr,
  printed: Expr | string,
  f: Expr,
  wrt: readonly string[],
  names: readonly string[],
): Claim {
  return { ask, answer: typeset(String(answer)), checks: [symbolic(answer, printed), numeric(answer, f, wrt, names)] };
}

/** A number that Nabla computed, against the right one. */
export function value(ask: string | Text, got: number, expected: number, tolerance?: number): Claim {
  return { ask, answer: format(got), checks: [close(got, expected, tolerance)] };
}
