// Plane rotations (c s; −s c): their generation, and queues of them applied to the columns of a matrix in one go
// (LAPACK dlartg, dlasr; Van Zee, van de Geijn, Quintana-Ortí, ACM TOMS 40 (2014) 18:1–18:34).
// A sweep is a chain of rotations of neighbouring columns. The element that two consecutive rotations share stays in a
// register, and every queued sweep passes over a strip of a few rows while these are in the first-level cache.

import { squareMax, squareMin } from './lamch';

/** Where the last call of lartg left s and r. */
let lartgS: f64 = 0;
let lartgR: f64 = 0;

/** c with c·f + s·g = r and c·g − s·f = 0, c ≥ 0; s and r by sine() and radius(). */
export function lartg<T>(f: T, g: T): T {
  if (g == 0) {
    lartgS = 0;
    lartgR = <f64>f;
    return <T>1;
  }
  if (f == 0) {
    lartgS = g < 0 ? -1.0 : 1.0;
    lartgR = <f64>abs<T>(g);
    return <T>0;
  }
  const af = abs<T>(f);
  const ag = abs<T>(g);
  const largest = max<T>(af, ag);
  let fs = f;
  let gs = g;
  let unit: T = 1;
  if (min<T>(af, ag) < squareMin<T>() || largest > squareMax<T>()) {
    unit = largest;
    fs /= unit;
    gs /= unit;
  }
  const d = sqrt<T>(fs * fs + gs * gs);
  const r = f < 0 ? -d : d;
  lartgS = <f64>(gs / r);
  lartgR = <f64>(r * unit);
  return abs<T>(fs) / d;
}

// @ts-ignore: decorator
@inline
export function sine<T>(): T {
  return <T>lartgS;
}

// @ts-ignore: decorator
@inline
export function radius<T>(): T {
  return <T>lartgR;
}

// A queue, in memory: two i32 (sweeps, rotations), SWEEPS descriptors of two i32 (first column, signed length: negative
// = from the last pair down to the first), then pairs (c, s) in the order in which they act.
const SWEEPS: i32 = 256;
const PAIRS_OFFSET: usize = 16 + <usize>SWEEPS * 8;

/** Bytes of a queue for matrices of up to n columns: 16 longest sweeps, at least 4096 rotations. */
// @ts-ignore: decorator
@inline
export function queueBytes<T>(n: i32): usize {
  return PAIRS_OFFSET + 2 * sizeof<T>() * <usize>max<i32>(16 * n, 4096);
}

export function queueClear(queue: usize): void {
  store<i64>(queue, 0);
}

/** Room for a sweep of `length` rotations; false: apply and clear the queue first. */
// @ts-ignore: decorator
@inline
export function queueHasRoom(queue: usize, n: i32, length: i32): bool {
  return load<i32>(queue) < SWEEPS && load<i32>(queue, 4) + length <= max<i32>(16 * n, 4096);
}

/** Announces a sweep over the columns first … first + length, upwards or (`down`) from the last pair to the first. */
// @ts-ignore: decorator
@inline
export function queueSweep(queue: usize, first: i32, length: i32, down: bool): void {
  const sweeps = load<i32>(queue);
  store<i32>(queue + 16 + <usize>sweeps * 8, first);
  store<i32>(queue + 16 + <usize>sweeps * 8, down ? -length : length, 4);
  store<i32>(queue, sweeps + 1);
}

/** The next rotation of the sweep, which comes from column x to y: (x, y) ← (c·x + s·y, c·y − s·x). */
// @ts-ignore: decorator
@inline
export function queueRotation<T>(queue: usize, c: T, s: T): void {
  const count = load<i32>(queue, 4);
  const pair = queue + PAIRS_OFFSET + <usize>count * 2 * sizeof<T>();
  store<T>(pair, c);
  store<T>(pair, s, sizeof<T>());
  store<i32>(queue, count + 1, 4);
}

/**
 * Applies the queue to the columns of Z; `rows` is rounded up to whole strips of 64 bytes, so that Z's column stride
 * has to allow for that and what lies beyond its rows is rotated along.
 */
export function lasr<T>(rows: i32, Z: usize, zcs: i32, queue: usize): void {
  const sweeps = load<i32>(queue);
  const column = <usize>zcs * sizeof<T>();
  const end = Z + <usize>rows * sizeof<T>();
  for (let strip = Z; strip < end; strip += 64) {
    let pair = queue + PAIRS_OFFSET;
    for (let sweep = 0; sweep < sweeps; sweep++) {
      const first = load<i32>(queue + 16 + <usize>sweep * 8);
      const signed = load<i32>(queue + 16 + <usize>sweep * 8, 4);
      const step = signed > 0 ? column : -column;
      let p = strip + <usize>(signed > 0 ? first : first - signed) * column;
      let x0 = v128.load(p);
      let x1 = v128.load(p, 16);
      let x2 = v128.load(p, 32);
      let x3 = v128.load(p, 48);
      for (let k = abs<i32>(signed); k > 0; k--) {
        const c = v128.load_splat<T>(pair);
        const s = v128.load_splat<T>(pair + sizeof<T>());
        pair += 2 * sizeof<T>();
        const q = p + step;
        const y0 = v128.load(q);
        const y1 = v128.load(q, 16);
        const y2 = v128.load(q, 32);
        const y3 = v128.load(q, 48);
        v128.store(p, v128.add<T>(v128.mul<T>(c, x0), v128.mul<T>(s, y0)));
        v128.store(p, v128.add<T>(v128.mul<T>(c, x1), v128.mul<T>(s, y1)), 16);
        v128.store(p, v128.add<T>(v128.mul<T>(c, x2), v128.mul<T>(s, y2)), 32);
        v128.store(p, v128.add<T>(v128.mul<T>(c, x3), v128.mul<T>(s, y3)), 48);
        x0 = v128.sub<T>(v128.mul<T>(c, y0), v128.mul<T>(s, x0));
        x1 = v128.sub<T>(v128.mul<T>(c, y1), v128.mul<T>(s, x1));
        x2 = v128.sub<T>(v128.mul<T>(c, y2), v128.mul<T>(s, x2));
        x3 = v128.sub<T>(v128.mul<T>(c, y3), v128.mul<T>(s, x3));
        p = q;
      }
      v128.store(p, x0);
      v128.store(p, x1, 16);
      v128.store(p, x2, 32);
      v128.store(p, x3, 48);
    }
  }
  queueClear(queue);
}
