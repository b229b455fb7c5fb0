// Page 3 in the worker: the gradient at a point, the rate of change in any direction, steepest and level directions.
import {
  directional,
  type Expr,
  evaluate,
  explain,
  freeSymbols,
  gradient,
  parse,
  simplify,
  substitute,
  taylor,
} from '@nablajs/calculus';
import { steepest } from '@nablajs/optim';
import { type Formula, formulaOf, readFormula } from '../../engine/formulas.js';
import type { PlainStep } from '../../kit/Steps.js';
import { sample } from '../../plot/grid.js';
import { type Picture, pictureOf, surfaceGrid } from '../../plot/picture.js';
import type { Range } from '../../plot/scale.js';
import type { Language } from '../../text/dictionary.js';

/** One number per variable. */
export type Point = Readonly<Record<string, number>>;

/** f along the direction and its tangent: values at the parameters t. */
export interface Profile {
  readonly t: readonly number[];
  readonly values: readonly (number | null)[];
  readonly tangent: readonly number[];
}

/** Everything about f at the point and in the direction. */
export interface Directions {
  readonly names: readonly string[];
  readonly value: number;
  readonly partials: readonly Formula[];
  readonly gradient: readonly number[];
  readonly norm: number;
  /** The unit vector of the direction; undefined when the one given is zero, as is all that depends on it. */
  readonly unit: readonly number[] | undefined;
  readonly rate: number | undefined;
  /** ∂f/∂l as a formula. */
  readonly derivative: Formula | undefined;
  readonly profile: Profile | undefined;
  readonly steps: readonly PlainStep[];
  /** Where the gradient is zero no direction is steepest. */
  readonly ascent: readonly number[] | null;
  readonly descent: readonly number[] | null;
  readonly level: readonly (readonly number[])[];
  /** The tangent plane, as a formula of the variables. */
  readonly tangent: Formula;
}

const PROFILE_POINTS = 81;
const PROFILE_REACH = 2;

/** The directions at a point; names missing from `at` and `toward` count 0. */
export function directions(text: string, at: Point, toward: Point, language: Language): Directions {
  const f = readFormula(text);
  const names = freeSymbols(f);
  const here = Object.fromEntries(names.map((name) => [name, at[name] ?? 0]));
  const { gradient: slope, ascent, descent, level } = steepest(f, names, here);
  const given = names.map((name) => toward[name] ?? 0);
  const zero = given.every((each) => each === 0);
  const length = Math.hypot(...given);
  const unit = zero ? undefined : given.map((each) => each / length);
  const rate = unit && (directional(f, names, given, { at: here }) as number);
  const told = unit && explain({ kind: 'directional', f, vars: names, direction: given, at: here }, { language });
  const partials = gradient(f, names);
  return {
    names,
    value: evaluate(f, here) as number,
    partials: partials.map((each) => formulaOf(each)),
    gradient: slope,
    norm: Math.hypot(...slope),
    unit,
    rate,
    derivative: unit && formulaOf(along(partials, given)),
    profile: unit && profile(f, names, here, unit, rate!),
    steps: told?.steps.map(({ text: words, formula }) => ({ text: words, formula })) ?? [],
    ascent,
    descent,
    level,
    tangent: formulaOf(taylor(f, here, 1)),
  };
}

/** ∂f/∂l = Σ lᵢ ∂f/∂xᵢ / |l| with the direction's numbers as they were typed: √2/2 and not 0.7071067811865475. */
function along(partials: readonly Expr[], direction: readonly number[]): Expr {
  const slope = (i: number): string => `slope_along_${i}`;
  const sum = direction.map((each, i) => `(${each})*${slope(i)}`).join('+');
  const squares = direction.map((each) => `(${each})^2`).join('+');
  const slopes = Object.fromEntries(partials.map((each, i) => [slope(i), each]));
  return simplify(substitute(parse(`(${sum})/sqrt(${squares})`), slopes));
}

function profile(f: Expr, names: readonly string[], here: Point, unit: readonly number[], rate: number): Profile {
  const t = Array.from({ length: PROFILE_POINTS }, (_, k) => PROFILE_REACH * ((2 * k) / (PROFILE_POINTS - 1) - 1));
  const start = evaluate(f, here) as number;
  const values = t.map((each) => {
    const value = evaluate(f, Object.fromEntries(names.map((name, i) => [name, here[name]! + each * unit[i]!])));
    return Number.isFinite(value as number) ? (value as number) : null;
  });
  return { t, values, tangent: t.map((each) => start + rate * each) };
}

/** f over a window, with its tangent plane at the point on the same grid. */
export function picture(
  text: string,
  names: readonly [string, string],
  at: Point,
  x: Range,
  y: Range,
): Picture & { readonly tangent: Float64Array } {
  const f = readFormula(text);
  const here = Object.fromEntries(names.map((name) => [name, at[name] ?? 0]));
  return { ...pictureOf(f, names, x, y), tangent: sample(taylor(f, here, 1), names, surfaceGrid(x, y)) };
}
