/**
 * Dense values during evaluation. A value is held as numbers or as a Tensor of the core, whichever was there first, and a
 * transpose, a diagonal matrix and an inverse stay what they are until a product has used them as such: Aᵀ·B and A·Bᵀ are
 * one kernel call, diag(v)·B scales rows, A⁻¹·b is a solve.
 */
import { det, inv, matmul, solve, type Tensor, tensor } from '@nablajs/core-wasm';

/** Products of up to so many multiplications are not worth a call of the core. */
const FEW_PRODUCTS = 500;

let quiet = false;

/** Runs with nearly singular systems solved without a warning, for callers that look at conditioning themselves. */
export function withoutWarnings<T>(run: () => T): T {
  const before = quiet;
  quiet = true;
  try {
    return run();
  } finally {
    quiet = before;
  }
}

function inverseOf(a: Tensor): Tensor {
  return quiet ? inv(a, { report: true }).x : inv(a);
}

function solutionOf(a: Tensor, b: Tensor): Tensor {
  return quiet ? solve(a, b, { report: true }).x : solve(a, b);
}

/** How a value is held besides its entries. */
interface Kind {
  readonly transposed?: Dense;
  readonly diagonal?: Float64Array;
  readonly inverted?: Dense;
}

/** A dense array of doubles, row-major; columns have one axis. */
export class Dense {
  #data: Float64Array | undefined;
  #tensor: Tensor | undefined;

  private constructor(
    readonly shape: readonly number[],
    readonly kind: Kind,
  ) {}

  static of(shape: readonly number[], data: Float64Array): Dense {
    const made = new Dense(shape, {});
    made.#data = data;
    return made;
  }

  static from(value: Tensor): Dense {
    const made = new Dense(value.shape, {});
    made.#tensor = value;
    return made;
  }

  /** A' without moving an entry. */
  static transposed(a: Dense): Dense {
    return a.kind.transposed ?? new Dense([columnsOf(a.shape), rowsOf(a)], { transposed: a });
  }

  static diagonal(entries: Float64Array): Dense {
    return new Dense([entries.length, entries.length], { diagonal: entries });
  }

  static inverted(a: Dense): Dense {
    return new Dense(a.shape, { inverted: a });
  }

  /** Whether the entries are there already. */
  get isReady(): boolean {
    return this.#data !== undefined || this.#tensor !== undefined;
  }

  get data(): Float64Array {
    this.#data ??= this.#tensor === undefined ? this.#entries() : doubles(this.#tensor);
    return this.#data;
  }

  get tensor(): Tensor {
    this.#tensor ??=
      this.kind.inverted === undefined
        ? tensor(this.data, { shape: this.shape })
        : inverseOf(this.kind.inverted.tensor);
    return this.#tensor;
  }

  #entries(): Float64Array {
    const { transposed, diagonal } = this.kind;
    if (transposed !== undefined) return transposedEntries(transposed);
    if (diagonal === undefined) return doubles(this.tensor);
    const n = diagonal.length;
    const data = new Float64Array(n * n);
    for (let i = 0; i < n; i++) data[i * (n + 1)] = diagonal[i]!;
    return data;
  }
}

/** A copy of the entries of a tensor in double precision. */
function doubles(value: Tensor): Float64Array {
  return value.toTypedArray() as Float64Array;
}

function transposedEntries({ shape, data }: Dense): Float64Array {
  if (shape.length < 2) return data;
  const [m, n] = shape as [number, number];
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = data[i * n + j]!;
  return out;
}

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

function rowsOf({ shape }: Dense): number {
  return shape[0] ?? 1;
}

/** A·B */
export function multiply(a: Dense, b: Dense): Dense {
  const [rows, inner, columns] = [rowsOf(a), columnsOf(a.shape), columnsOf(b.shape)];
  const shape = b.shape.length === 1 ? [rows] : [rows, columns];
  if (a.kind.diagonal !== undefined) return Dense.of(shape, scaleRows(a.kind.diagonal, b.data, columns));
  if (b.kind.diagonal !== undefined) return Dense.of(shape, scaleColumns(a.data, b.kind.diagonal));
  if (!a.isReady && a.kind.inverted !== undefined && columns < inner) {
    return Dense.from(solutionOf(a.kind.inverted.tensor, b.tensor));
  }
  if (!b.isReady && b.kind.inverted !== undefined && rows < inner) {
    const [system, right] = [Dense.transposed(b.kind.inverted), Dense.transposed(a)];
    return Dense.transposed(Dense.from(solutionOf(system.tensor, right.tensor)));
  }
  if (inner === 1 || rows * inner * columns <= FEW_PRODUCTS) {
    return Dense.of(shape, plainProduct(a.data, b.data, rows, inner, columns));
  }
  const [left, right] = [a.kind.transposed, b.kind.transposed];
  const flipLeft = !a.isReady && left?.shape.length === 2;
  const flipRight = !b.isReady && right?.shape.length === 2;
  const options = { transposeA: flipLeft, transposeB: flipRight };
  return Dense.from(matmul(flipLeft ? left!.tensor : a.tensor, flipRight ? right!.tensor : b.tensor, options));
}

function plainProduct(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let p = 0; p < inner; p++) {
      const scale = a[i * inner + p]!;
      for (let j = 0; j < columns; j++) data[i * columns + j]! += scale * b[p * columns + j]!;
    }
  }
  return data;
}

function scaleRows(by: Float64Array, b: Float64Array, columns: number): Float64Array {
  const data = new Float64Array(b.length);
  for (let i = 0, at = 0; i < by.length; i++) for (let j = 0; j < columns; j++, at++) data[at] = by[i]! * b[at]!;
  return data;
}

function scaleColumns(a: Float64Array, by: Float64Array): Float64Array {
  const data = new Float64Array(a.length);
  for (let at = 0; at < a.length; ) for (let j = 0; j < by.length; j++, at++) data[at] = a[at]! * by[j]!;
  return data;
}

/** A₁·A₂·…·A_k with the parentheses that need the fewest multiplications (dynamic programming, Godbole 1973). */
export function multiplyChain(factors: readonly Dense[]): Dense {
  const count = factors.length;
  if (count === 2) return multiply(factors[0]!, factors[1]!);
  const sizes = [rowsOf(factors[0]!), ...factors.map((each) => columnsOf(each.shape))];
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
