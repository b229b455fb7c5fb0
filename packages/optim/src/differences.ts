/**
 * ∂f/∂xᵢ ≈ (f(x + heᵢ) − f(x − heᵢ)) / 2h, by central differences and by Ridders' extrapolation with an error bound.
 *
 * Central: h = ∛ε·max(1, |xᵢ|) balances the truncation error h²f‴/6 against the rounding error ε|f|/h. Ridders: the
 * same quotient for h, h/1.4, h/1.4², … extrapolated to h → 0 in a Neville tableau, keeping the entry whose change
 * from its two neighbours is smallest; that change is the stated error.
 *
 * Source: C. Ridders, Accurate computation of F′(x) and F′(x)F″(x), Adv. Eng. Software 4 (1982).
 */
const cubeRootOfEpsilon = Math.cbrt(Number.EPSILON);
const shrink = 1.4;
const tableauSize = 10;

/** Fills `out` with central differences of `value` at x; x is moved while it runs and restored exactly. */
export function centralGradient(value: (x: Float64Array) => number, x: Float64Array, out: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const xi = x[i]!;
    const h = cubeRootOfEpsilon * Math.max(1, Math.abs(xi));
    try {
      x[i] = xi + h;
      const right = x[i]!;
      const above = value(x);
      x[i] = xi - h;
      // The divisor is the distance really walked, not the one intended.
      out[i] = (above - value(x)) / (right - x[i]!);
    } finally {
      x[i] = xi;
    }
  }
}

/** Fills `out` (n×n) with central differences of `gradient` at x, symmetrized. */
export function differenceHessian(
  gradient: (x: Float64Array, out: Float64Array) => void,
  x: Float64Array,
  out: Float64Array,
): void {
  const n = x.length;
  const above = new Float64Array(n);
  const below = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const xi = x[i]!;
    const h = cubeRootOfEpsilon * Math.max(1, Math.abs(xi));
    try {
      x[i] = xi + h;
      const right = x[i]!;
      gradient(x, above);
      x[i] = xi - h;
      gradient(x, below);
      const width = right - x[i]!;
      for (let j = 0; j < n; j++) out[i * n + j] = (above[j]! - below[j]!) / width;
    } finally {
      x[i] = xi;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) out[i * n + j] = out[j * n + i] = (out[i * n + j]! + out[j * n + i]!) / 2;
  }
}

/** A derivative computed from values alone, with the error the method believes it has made. */
export interface NumericalGradient {
  gradient: Float64Array;
  /** An estimate of |error| for each component: the last change of the extrapolation, or the central rule's balance. */
  error: Float64Array;
}

/**
 * ∇f(x) from values of f alone, each component with its stated error.
 *
 * @param value f; called 20 times for a component at most (`ridders`) or 4 times (`central`).
 * @param x n numbers, unchanged.
 * @param opts `method`: `'ridders'` (default; about 1e-11 relative on smooth functions) or `'central'`. `step`: the first
 *   step of the extrapolation relative to max(1, |xᵢ|), 0.1 unless told.
 * @returns newly allocated gradient and error, n numbers each.
 *
 * @example
 * ```ts
 * import { numericalGradient } from '@nablajs/optim';
 *
 * const { gradient, error } = numericalGradient((x) => Math.exp(x[0]!) * Math.sin(x[1]!), [0, 1]);
 * console.log(gradient, error); // about [sin 1, cos 1]
 * ```
 */
export function numericalGradient(
  value: (x: Float64Array) => number,
  x: ArrayLike<number>,
  opts: { method?: 'ridders' | 'central'; step?: number } = {},
): NumericalGradient {
  const at = Float64Array.from(x);
  const n = at.length;
  const gradient = new Float64Array(n);
  const error = new Float64Array(n);
  const quotient = (i: number, h: number): number => {
    const xi = at[i]!;
    at[i] = xi + h;
    const right = at[i]!;
    const above = value(at);
    at[i] = xi - h;
    const slope = (above - value(at)) / (right - at[i]!);
    at[i] = xi;
    return slope;
  };
  for (let i = 0; i < n; i++) {
    const scale = Math.max(1, Math.abs(at[i]!));
    if (opts.method === 'central') {
      const h = cubeRootOfEpsilon * scale;
      gradient[i] = quotient(i, h);
      // The rule's error is h²f‴/6; doubling h multiplies it by four.
      error[i] = Math.abs(quotient(i, 2 * h) - gradient[i]!) / 3 + (Number.EPSILON * Math.abs(value(at))) / h;
    } else {
      const [derivative, bound, shortest] = ridders((h) => quotient(i, h), (opts.step ?? 0.1) * scale);
      gradient[i] = derivative;
      error[i] = bound + (Number.EPSILON * Math.abs(value(at))) / shortest;
    }
  }
  return { gradient, error };
}

function ridders(
  quotient: (h: number) => number,
  start: number,
): [derivative: number, error: number, shortest: number] {
  let h = start;
  let row = [quotient(h)];
  let best = row[0]!;
  let error = Number.POSITIVE_INFINITY;
  for (let k = 1; k < tableauSize; k++) {
    h /= shrink;
    const next = [quotient(h)];
    let factor = shrink * shrink;
    for (let j = 1; j <= k; j++) {
      next[j] = (next[j - 1]! * factor - row[j - 1]!) / (factor - 1);
      factor *= shrink * shrink;
      const change = Math.max(Math.abs(next[j]! - next[j - 1]!), Math.abs(next[j]! - row[j - 1]!));
      if (change <= error) {
        error = change;
        best = next[j]!;
      }
    }
    // Once a higher order is much worse than the best, only rounding is being extrapolated.
    if (Math.abs(next[k]! - row[k - 1]!) >= 2 * error) break;
    row = next;
  }
  return [best, error, h];
}
