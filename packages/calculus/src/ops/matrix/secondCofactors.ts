import { det, tensor } from '@nablajs/core-wasm';
import { type Dense, inverseOf } from './dense.js';

/** Sizes up to which second cofactors are minors of their own, which needs no inverse. */
const MINOR_LIMIT = 12;

/** ∂²det/∂A[i,j]∂A[k,l]: signed minors, or det(A)·(B[j,i]·B[l,k] − B[j,k]·B[l,i]) with B = A⁻¹ at larger sizes. */
export function secondCofactors(a: Dense): Float64Array {
  const n = a.shape[0]!;
  const out = new Float64Array(n ** 4);
  const place = (i: number, j: number, k: number, l: number): number => ((i * n + j) * n + k) * n + l;
  const b = n > MINOR_LIMIT ? inverseOf(a.tensor).toTypedArray() : undefined;
  const whole = b === undefined ? 0 : det(a.tensor);
  for (let i = 0; i < n; i++) {
    for (let k = i + 1; k < n; k++) {
      for (let j = 0; j < n; j++) {
        for (let l = j + 1; l < n; l++) {
          const entry =
            b === undefined
              ? minor(a, [i, k], [j, l]) * ((i + j + k + l) % 2 === 0 ? 1 : -1)
              : whole * (b[j * n + i]! * b[l * n + k]! - b[j * n + k]! * b[l * n + i]!);
          out[place(i, j, k, l)] = out[place(k, l, i, j)] = entry;
          out[place(i, l, k, j)] = out[place(k, j, i, l)] = -entry;
        }
      }
    }
  }
  return out;
}

/** The determinant without the given rows and columns. */
function minor(a: Dense, rows: readonly number[], columns: readonly number[]): number {
  const n = a.shape[0]!;
  if (n === rows.length) return 1;
  const data = a.data.filter((_, at) => !rows.includes(Math.floor(at / n)) && !columns.includes(at % n));
  return det(tensor(data, { shape: [n - rows.length, n - columns.length] }));
}
