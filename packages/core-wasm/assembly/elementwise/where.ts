// z = x where the condition is not 0, else y, with broadcasting. `walk` points at sixteen i32: n0 … n3, then the
// strides of the condition, of x and of y as in zip. NaN counts as true, as in NumPy.
import { length, rowOffset } from './zip';

// @ts-ignore: decorator
@inline
function where<T>(walk: usize, condition: usize, x: usize, y: usize, z: usize): void {
  const n3 = length(walk, 3);
  const stepC = sizeof<T>() * <usize>length(walk, 7);
  const stepX = sizeof<T>() * <usize>length(walk, 11);
  const stepY = sizeof<T>() * <usize>length(walk, 15);
  for (let i0 = 0; i0 < length(walk, 0); i0++) {
    for (let i1 = 0; i1 < length(walk, 1); i1++) {
      for (let i2 = 0; i2 < length(walk, 2); i2++) {
        let pc = condition + rowOffset<T>(walk + 16, i0, i1, i2);
        let px = x + rowOffset<T>(walk + 32, i0, i1, i2);
        let py = y + rowOffset<T>(walk + 48, i0, i1, i2);
        for (let i3 = 0; i3 < n3; i3++) {
          store<T>(z, load<T>(load<T>(pc) != 0 ? px : py));
          pc += stepC;
          px += stepX;
          py += stepY;
          z += sizeof<T>();
        }
      }
    }
  }
}

export function vdWhere(walk: usize, condition: usize, x: usize, y: usize, z: usize): void {
  where<f64>(walk, condition, x, y, z);
}

export function vsWhere(walk: usize, condition: usize, x: usize, y: usize, z: usize): void {
  where<f32>(walk, condition, x, y, z);
}
