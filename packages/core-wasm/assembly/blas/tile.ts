// Strips of one micro-tile's width (two vectors, 32 bytes a row) between a matrix of any strides and scratch.
import { size } from '../simd/lanes';
import { microColumns } from './blocking';

/** Copies rows×columns elements at src to rows of 32 bytes at dst; missing columns become zeros. */
export function gatherTile<T>(rows: i32, columns: i32, src: usize, rs: i32, cs: i32, dst: usize): void {
  for (; rows > 0; rows--) {
    let from = src;
    for (let j = 0; j < microColumns<T>(); j++) {
      store<T>(dst + j * size<T>(), j < columns ? load<T>(from) : <T>0);
      if (j + 1 < columns) from += cs * size<T>();
    }
    src += rs * size<T>();
    dst += 32;
  }
}

/** The way back. */
export function scatterTile<T>(rows: i32, columns: i32, src: usize, dst: usize, rs: i32, cs: i32): void {
  for (; rows > 0; rows--) {
    let to = dst;
    for (let j = 0; j < columns; j++) {
      store<T>(to, load<T>(src + j * size<T>()));
      to += cs * size<T>();
    }
    src += 32;
    dst += rs * size<T>();
  }
}
