/**
 * Arithmetic on dense row-major values, for the entries' `numeric`: products in the cheapest order, LU with partial
 * pivoting for inverse and determinant, LU with complete pivoting for the adjugate at any rank.
 */
import type { Dense } from './indexForm.js';

/** ‖data‖₂, scaled against overflow. */
export function euclidean(data: Float64Array): number {
  let scale = 0;
  for (const each of data) scale = Math.max(scale, Math.abs(each));
  if (scale === 0 || !Number.isFinite(scale)) return scale;
  let sum = 0;
  for (const each of data) sum += (each / scale) ** 2;
  return scale * Math.sqrt(sum);
}

function columnsOf(shape: readonly number[]): number {
  return shape.length === 2 ? shape[1]! : 1;
}

/** A·B */
export function multiply(a: Dense, b: Dense): Dense {
  const inner = columnsOf(a.shape);
  const [rows, columns] = [a.data.length / inner, b.data.length / inner];
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let p = 0; p < inner; p++) {
      const scale = a.data[i * inner + p]!;
      for (let j = 0; j < columns; j++) data[i * columns + j]! += scale * b.data[p * columns + j]!;
    }
  }
  return { shape: [rows, columns], data };
}

/** A₁·A₂·…·A_k with the parentheses that need the fewest multiplications (dynamic programming, Godbole 1973). */
export function multiplyChain(factors: readonly Dense[]): Dense {
  const count = factors.length;
  if (count === 2) return multiply(factors[0]!, factors[1]!);
  const sizes = [
    factors[0]!.data.length / columnsOf(factors[0]!.shape),
    ...factors.map((each) => columnsOf(each.shape)),
  ];
  const cost = factors.map(() => new Float64Array(count));
  const split = factors.map(() => new Int32Array(count));
  for (let length = 1; length < count; length++) {
    for (let start = 0; start + length < count; start++) {
      const end = start + length;
      cost[start]![end] = Number.POSITIVE_INFINITY;
      for (let cut = start; cut < end; cut++) {
        const work = cost[start]![cut]! + cost[cut + 1]![end]! + sizes[start]! * sizes[cut + 1]! * sizes[end + 1]!;
        if (work < cost[start]![end]!) {
          cost[start]![end] = work;
          split[start]![end] = cut;
        }
      }
    }
  }
  const combine = (start: number, end: number): Dense => {
    if (start === end) return factors[start]!;
    const cut = split[start]![end]!;
    return multiply(combine(start, cut), combine(cut + 1, end));
  };
  return combine(0, count - 1);
}

/** A⁻¹ by Gauss–Jordan elimination with partial pivoting; NaN throughout where a pivot is exactly zero. */
export function inverse(a: Dense): Float64Array {
  const n = a.shape[0]!;
  const work = Float64Array.from(a.data);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * (n + 1)] = 1;
  for (let k = 0; k < n; k++) {
    const pivot = pivotRow(work, n, k);
    if (work[pivot * n + k] === 0) return out.fill(Number.NaN);
    swapRows(work, n, k, pivot);
    swapRows(out, n, k, pivot);
    const scale = 1 / work[k * n + k]!;
    for (let j = 0; j < n; j++) {
      work[k * n + j]! *= scale;
      out[k * n + j]! *= scale;
    }
    for (let i = 0; i < n; i++) {
      const factor = i === k ? 0 : work[i * n + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) {
        work[i * n + j]! -= factor * work[k * n + j]!;
        out[i * n + j]! -= factor * out[k * n + j]!;
      }
    }
  }
  return out;
}

/** det A, the signed product of the pivots. */
export function determinant(a: Dense): number {
  const n = a.shape[0]!;
  const work = Float64Array.from(a.data);
  let result = 1;
  for (let k = 0; k < n; k++) {
    const pivot = pivotRow(work, n, k);
    if (pivot !== k) {
      swapRows(work, n, k, pivot);
      result = -result;
    }
    const lead = work[k * n + k]!;
    result *= lead;
    if (lead === 0) return 0;
    for (let i = k + 1; i < n; i++) {
      const factor = work[i * n + k]! / lead;
      for (let j = k + 1; j < n; j++) work[i * n + j]! -= factor * work[k * n + j]!;
    }
  }
  return result;
}

function pivotRow(work: Float64Array, n: number, k: number): number {
  let best = k;
  for (let i = k + 1; i < n; i++) if (Math.abs(work[i * n + k]!) > Math.abs(work[best * n + k]!)) best = i;
  return best;
}

function swapRows(work: Float64Array, n: number, a: number, b: number): void {
  if (a === b) return;
  for (let j = 0; j < n; j++) [work[a * n + j], work[b * n + j]] = [work[b * n + j]!, work[a * n + j]!];
}

/**
 * adj A from P·A·Q = L·U with complete pivoting. With U₁ the leading block of U, u the rest of its last column and ε
 * its last pivot,
 *
 *     adj U = det(U₁)·[ε·U₁⁻¹, −U₁⁻¹·u; 0, 1],
 *
 * which needs U₁ to be invertible only; where it is not, the rank is at most n − 2 and adj A = 0.
 */
export function adjugate(a: Dense): Float64Array {
  const n = a.shape[0]!;
  const u = Float64Array.from(a.data);
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) lower[i * (n + 1)] = 1;
  const columns = Array.from({ length: n }, (_, j) => j);
  let scale = 1;
  for (let k = 0; k < n; k++) {
    const [row, column] = largest(u, n, k);
    if (row !== k) {
      swapRows(u, n, k, row);
      swapRows(lower, n, k, row);
      scale = -scale;
    }
    if (column !== k) {
      for (let i = 0; i < n; i++) [u[i * n + k], u[i * n + column]] = [u[i * n + column]!, u[i * n + k]!];
      [columns[k], columns[column]] = [columns[column]!, columns[k]!];
      scale = -scale;
    }
    if (k === n - 1) break;
    const lead = u[k * n + k]!;
    if (lead === 0) return new Float64Array(n * n);
    scale *= lead;
    for (let i = k + 1; i < n; i++) {
      const factor = u[i * n + k]! / lead;
      for (let j = k; j < n; j++) u[i * n + j]! -= factor * u[k * n + j]!;
      for (let j = 0; j < n; j++) lower[i * n + j]! -= factor * lower[k * n + j]!;
    }
  }
  const upper = adjugateUpper(u, n);
  const product = multiply({ shape: [n, n], data: upper }, { shape: [n, n], data: lower }).data;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[columns[i]! * n + j] = scale * product[i * n + j]!;
  return out;
}

/** [ε·U₁⁻¹, −U₁⁻¹·u; 0, 1], by back substitution column by column. */
function adjugateUpper(u: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  const last = n - 1;
  const epsilon = u[last * n + last]!;
  for (let c = 0; c < n; c++) {
    for (let i = last - 1; i >= 0; i--) {
      let rest = c === last ? -u[i * n + last]! : i === c ? epsilon : 0;
      for (let j = i + 1; j < last; j++) rest -= u[i * n + j]! * out[j * n + c]!;
      out[i * n + c] = rest / u[i * n + i]!;
    }
  }
  out[last * n + last] = 1;
  return out;
}

function largest(u: Float64Array, n: number, k: number): [row: number, column: number] {
  let [row, column] = [k, k];
  for (let i = k; i < n; i++) {
    for (let j = k; j < n; j++) if (Math.abs(u[i * n + j]!) > Math.abs(u[row * n + column]!)) [row, column] = [i, j];
  }
  return [row, column];
}

/** Sizes up to which second cofactors are minors of their own, which needs no inverse. */
const MINOR_LIMIT = 12;

/** ∂²det/∂A[i,j]∂A[k,l]: signed minors, or det(A)·(B[j,i]·B[l,k] − B[j,k]·B[l,i]) with B = A⁻¹ at larger sizes. */
export function secondCofactors(a: Dense): Float64Array {
  const n = a.shape[0]!;
  const out = new Float64Array(n ** 4);
  const place = (i: number, j: number, k: number, l: number): number => ((i * n + j) * n + k) * n + l;
  const b = n > MINOR_LIMIT ? inverse(a) : undefined;
  const whole = b === undefined ? 0 : determinant(a);
  for (let i = 0; i < n; i++) {
    for (let k = i + 1; k < n; k++) {
      for (let j = 0; j < n; j++) {
        for (let l = j + 1; l < n; l++) {
          const minor =
            b === undefined
              ? determinant(without(a, [i, k], [j, l])) * ((i + j + k + l) % 2 === 0 ? 1 : -1)
              : whole * (b[j * n + i]! * b[l * n + k]! - b[j * n + k]! * b[l * n + i]!);
          out[place(i, j, k, l)] = out[place(k, l, i, j)] = minor;
          out[place(i, l, k, j)] = out[place(k, j, i, l)] = -minor;
        }
      }
    }
  }
  return out;
}

function without(a: Dense, rows: readonly number[], columns: readonly number[]): Dense {
  const n = a.shape[0]!;
  const data = a.data.filter((_, at) => !rows.includes(Math.floor(at / n)) && !columns.includes(at % n));
  return { shape: [n - rows.length, n - columns.length], data };
}
