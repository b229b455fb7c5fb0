/**
 * Dense values during evaluation. A value is held as numbers or as a Tensor of the core, whichever was there first. A
 * transpose, a diagonal matrix, an inverse, an outer product and a sum stay what they are until a product has used them as
 * such: Aᵀ·B and A·Bᵀ are one kernel call, diag(v)·B scales rows, A⁻¹·b is a solve, (diag(s) − s·s')·B never is a matrix.
 */
import { add, inv, mul, neg, solve, sub, type Tensor, tensor } from '@nablajs/core-wasm';

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
  /** c·A */
  readonly multiple?: readonly [c: number, a: Dense];
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

  /** c·A, kept as such where A has its entries. */
  static scaled(c: number, a: Dense): Dense | undefined {
    return a.isReady ? new Dense(a.shape, { multiple: [c, a] }) : undefined;
  }

  /** Whether all that the value is made of lies in the core's memory. */
  get isResident(): boolean {
    if (this.isReady) return this.#data === undefined;
    const { terms, multiple } = this.kind;
    return multiple?.[1].isResident ?? terms?.every((term) => term.isResident) ?? false;
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
    this.#tensor ??= this.#made();
    return this.#tensor;
  }

  #made(): Tensor {
    const { inverted, terms, multiple } = this.kind;
    if (inverted !== undefined) return inverseOf(inverted.tensor);
    if (this.#data === undefined && this.isResident) {
      if (multiple !== undefined)
        return multiple[0] === -1 ? neg(multiple[1].tensor) : mul(multiple[1].tensor, multiple[0]);
      return terms!.slice(1).reduce(withTerm, terms![0]!.tensor);
    }
    return tensor(this.data, { shape: this.shape });
  }

  /** Whether the tensor is the one that this value was made from, or made for it. */
  holds(value: Tensor): boolean {
    return this.#tensor === value;
  }

  #entries(): Float64Array {
    const { transposed, inverted, terms } = this.kind;
    if (transposed !== undefined) return transposedEntries(transposed);
    if (inverted !== undefined) return doubles(this.tensor);
    const first = terms?.findIndex((term) => term.isReady) ?? -1;
    const data = first < 0 ? new Float64Array(rowsOf(this) * columnsOf(this.shape)) : terms![first]!.data.slice();
    if (first < 0) this.addTo(data);
    terms?.forEach((term, k) => {
      if (first >= 0 && k !== first) term.addTo(data);
    });
    return data;
  }

  /** Adds a multiple of the entries to an array of as many. */
  addTo(data: Float64Array, by = 1): void {
    const { diagonal, outer, terms, multiple } = this.kind;
    if (this.isReady || (diagonal ?? outer ?? terms ?? multiple) === undefined) {
      const own = this.data;
      if (by === 1) for (let k = 0; k < own.length; k++) data[k]! += own[k]!;
      else for (let k = 0; k < own.length; k++) data[k]! += by * own[k]!;
    } else if (diagonal !== undefined) {
      const n = diagonal.length;
      for (let i = 0; i < n; i++) data[i * (n + 1)]! += by * diagonal[i]!;
    } else if (outer !== undefined) {
      const [u, v] = outer;
      for (let i = 0, at = 0; i < u.length; i++) {
        const scale = by * u[i]!;
        for (let j = 0; j < v.length; j++, at++) data[at]! += scale * v[j]!;
      }
    } else if (multiple !== undefined) multiple[1].addTo(data, by * multiple[0]);
    else for (const term of terms!) term.addTo(data, by);
  }
}

/** Adds a term to a sum in the core's memory, ±A without a multiple of its own. */
function withTerm(total: Tensor, term: Dense): Tensor {
  const [c, a] = (term.isReady ? undefined : term.kind.multiple) ?? [1, term];
  if (c === 1) return add(total, a.tensor);
  return c === -1 ? sub(total, a.tensor) : add(total, mul(a.tensor, c));
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

/** The vectors of diag(w) + Σ u·v'; undefined for other values. */
export function lightParts(
  a: Dense,
): { diagonal: Float64Array; outers: readonly (readonly [Float64Array, Float64Array])[] } | undefined {
  if (!a.isLight) return undefined;
  const diagonal = new Float64Array(rowsOf(a));
  const outers: (readonly [Float64Array, Float64Array])[] = [];
  for (const { kind } of a.kind.terms ?? [a]) {
    kind.diagonal?.forEach((each, i) => {
      diagonal[i]! += each;
    });
    if (kind.outer !== undefined) outers.push(kind.outer);
  }
  return { diagonal, outers };
}

/** A copy of the entries of a tensor in double precision. */
function doubles(value: Tensor): Float64Array {
  return value.toTypedArray() as Float64Array;
}

/** Side of the squares in which a matrix is transposed, so that both sides stay in the cache. */
export const SQUARE = 32;

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
