/**
 * NumPy's broadcasting: shapes are aligned at their last axes, and an axis of length 1, or one that is missing, repeats.
 *
 * Kernels get a walk: the result's shape as n0×n1×n2×n3, and for each operand a stride per axis, 0 where it repeats.
 * Neighbouring axes that all operands run through alike are joined, so that most pairs become one long row.
 */
import { formatShape, type Shape, ShapeError } from './shape.js';

/** The shape that shapes broadcast to. */
export function broadcastShape(where: string, ...shapes: readonly Shape[]): Shape {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  const out: number[] = new Array(rank).fill(1);
  for (const shape of shapes) {
    for (let axis = 0; axis < shape.length; axis++) {
      const at = rank - shape.length + axis;
      const n = shape[axis]!;
      if (n === 1 || n === out[at]) continue;
      if (out[at] !== 1) {
        throw new ShapeError(where, 'shapes that broadcast', shapes.map(formatShape).join(' and '), {
          shapes: shapes.map((s) => [...s]),
        });
      }
      out[at] = n;
    }
  }
  return out;
}

/** How operands of the given shapes run through their common result: n0 … n3, then four strides for each operand. */
export function broadcastWalk(out: Shape, shapes: readonly Shape[]): number[] {
  const lengths: number[] = [];
  const strides: number[][] = shapes.map(() => []);
  const steps = shapes.map(() => 1);
  for (let axis = out.length - 1; axis >= 0; axis--) {
    const n = out[axis]!;
    const here = shapes.map((shape, k) => {
      const length = shape[axis - out.length + shape.length] ?? 1;
      const stride = length === 1 ? 0 : steps[k]!;
      steps[k]! *= length;
      return stride;
    });
    if (n === 1) continue;
    const last = lengths.length - 1;
    const joins = last >= 0 && here.every((stride, k) => stride === strides[k]![last]! * lengths[last]!);
    if (joins) {
      lengths[last]! *= n;
    } else {
      lengths.push(n);
      for (const [k, stride] of here.entries()) strides[k]!.push(stride);
    }
  }
  return [fourAxes(lengths, 1), ...strides.map((s) => fourAxes(s, 0))].flat();
}

/** Innermost-first numbers as n0, n1, n2, n3. */
function fourAxes(values: readonly number[], fill: number): number[] {
  return [values[3] ?? fill, values[2] ?? fill, values[1] ?? fill, values[0] ?? fill];
}
