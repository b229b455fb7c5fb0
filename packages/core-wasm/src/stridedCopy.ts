/**
 * y[i] := x[i] over the axes of a shape, x and y having any strides: the copy behind transposes, slices and joins.
 *
 * The kernel is fast where the last axis has stride 1 in y and the one before, if not the last itself, stride 1 in x. So axes
 * of length 1 are dropped, neighbours that lie one behind the other in both are joined, and the axis with stride 1 in x is
 * moved beside the last.
 */
import type { Kernels } from './generated/exports.js';
import type { Shape } from './shape.js';
import type { DType } from './storage.js';

interface Axis {
  length: number;
  readonly x: number;
  readonly y: number;
}

/** Copies; strides are in elements, those of y descending; x and y are addresses and do not overlap. */
export function stridedCopy(
  core: Kernels,
  dtype: DType,
  shape: Shape,
  x: number,
  xStrides: readonly number[],
  y: number,
  yStrides: readonly number[],
): void {
  if (shape.includes(0)) return;
  const axes: Axis[] = [];
  for (let k = 0; k < shape.length; k++) {
    if (shape[k] !== 1) axes.push({ length: shape[k]!, x: xStrides[k]!, y: yStrides[k]! });
  }
  for (let k = axes.length - 1; k > 0; k--) {
    const inner = axes[k]!;
    const outer = axes[k - 1]!;
    if (outer.x !== inner.x * inner.length || outer.y !== inner.y * inner.length) continue;
    axes.splice(k - 1, 2, { length: outer.length * inner.length, x: inner.x, y: inner.y });
  }
  const unit = axes.findIndex((axis) => axis.x === 1);
  if (unit >= 0 && unit < axes.length - 2) axes.splice(axes.length - 2, 0, ...axes.splice(unit, 1));
  while (axes.length < 4) axes.unshift({ length: 1, x: 0, y: 0 });
  const [a, b, c, d] = axes as [Axis, Axis, Axis, Axis];
  const copy = dtype === 'f64' ? core.dcopy4 : core.scopy4;
  copy(a.length, b.length, c.length, d.length, x, a.x, b.x, c.x, d.x, y, a.y, b.y, c.y, d.y);
}
