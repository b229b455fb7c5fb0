/** aᵢᵀx − bᵢ, with its gradient aᵢ, for each row of Ax = b or Ax ≤ b: linear constraints as objectives. */
import { ArgumentError, ShapeError, Tensor } from '@nablajs/core-wasm';
import type { Objective } from './objective.js';
import { dot } from './vector.js';

/** Ax = b or Ax ≤ b: A m×n as a tensor or in rows, b of m numbers. */
export interface LinearConstraints {
  A: Tensor | readonly ArrayLike<number>[];
  b: ArrayLike<number>;
}

/** The rows as objectives of n variables; throws ShapeError or ArgumentError where they do not fit or are not finite. */
export function linearRows(given: LinearConstraints | undefined, n: number, where: string): Objective[] {
  if (given === undefined) return [];
  const rows = toRows(given.A, n, where);
  const b = given.b as ArrayLike<number> | undefined;
  if (b?.length !== rows.length) {
    throw new ShapeError(
      `${where}: b`,
      `${rows.length} numbers, one for each row of A`,
      `${b?.length ?? 'no'} numbers`,
    );
  }
  return rows.map((row, i) => {
    const right = Number(b[i]);
    const bad = [...row, right].find((entry) => !Number.isFinite(entry));
    if (bad !== undefined) {
      throw new ArgumentError({ where: `${where}: row ${i}`, expected: 'finite numbers', got: String(bad) });
    }
    return {
      value: (x) => dot(row, x) - right,
      gradient: (_x, out = new Float64Array(n)) => {
        out.set(row);
        return out;
      },
    };
  });
}

function toRows(A: LinearConstraints['A'], n: number, where: string): Float64Array[] {
  if (A instanceof Tensor) {
    if (A.shape.length !== 2 || A.shape[1] !== n) {
      throw new ShapeError(`${where}: A`, `a matrix of ${n} columns`, `shape [${A.shape.join(', ')}]`);
    }
    const entries = Float64Array.from(A.toTypedArray());
    return Array.from({ length: A.shape[0]! }, (_, i) => entries.subarray(i * n, i * n + n));
  }
  if (!Array.isArray(A)) {
    throw new ArgumentError({ where: `${where}: A`, expected: 'a tensor or an array of rows', got: typeof A });
  }
  return A.map((row: ArrayLike<number>, i) => {
    if (row?.length === n) return Float64Array.from(row);
    throw new ShapeError(`${where}: A`, `rows of ${n} numbers`, `${row?.length ?? 'no'} numbers in row ${i}`);
  });
}
