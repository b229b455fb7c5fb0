// Page 5 in the worker: the Taylor polynomial with its remainder, the extremum test, all critical points of a window.
import {
  type Box,
  type CriticalPoint,
  criticalPoints,
  explain,
  freeSymbols,
  taylor,
  taylorRemainder,
} from '@nablajs/calculus';
import { eigh, tensor } from '@nablajs/core-wasm';
import { secondDerivativeTest } from '@nablajs/optim';
import { type Formula, formulaOf, readFormula } from '../../engine/formulas.js';
import type { PlainStep } from '../../kit/Steps.js';
import { sample } from '../../plot/grid.js';
import { type Picture, pictureOf, surfaceGrid } from '../../plot/picture.js';
import type { Range } from '../../plot/scale.js';
import type { Language } from '../../text/dictionary.js';

/** One number per variable. */
export type Point = Readonly<Record<string, number>>;

/** The polynomial about the point, and how far f can be from it nearby. */
export interface Expansion {
  readonly names: readonly string[];
  readonly formula: Formula;
  readonly steps: readonly PlainStep[];
  /** Lagrange: |f − T| is at most this wherever every variable is within the radius; undefined without a bound. */
  readonly bound: number | undefined;
}

/** The Taylor polynomial, told step by step. */
export function expansion(text: string, at: Point, order: number, radius: number, language: Language): Expansion {
  const f = readFormula(text);
  const names = freeSymbols(f);
  const here = complete(names, at);
  const told = explain({ kind: 'taylor', f, at: here, order }, { language });
  const box = Object.fromEntries(names.map((name) => [name, [here[name]! - radius, here[name]! + radius] as const]));
  return {
    names,
    formula: formulaOf(taylor(f, here, order)),
    steps: plainSteps(told.steps),
    bound: remainder(() => taylorRemainder(f, here, order, box)),
  };
}

/** The extremum test at the point. */
export interface Test {
  readonly names: readonly string[];
  readonly value: number;
  readonly critical: boolean;
  readonly kind: 'minimum' | 'maximum' | 'saddle' | 'inconclusive';
  readonly eigenvalues: readonly number[];
  /** Of two variables: unit eigenvectors, in the order of the eigenvalues. */
  readonly eigenvectors: readonly (readonly number[])[];
  readonly steps: readonly PlainStep[];
  /** The steps' last sentence: the verdict and its reason. */
  readonly verdict: string;
}

/** Whether the point is an extremum, and why. */
export function test(text: string, at: Point, language: Language): Test {
  const f = readFormula(text);
  const names = freeSymbols(f);
  const here = complete(names, at);
  const { value, critical, kind, eigenvalues, hessian: H } = secondDerivativeTest(f, names, here);
  const { steps } = explain({ kind: 'hessian-test', f, vars: names, at: here }, { language });
  const columns = eigh(tensor(H)).vectors.toArray() as number[][];
  return {
    names,
    value,
    critical,
    kind,
    eigenvalues: [...eigenvalues],
    eigenvectors: names.map((_, k) => columns.map((row) => row[k]!)),
    steps: plainSteps(steps),
    verdict: steps.at(-1)?.text ?? '',
  };
}

/** What was found in the window. */
export interface Found {
  readonly names: readonly string[];
  readonly points: readonly (Pick<CriticalPoint, 'at' | 'value' | 'kind' | 'nature' | 'eigenvalues'> & {
    readonly name: string;
  })[];
  readonly complete: boolean;
  readonly undecided: readonly Box[];
  readonly holes: readonly Box[];
}

/** All critical points of f where every variable is in its range. */
export function critical(text: string, box: Readonly<Record<string, Range>>): Found {
  const f = readFormula(text);
  const names = freeSymbols(f);
  const { points, complete: all, undecided, holes } = criticalPoints(f, names, box);
  return {
    names,
    points: points.map(({ at, value, kind, nature, eigenvalues }, k) => ({
      at,
      value,
      kind,
      nature,
      eigenvalues,
      name: `${k + 1}`,
    })),
    complete: all,
    undecided,
    holes: holes ?? [],
  };
}

/** f over a window, with the polynomial about the point on the same grid. */
export function picture(
  text: string,
  names: readonly [string, string],
  at: Point,
  order: number,
  x: Range,
  y: Range,
): Picture & { readonly model: Float64Array } {
  const f = readFormula(text);
  return {
    ...pictureOf(f, names, x, y),
    model: sample(taylor(f, complete(names, at), order), names, surfaceGrid(x, y)),
  };
}

function complete(names: readonly string[], at: Point): Point {
  return Object.fromEntries(names.map((name) => [name, at[name] ?? 0]));
}

function plainSteps(steps: readonly { readonly text: string; readonly formula: string }[]): PlainStep[] {
  return steps.map(({ text, formula }) => ({ text, formula }));
}

/** A box in which the derivatives have no bound gives none. */
function remainder(bound: () => number): number | undefined {
  try {
    const found = bound();
    return Number.isFinite(found) ? found : undefined;
  } catch {
    return undefined;
  }
}
