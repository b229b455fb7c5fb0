// A strip of one micro-tile's width (two vectors, 32 bytes a row) from scratch back to a matrix of any strides; the way
// there is packColumns.
import { lanes, size } from '../simd/lanes';
import { microColumns } from './blocking';
import { transposeFour, transposePair } from './pack';

/** Copies rows×columns elements from rows of 32 bytes at src to dst; where rows are adjacent, whole vectors of them. */
export function scatterTile<T>(rows: i32, columns: i32, src: usize, dst: usize, rs: i32, cs: i32): void {
  const colStep = cs * size<T>();
  if (rs == 1 && columns == microColumns<T>()) {
    for (; rows >= lanes<T>(); rows -= lanes<T>()) {
      if (sizeof<T>() == 8) {
        transposePair(src, 32, dst, colStep);
        transposePair(src + 16, 32, dst + 2 * colStep, colStep);
      } else {
        transposeFour(src, 32, dst, colStep);
        transposeFour(src + 16, 32, dst + 4 * colStep, colStep);
      }
      src += 32 * lanes<T>();
      dst += 16;
    }
  }
  for (; rows > 0; rows--) {
    let to = dst;
    for (let j = 0; j < columns; j++) {
      store<T>(to, load<T>(src + j * size<T>()));
      to += colStep;
    }
    src += 32;
    dst += rs * size<T>();
  }
}
