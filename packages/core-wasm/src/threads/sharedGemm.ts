/**
 * C ← α·A·B + β·C on several threads: the rows of C are cut into stripes, one for each thread. The workers' part of A, all
 * of B and the workers' part of C (if β ≠ 0) are copied into the memory they share, and their part of C is copied back;
 * this thread computes the last stripe where it is. Every element is the same sum in the same order as on one thread, so
 * the bits are the same.
 *
 * Copying costs (m·k + k·n + m·n) where multiplying costs m·n·k, so it is little for large products, and the core's own
 * memory, with everything that lives there, stays as it is.
 */
import type { Build, Kernels } from '../load.js';
import { refreshViews, u8 } from '../memory.js';
import type { Job, Team } from './team.js';

type Gemm = Kernels['dgemm'];

/** Rows of a stripe are a multiple of this, which the micro-tiles of both builds divide. */
const ROW_UNIT = 12;
/** Fewer multiplications than this are done before a worker has woken up. */
const LARGE = 1 << 21;
/** Multiplications that take as long as copying one element; copying must cost less than half of what it saves. */
const COPY_COST = 2 * 13;

/** An operand: its address and strides in elements. */
interface Operand {
  readonly ptr: number;
  readonly rs: number;
  readonly cs: number;
}

/** The kernel `dgemm` (8 bytes) or `sgemm` (4) of a build, sharing large products with the team while it is there. */
export function sharedGemm(gemm: Gemm, bytes: 4 | 8, build: Build, team: Team): Gemm {
  return (m, n, k, alpha, aPtr, ars, acs, bPtr, brs, bcs, beta, cPtr, crs, ccs, scratch) => {
    if (m * n * k >= LARGE && team.open) {
      const factors = { build, bytes, alpha, beta };
      const [a, b, c] = [
        { ptr: aPtr >>> 0, rs: ars, cs: acs },
        { ptr: bPtr >>> 0, rs: brs, cs: bcs },
        { ptr: cPtr >>> 0, rs: crs, cs: ccs },
      ];
      // A C by columns is the transposed problem's C by rows.
      const done =
        ccs === 1
          ? multiply(gemm, team, factors, m, n, k, a, b, c)
          : crs === 1 && multiply(gemm, team, factors, n, m, k, flipped(b), flipped(a), flipped(c));
      if (done) return;
    }
    gemm(m, n, k, alpha, aPtr, ars, acs, bPtr, brs, bcs, beta, cPtr, crs, ccs, scratch);
  };
}

/** Computes the product with the team, or nothing when that is not worth it or not possible. */
function multiply(
  gemm: Gemm,
  team: Team,
  factors: Omit<Job, 'words'>,
  m: number,
  n: number,
  k: number,
  a: Operand,
  b: Operand,
  c: Operand,
): boolean {
  const { bytes, alpha, beta } = factors;
  const stripe = Math.floor(m / team.threads / ROW_UNIT) * ROW_UNIT;
  const shared = stripe * (team.threads - 1);
  const aBytes = span(shared, k, a) * bytes;
  const bBytes = span(k, n, b) * bytes;
  const cBytes = shared * n * bytes;
  if (!(shared * n * k * bytes > COPY_COST * (aBytes + bBytes + cBytes)) || c.rs < n) return false;
  const room = team.reserve(aBytes + bBytes + cBytes + 4 * 64);
  if (room === 0) return false;

  team.call();
  refreshViews();
  const theirs = team.bytes;
  const aShared = beside(room, a.ptr);
  const bShared = beside(aShared + aBytes, b.ptr);
  const cShared = beside(bShared + bBytes, c.ptr);
  theirs.set(u8.subarray(a.ptr, a.ptr + aBytes), aShared);
  theirs.set(u8.subarray(b.ptr, b.ptr + bBytes), bShared);
  if (beta !== 0) copyRows(u8, c.ptr, c.rs * bytes, theirs, cShared, n * bytes, n * bytes, shared);

  const multiplyHere = (row: number, rows: number): void => {
    const [aRow, cRow] = [a.ptr + row * a.rs * bytes, c.ptr + row * c.rs * bytes];
    gemm(rows, n, k, alpha, aRow, a.rs, a.cs, b.ptr, b.rs, b.cs, beta, cRow, c.rs, 1, team.scratch);
  };
  for (let worker = 0; worker < team.threads - 1; worker++) {
    const row = worker * stripe;
    const [aRow, cRow] = [aShared + row * a.rs * bytes, cShared + row * n * bytes];
    const words = [stripe, n, k, aRow, a.rs, a.cs, bShared, b.rs, b.cs, cRow, n, 1];
    team.post(worker, { ...factors, words });
  }
  multiplyHere(shared, m - shared);
  for (let worker = 0; worker < team.threads - 1; worker++) {
    const row = worker * stripe;
    if (team.finished(worker)) {
      const [from, to] = [cShared + row * n * bytes, c.ptr + row * c.rs * bytes];
      copyRows(theirs, from, n * bytes, u8, to, c.rs * bytes, n * bytes, stripe);
    } else {
      multiplyHere(row, stripe);
    }
  }
  return true;
}

function flipped({ ptr, rs, cs }: Operand): Operand {
  return { ptr, rs: cs, cs: rs };
}

/** Elements from the first to the last of a matrix; NaN for strides backwards, which nobody uses for large products. */
function span(rows: number, columns: number, { rs, cs }: Operand): number {
  return rs < 0 || cs < 0 ? Number.NaN : (rows - 1) * rs + (columns - 1) * cs + 1;
}

/** The first address from `start` on that lies in its cache line as `ptr` does: copying is slow otherwise. */
function beside(start: number, ptr: number): number {
  return start + ((ptr - start) & 63);
}

/** Copies rows of `length` bytes, in one piece where nothing lies between them. */
function copyRows(
  source: Uint8Array,
  from: number,
  fromStep: number,
  target: Uint8Array,
  to: number,
  toStep: number,
  length: number,
  rows: number,
): void {
  if (fromStep === length && toStep === length) {
    target.set(source.subarray(from, from + rows * length), to);
    return;
  }
  for (let i = 0; i < rows; i++) {
    target.set(source.subarray(from + i * fromStep, from + i * fromStep + length), to + i * toStep);
  }
}
