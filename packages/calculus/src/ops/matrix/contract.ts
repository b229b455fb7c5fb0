import type { Dense } from './dense.js';

interface Placed {
  readonly at: readonly number[];
  readonly data: Float64Array;
}

/**
 * T[0 … free−1] = Σ Π args[k][at[k]], two factors at a time, always the pair whose result is smallest.
 *
 * Labels below `free` are the result's indices in order; every label occurs in some argument.
 */
export function contract(args: readonly Dense[], at: readonly (readonly number[])[], free: number): Float64Array {
  const sizes: number[] = [];
  args.forEach((arg, k) => {
    const shape = at[k]!.length === 1 ? [arg.data.length] : arg.shape;
    at[k]!.forEach((label, axis) => {
      sizes[label] = shape[axis]!;
    });
  });
  const waiting: Placed[] = args.map((arg, k) => ({ at: at[k]!, data: arg.data }));
  const needed = (rest: readonly Placed[], label: number): boolean =>
    label < free || rest.some((each) => each.at.includes(label));
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
  return combine(
    waiting,
    Array.from({ length: free }, (_, label) => label),
    sizes,
  );
}

function union(a: Placed, b: Placed): number[] {
  return [...new Set([...a.at, ...b.at])];
}

/** Σ over the labels that are not kept of the product of one or two factors. */
function combine(factors: readonly Placed[], kept: readonly number[], sizes: readonly number[]): Float64Array {
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
