/**
 * Products of labelled arrays, summed over labels: what einsum consists of. An array in core memory has a label, a length
 * and a stride for each axis; two of them are contracted as a batch of matrix products
 *
 *     C[batch, left, right] = Σ over inner of A[batch, left, inner] · B[batch, inner, right]
 *
 * Labels that lie one behind the other in memory act as a single axis, so that transposes and most reshapes cost nothing:
 * only a group of labels that is scattered is copied first.
 */
import type { Kernels } from './generated/exports.js';
import { i32, refreshViews } from './memory.js';
import { scratch } from './operation.js';
import { bytesOf, type DType } from './storage.js';
import { stridedCopy } from './stridedCopy.js';

/** An array in core memory, alive until the frame ends. */
export interface Labelled {
  readonly labels: readonly string[];
  /** Elements from one index of a label to the next. */
  readonly strides: ReadonlyMap<string, number>;
  readonly ptr: number;
}

/** What all steps of one einsum share. */
export interface Contraction {
  readonly core: Kernels;
  readonly dtype: DType;
  readonly lengths: ReadonlyMap<string, number>;
}

/** Number of elements that labels span. */
export function extent(labels: readonly string[], lengths: ReadonlyMap<string, number>): number {
  return labels.reduce((size, label) => size * lengths.get(label)!, 1);
}

/** A new array with the labels in row-major order, its elements undefined. */
function allocateLabelled({ dtype, lengths }: Contraction, labels: readonly string[]): Labelled {
  return rowMajor(labels, lengths, scratch(Math.max(extent(labels, lengths), 1) * bytesOf(dtype)));
}

/** Elements at ptr, seen as having the labels in row-major order. */
export function rowMajor(labels: readonly string[], lengths: ReadonlyMap<string, number>, ptr: number): Labelled {
  const strides = new Map<string, number>();
  let stride = 1;
  for (const label of [...labels].reverse()) {
    strides.set(label, stride);
    stride *= lengths.get(label)!;
  }
  return { labels, strides, ptr };
}

/** target ← source; both have the same labels, in any order. */
export function copyLabelled(context: Contraction, source: Labelled, target: Labelled): void {
  const { core, dtype, lengths } = context;
  const { labels } = target;
  const length = labels.map((label) => lengths.get(label)!);
  const from = labels.map((label) => source.strides.get(label)!);
  const to = labels.map((label) => target.strides.get(label)!);
  const outer = Math.max(labels.length - 4, 0);
  forEachIndex(length.slice(0, outer), (index) => {
    const x = source.ptr + offset(index, from) * bytesOf(dtype);
    const y = target.ptr + offset(index, to) * bytesOf(dtype);
    stridedCopy(core, dtype, length.slice(outer), x, from.slice(outer), y, to.slice(outer));
  });
}

/** The sum over the labels that are not in `kept`. */
export function sumAway(context: Contraction, source: Labelled, kept: ReadonlySet<string>): Labelled {
  const { core, dtype, lengths } = context;
  const labels = source.labels.filter((label) => kept.has(label));
  const summed = source.labels.filter((label) => !kept.has(label));
  if (summed.length === 0) return source;
  const packed = allocateLabelled(context, [...labels, ...summed]);
  copyLabelled(context, source, packed);
  const sums = allocateLabelled(context, labels);
  const sum = dtype === 'f64' ? core.dsum : core.ssum;
  sum(extent(labels, lengths), extent(summed, lengths), 1, 1, packed.ptr, sums.ptr);
  return sums;
}

/** The product of two arrays, summed over the labels they share that are not in `kept`; others are all kept. */
export function contract(context: Contraction, a: Labelled, b: Labelled, kept: ReadonlySet<string>): Labelled {
  const shared = a.labels.filter((label) => b.strides.has(label));
  const batch = shared.filter((label) => kept.has(label));
  const inner = shared.filter((label) => !kept.has(label));
  const left = a.labels.filter((label) => !b.strides.has(label));
  const right = b.labels.filter((label) => !a.strides.has(label));
  const c = allocateLabelled(context, [...batch, ...left, ...right]);
  if (left.length + right.length + inner.length === 0) multiplyElements(context, batch, a, b, c);
  else multiplyMatrices(context, batch, left, inner, right, a, b, c);
  return c;
}

/** C ← A ∘ B for arrays of the same labels. */
function multiplyElements(context: Contraction, labels: string[], a: Labelled, b: Labelled, c: Labelled): void {
  const { core, dtype, lengths } = context;
  const [x, y] = [a, b].map((source) => {
    const packed = allocateLabelled(context, labels);
    copyLabelled(context, source, packed);
    return packed.ptr;
  }) as [number, number];
  const walk = scratch(64);
  refreshViews();
  i32.set([1, 1, 1, extent(labels, lengths), 0, 0, 0, 1, 0, 0, 0, 1], walk >>> 2);
  (dtype === 'f64' ? core.vdMul : core.vsMul)(walk, x, y, c.ptr);
}

function multiplyMatrices(
  context: Contraction,
  batch: string[],
  left: string[],
  inner: string[],
  right: string[],
  a: Labelled,
  b: Labelled,
  c: Labelled,
): void {
  const { core, dtype, lengths } = context;
  const [x, y] = [grouped(context, a, [left, inner]), grouped(context, b, [inner, right])];
  const [m, k, n] = [left, inner, right].map((labels) => extent(labels, lengths)) as [number, number, number];
  const gemm = dtype === 'f64' ? core.dgemm : core.sgemm;
  const work = scratch((dtype === 'f64' ? core.dgemmScratch : core.sgemmScratch)(m, n, k));
  const [ars, acs] = [stepOf(x, left), stepOf(x, inner)];
  const [brs, bcs] = [stepOf(y, inner), stepOf(y, right)];
  const step = bytesOf(dtype);
  const strides = [x, y, c].map((array) => batch.map((label) => array.strides.get(label)!)) as [
    number[],
    number[],
    number[],
  ];
  forEachIndex(
    batch.map((label) => lengths.get(label)!),
    (index) => {
      const ap = x.ptr + offset(index, strides[0]) * step;
      const bp = y.ptr + offset(index, strides[1]) * step;
      const cp = c.ptr + offset(index, strides[2]) * step;
      gemm(m, n, k, 1, ap, ars, acs, bp, brs, bcs, 0, cp, n, 1, work);
    },
  );
}

/** The array itself if each group of labels acts as a single axis, else a copy in which it does. */
function grouped(context: Contraction, array: Labelled, groups: readonly (readonly string[])[]): Labelled {
  const { lengths } = context;
  const regular = groups.every((group) =>
    group.every((label, i) => {
      const next = group[i + 1];
      return next === undefined || array.strides.get(label) === array.strides.get(next)! * lengths.get(next)!;
    }),
  );
  if (regular) return array;
  const grouping = groups.flat();
  const packed = allocateLabelled(context, [...array.labels.filter((label) => !grouping.includes(label)), ...grouping]);
  copyLabelled(context, array, packed);
  return packed;
}

/** The stride of a group that acts as a single axis. */
function stepOf(array: Labelled, group: readonly string[]): number {
  const last = group.at(-1);
  return last === undefined ? 1 : array.strides.get(last)!;
}

function offset(index: readonly number[], strides: readonly number[]): number {
  return index.reduce((sum, i, axis) => sum + i * strides[axis]!, 0);
}

/** Calls with every index of a box, the last one running fastest; the array is reused. */
function forEachIndex(lengths: readonly number[], visit: (index: readonly number[]) => void): void {
  if (lengths.includes(0)) return;
  const index = lengths.map(() => 0);
  let axis = 0;
  while (axis >= 0) {
    visit(index);
    axis = lengths.length - 1;
    while (axis >= 0 && ++index[axis]! === lengths[axis]) index[axis--] = 0;
  }
}
