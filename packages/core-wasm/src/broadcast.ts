/**
 * NumPy's broadcasting: shapes are aligned at their last axes, and an axis of length 1, or one that is missing, repeats.
 *
 * Kernels get a walk: the result's shape as n0×n1×n2×n3, and for each operand a stride per axis, 0 where it repeats.
 * Neighbouring axes that all operands run through alike are joined, so that most pairs become one long row.
 */
import { formatShape, type Shape, ShapeError } from './shape.js';

/** The shape that shapes broadcast to; one of them, if that has it. */
export function broadcastShape(where: string, ...shapes: readonly Shape[]): Shape {
  let longest = shapes[0]!;
  for (const shape of shapes) if (shape.length > longest.length) longest = shape;
  let out = longest;
  let own: number[] | undefined;
  for (const shape of shapes) {
    const missing = out.length - shape.length;
    for (let axis = 0; axis < shape.length; axis++) {
      const n = shape[axis]!;
      const at = missing + axis;
      if (n === 1 || n === out[at]) continue;
      if (out[at] !== 1) {
        throw new ShapeError(where, 'shapes that broadcast', shapes.map(formatShape).join(' and '), {
          shapes: shapes.map((s) => [...s]),
        });
      }
      own ??= longest.slice();
      own[at] = n;
      out = own;
    }
  }
  return out;
}

/** How operands of the given shapes run through their common result: n0 … n3, then four strides for each operand. */
export function broadcastWalk(out: Shape, shapes: readonly Shape[]): number[] {
  const walk = [1, 1, 1, 1];
  const steps: number[] = [];
  const here: number[] = [];
  for (let k = 0; k < shapes.length; k++) {
    walk.push(0, 0, 0, 0);
    steps.push(1);
    here.push(0);
  }
  // Innermost first; joined axes fill the walk's last places.
  let last = 4;
  for (let axis = out.length - 1; axis >= 0; axis--) {
    const n = out[axis]!;
    let joins = last < 4;
    for (let k = 0; k < shapes.length; k++) {
      const shape = shapes[k]!;
      const own = axis - out.length + shape.length;
      const length = own < 0 ? 1 : shape[own]!;
      here[k] = length === 1 ? 0 : steps[k]!;
      steps[k]! *= length;
      joins &&= here[k] === walk[4 * k + 4 + last]! * walk[last]!;
    }
    if (n === 1) continue;
    if (joins) {
      walk[last]! *= n;
      continue;
    }
    last--;
    walk[last] = n;
    for (let k = 0; k < shapes.length; k++) walk[4 * k + 4 + last] = here[k]!;
  }
  return walk;
}
