/**
 * Dense values during evaluation. A value is held as numbers or as a Tensor of the core, whichever was there first. A
 * transpose, a diagonal matrix, an inverse, an outer product and a sum stay what they are until a product has used them as
 * such: Aᵀ·B and A·Bᵀ are one kernel call, diag(v)·B scales rows, A⁻¹·b is a solve, (diag(s) − s·s')·B never is a matrix.
 */
import { inv, solve, type Tensor, tensor } from '@nablajs/core-wasm';

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

export function inverseOf(a: Tensor): Tensor {
  return quiet ? inv(a, { report: true }).x : inv(a);
}

export function solutionOf(a: Tensor, b: Tensor): Tensor {
  return quiet ? solve(a, b, { report: true }).x : solve(a, b);
}

/** How a value is held besides its entries. */
interface Kind {
  readonly transposed?: Dense;
  readonly diagonal?: Float64Array;
  readonly inverted?: Dense;
  /** u·v' */
  readonly outer?: readonly [u: Float64Array, v: Float64Array];
  /** The matrices of a sum. */
  readonly terms?: readonly Dense[];
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
    if (a.kind.diagonal !== undefined) return a;
    if (a.kind.outer !== undefined) return Dense.outer(a.kind.outer[1], a.kind.outer[0]);
    return a.kind.transposed ?? new Dense([columnsOf(a.shape), rowsOf(a)], { transposed: a });
  }

  static diagonal(entries: Float64Array): Dense {
    return new Dense([entries.length, entries.length], { diagonal: entries });
  }

  static inverted(a: Dense): Dense {
    const entries = a.kind.diagonal;
    if (entries?.every((each) => each !== 0)) return Dense.diagonal(entries.map((each) => 1 / each));
    return new Dense(a.shape, { inverted: a });
  }

  static outer(u: Float64Array, v: Float64Array): Dense {
    return new Dense([u.length, v.length], { outer: [u, v] });
  }

  /** The sum of matrices of one shape. */
  static sum(terms: readonly Dense[]): Dense {
    return new Dense(terms[0]!.shape, {
      terms: terms.flatMap((term) => (term.isReady ? [term] : (term.kind.terms ?? [term]))),
    });
  }

  /** Whether the entries are there already. */
  get isReady(): boolean {
    return this.#data !== undefined || this.#tensor !== undefined;
  }

  /** Whether multiplying by it costs no more than by a few vectors. */
  get isLight(): boolean {
    const { diagonal, outer, terms } = this.kind;
    if (terms !== undefined) return !this.isReady && terms.every((term) => term.isLight);
    return diagonal !== undefined || outer !== undefined;
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
    const { transposed, inverted } = this.kind;
    if (transposed !== undefined) return transposedEntries(transposed);
    if (inverted !== undefined) return doubles(this.tensor);
    const data = new Float64Array(rowsOf(this) * columnsOf(this.shape));
    this.addTo(data);
    return data;
  }

  /** Adds the entries to an array of as many. */
  addTo(data: Float64Array): void {
    const { diagonal, outer, terms } = this.kind;
    if (this.isReady || (diagonal ?? outer ?? terms) === undefined) {
      const own = this.data;
      for (let k = 0; k < own.length; k++) data[k]! += own[k]!;
    } else if (diagonal !== undefined) {
      const n = diagonal.length;
      for (let i = 0; i < n; i++) data[i * (n + 1)]! += diagonal[i]!;
    } else if (outer !== undefined) {
      const [u, v] = outer;
      for (let i = 0, at = 0; i < u.length; i++) {
        const scale = u[i]!;
        for (let j = 0; j < v.length; j++, at++) data[at]! += scale * v[j]!;
      }
    } else for (const term of terms!) term.addTo(data);
  }
}

/** s·A for a diagonal matrix, an outer product or a sum of such; undefined for others. */
export function scaledLight(scale: number, a: Dense): Dense | undefined {
  if (!a.isLight) return undefined;
  const { diagonal, outer, terms } = a.kind;
  const scaled = (entries: Float64Array): Float64Array => entries.map((each) => scale * each);
  if (diagonal !== undefined) return Dense.diagonal(scaled(diagonal));
  if (outer !== undefined) return Dense.outer(scaled(outer[0]), outer[1]);
  return Dense.sum(terms!.map((term) => scaledLight(scale, term)!));
}

/** A copy of the entries of a tensor in double precision. */
function doubles(value: Tensor): Float64Array {
  return value.toTypedArray() as Float64Array;
}

/** Side of the squares in which a transpose is copied, so that both sides stay in the cache. */
const SQUARE = 32;

function transposedEntries({ shape, data }: Dense): Float64Array {
  if (shape.length < 2) return data;
  const [m, n] = shape as [number, number];
  const out = new Float64Array(m * n);
  for (let top = 0; top < m; top += SQUARE) {
    for (let left = 0; left < n; left += SQUARE) {
      for (let i = top; i < Math.min(m, top + SQUARE); i++) {
        for (let j = left; j < Math.min(n, left + SQUARE); j++) out[j * m + i] = data[i * n + j]!;
      }
    }
  }
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

export function columnsOf(shape: readonly number[]): number {
  return shape.length === 2 ? shape[1]! : 1;
}

export function rowsOf({ shape }: Dense): number {
  return shape[0] ?? 1;
}
