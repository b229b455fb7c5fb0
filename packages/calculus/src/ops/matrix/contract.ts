/**
 * T[0 … free−1] = Σ Π args[k][at[k]], two factors at a time, always the pair whose result is smallest.
 *
 * A diagonal factor makes its two labels one, so that δ and diag(v) cost nothing but zeros in the result, and a pair that
 * only shares summed labels is one matrix product of the core.
 */
import { Dense } from './dense.js';
import { multiply } from './multiply.js';

interface Placed {
  readonly at: readonly number[];
  readonly data: Float64Array;
}

/** Labels below `free` are the result's indices in order; every label occurs in some argument. */
export function contract(args: readonly Dense[], at: readonly (readonly number[])[], free: number): Float64Array {
  const sizes: number[] = [];
  args.forEach((arg, k) => {
    const shape = at[k]!.length === 1 ? [arg.data.length] : arg.shape;
    at[k]!.forEach((label, axis) => {
      sizes[label] = shape[axis]!;
    });
  });
  const { waiting, out } = withoutDiagonals(args, at, free);
  const needed = (rest: readonly Placed[], label: number): boolean =>
    out.includes(label) || rest.some((each) => each.at.includes(label));
  while (waiting.length > 2) {
    let best = { size: Number.POSITIVE_INFINITY, pair: [0, 1] };
    for (let a = 0; a < waiting.length; a++) {
      for (let b = a + 1; b < waiting.length; b++) {
        const rest = waiting.filter((_, k) => k !== a && k !== b);
        const kept = union(waiting[a]!, waiting[b]!).filter((label) => needed(rest, label));
        const size = kept.reduce((total, label) => total * sizes[label]!, 1);
        if (size < best.size) best = { size, pair: [a, b] };
      }
    }
    const [a, b] = best.pair as [number, number];
    const pair = [waiting[a]!, waiting[b]!] as const;
    waiting.splice(b, 1);
    waiting.splice(a, 1);
    const kept = union(...pair).filter((label) => needed(waiting, label));
    waiting.push({ at: kept, data: combine(pair, kept, sizes) });
  }
  return combine(waiting, out, sizes);
}

/** Lets D[i,k] = d[i]·δ[i,k] rename k to i everywhere; the result's indices may then repeat, and walk a diagonal. */
function withoutDiagonals(
  args: readonly Dense[],
  at: readonly (readonly number[])[],
  free: number,
): { waiting: Placed[]; out: number[] } {
  const names = new Map<number, number>();
  const nameOf = (label: number): number => {
    let name = label;
    for (let next = names.get(name); next !== undefined; next = names.get(name)) name = next;
    return name;
  };
  args.forEach((arg, k) => {
    if (arg.kind.diagonal === undefined || arg.isReady) return;
    const [i, j] = at[k]!.map(nameOf) as [number, number];
    if (i !== j) names.set(Math.max(i, j), Math.min(i, j));
  });
  const waiting = args.map((arg, k) => {
    const labels = at[k]!.map(nameOf);
    const diagonal = arg.isReady ? undefined : arg.kind.diagonal;
    return diagonal === undefined ? { at: labels, data: arg.data } : { at: labels.slice(0, 1), data: diagonal };
  });
  const ones = (each: Placed): boolean => each.at.length === 1 && each.data.every((entry) => entry === 1);
  const needless = (each: Placed, all: readonly Placed[]): boolean =>
    ones(each) && all.some((other) => other !== each && other.at.includes(each.at[0]!));
  for (let k = waiting.length - 1; k >= 0; k--) if (needless(waiting[k]!, waiting)) waiting.splice(k, 1);
  return { waiting, out: Array.from({ length: free }, (_, label) => nameOf(label)) };
}

function union(a: Placed, b: Placed): number[] {
  return [...new Set([...a.at, ...b.at])];
}

/** Multiplications from which a matrix product is worth bringing the factors into its form. */
const MANY_PRODUCTS = 1 << 14;

/** Σ over the labels that are not kept of the product of one or two factors. */
function combine(factors: readonly Placed[], kept: readonly number[], sizes: readonly number[]): Float64Array {
  const matrices = factors.length === 2 ? asMatrices(factors as [Placed, Placed], kept, sizes) : undefined;
  if (matrices !== undefined) return matrices;
  const loops = [...new Set([...kept, ...factors.flatMap((factor) => factor.at)])];
  const extents = loops.map((label) => sizes[label]!);
  const strides = [kept, ...factors.map((factor) => factor.at)].map((at) =>
    loops.map((label) => stride(at, label, sizes)),
  );
  const out = new Float64Array(kept.reduce((total, label) => total * sizes[label]!, 1));
  const [toOut, toA, toB] = strides as [number[], number[], number[] | undefined];
  const a = factors[0]!.data;
  const b = factors[1]?.data;
  const count = loops.map(() => 0);
  let [o, p, q] = [0, 0, 0];
  for (let axis = loops.length; axis >= 0; ) {
    out[o]! += b === undefined ? a[p]! : a[p]! * b[q]!;
    for (axis = loops.length - 1; axis >= 0; axis--) {
      const step = ++count[axis]! < extents[axis]! ? 1 : 1 - extents[axis]!;
      o += step * toOut[axis]!;
      p += step * toA[axis]!;
      if (toB !== undefined) q += step * toB[axis]!;
      if (step === 1) break;
      count[axis] = 0;
    }
  }
  return out;
}

/** A[left, s]·B[s, right], where every shared label is summed, every other one kept, and none occurs twice. */
function asMatrices(
  [a, b]: readonly [Placed, Placed],
  kept: readonly number[],
  sizes: readonly number[],
): Float64Array | undefined {
  const shared = a.at.filter((label) => b.at.includes(label));
  const [left, right] = [a, b].map(({ at }) => at.filter((label) => !shared.includes(label))) as [number[], number[]];
  const distinct = [a.at, b.at, kept].every((labels) => new Set(labels).size === labels.length);
  const fits = shared.length > 0 && shared.every((label) => !kept.includes(label));
  if (!distinct || !fits || left.length + right.length !== kept.length) return undefined;
  const count = (labels: readonly number[]): number => labels.reduce((total, label) => total * sizes[label]!, 1);
  const [rows, inner, columns] = [count(left), count(shared), count(right)];
  if (rows * inner * columns < MANY_PRODUCTS) return undefined;
  const [first, second] = [arranged(a, [...left, ...shared], sizes), arranged(b, [...shared, ...right], sizes)];
  const product = multiply(Dense.of([rows, inner], first), Dense.of([inner, columns], second));
  return arranged({ at: [...left, ...right], data: product.data }, kept, sizes);
}

/** The entries with their indices in another order. */
function arranged(factor: Placed, order: readonly number[], sizes: readonly number[]): Float64Array {
  return factor.at.every((label, axis) => label === order[axis]) ? factor.data : combine([factor], order, sizes);
}

/** How far one step of a label moves in a row-major array; a label that occurs twice walks the diagonal. */
function stride(at: readonly number[], label: number, sizes: readonly number[]): number {
  let total = 0;
  let step = 1;
  for (let axis = at.length - 1; axis >= 0; axis--) {
    if (at[axis] === label) total += step;
    step *= sizes[at[axis]!]!;
  }
  return total;
}
