/** Products of values, by what they are: diagonal, outer products, inverses and transposes are used as such. */
import { matmul } from '@nablajs/core-wasm';
import { columnsOf, Dense, rowsOf, scaledLight, solutionOf } from './dense.js';

/** Products of up to so many multiplications are not worth a call of the core. */
const FEW_PRODUCTS = 500;

/** A·B */
export function multiply(a: Dense, b: Dense): Dense {
  const [rows, inner, columns] = [rowsOf(a), columnsOf(a.shape), columnsOf(b.shape)];
  const shape = b.shape.length === 1 ? [rows] : [rows, columns];
  if (a.shape.length === 1 && rows * columns > FEW_PRODUCTS) return Dense.outer(a.data, b.data);
  if (!a.isReady && a.kind.multiple !== undefined) return scaled(a.kind.multiple[0], multiply(a.kind.multiple[1], b));
  if (!b.isReady && b.kind.multiple !== undefined) return scaled(b.kind.multiple[0], multiply(a, b.kind.multiple[1]));
  if (a.kind.outer !== undefined) return outerTimes(a.kind.outer, b, shape);
  if (b.kind.outer !== undefined)
    return Dense.outer(multiply(a, Dense.of([inner], b.kind.outer[0])).data, b.kind.outer[1]);
  if (a.isLight && a.kind.terms !== undefined) return joined(a.kind.terms.map((term) => multiply(term, b)));
  if (b.isLight && b.kind.terms !== undefined) return joined(b.kind.terms.map((term) => multiply(a, term)));
  if (a.kind.diagonal !== undefined) return Dense.of(shape, scaleRows(a.kind.diagonal, b.data, columns));
  if (b.kind.diagonal !== undefined) return Dense.of(shape, scaleColumns(a.data, b.kind.diagonal));
  if (b.shape.length === 1 && !a.isReady && a.kind.terms !== undefined && rows * inner > FEW_PRODUCTS) {
    return joined(a.kind.terms.map((term) => multiply(term, b)));
  }
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

/** c·A; a column at once. */
function scaled(c: number, a: Dense): Dense {
  const kept = a.shape.length === 2 ? (scaledLight(c, a) ?? Dense.scaled(c, a)) : undefined;
  return (
    kept ??
    Dense.of(
      a.shape,
      a.data.map((each) => c * each),
    )
  );
}

/** (u·v')·B = u·(v'·B) */
function outerTimes([u, v]: readonly [Float64Array, Float64Array], b: Dense, shape: readonly number[]): Dense {
  const row = multiply(Dense.of([1, v.length], v), b).data;
  return b.shape.length === 1
    ? Dense.of(
        shape,
        u.map((each) => each * row[0]!),
      )
    : Dense.outer(u, row);
}

function joined(terms: readonly Dense[]): Dense {
  if (terms[0]!.shape.length === 2) return Dense.sum(terms);
  const data = new Float64Array(terms[0]!.data.length);
  for (const term of terms) term.addTo(data);
  return Dense.of(terms[0]!.shape, data);
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
