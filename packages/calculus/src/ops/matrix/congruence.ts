/**
 * H'·M·H for a symmetric M: only the lower triangle is computed, in stripes of rows,
 *
 *     C[i₀…i₁, 0…i₁] = H[:, i₀…i₁]'·(M·H)[:, 0…i₁],
 *
 * and mirrored, so that the value is symmetric to the last bit and costs little more than half a product (as BLAS xSYRK).
 * Of M = diag(w) + Σ u·v' the outer products become H'·u·(H'·v)', which is a few vectors' work.
 */
import { allocate, type Block, kernels } from '@nablajs/core-wasm/machine';
import { Dense, lightParts, SQUARE } from './dense.js';
import { multiply, multiplyChain } from './multiply.js';

/** Multiplications from which halving a product is worth the copies. */
const MANY_PRODUCTS = 1 << 17;
/** Rows of a stripe; gemm is at its full rate from here on. */
const STRIPE = 56;

/** A₁·…·A_k, which is known to be symmetric because A_k is A₁', A_{k−1} is A₂' and so on. */
export function multiplySymmetric(factors: readonly Dense[]): Dense {
  const half = factors.length >> 1;
  const right = product(factors.slice(factors.length - half));
  const [k, n] = right.shape as [number, number];
  if (right.shape.length !== 2 || k === 1 || k * n * n < MANY_PRODUCTS) return multiplyChain(factors);
  const middle = factors.length % 2 === 0 ? undefined : factors[half]!;
  return Dense.of([n, n], congruence(right, middle));
}

function product(factors: readonly Dense[]): Dense {
  return factors.length === 1 ? factors[0]! : multiplyChain(factors);
}

function congruence(h: Dense, middle: Dense | undefined): Float64Array {
  const [k, n] = h.shape as [number, number];
  const left = h.data;
  const light = middle === undefined ? undefined : lightParts(middle);
  const full = middle === undefined || light !== undefined ? undefined : multiply(middle, h).data;
  const core = kernels();
  const a = allocate(k * n * 8);
  const b = middle === undefined ? a : allocate(Math.max(k * n, k + 2 * n) * 8);
  const c = allocate(n * n * 8);
  const scratch = allocate(core.dgemmScratch(Math.min(STRIPE, n), n, k));
  try {
    a.f64().set(left);
    if (full !== undefined) b.f64().set(full);
    if (light !== undefined) scaleRows(light.diagonal, left, b.f64(), n);
    for (let start = 0; start < n; start += STRIPE) {
      const rows = Math.min(STRIPE, n - start);
      const [from, to] = [a.ptr + start * 8, c.ptr + start * n * 8];
      core.dgemm(rows, start + rows, k, 1, from, 1, n, b.ptr, n, 1, 0, to, n, 1, scratch.ptr);
    }
    if (light !== undefined) addOuters(light.outers, a, c, b, [k, n]);
    const data = c.f64().slice();
    mirror(data, n);
    return data;
  } finally {
    for (const block of new Set([a, b, c, scratch])) block.free();
  }
}

function scaleRows(by: Float64Array, a: Float64Array, out: Float64Array, columns: number): void {
  for (let i = 0, at = 0; i < by.length; i++) {
    const weight = by[i]!;
    for (const end = at + columns; at < end; at++) out[at] = weight * a[at]!;
  }
}

/** C ← C + Σ (H'·u)·(H'·v)'; the vectors lie in `room`, which has k + 2·n numbers. */
function addOuters(
  outers: readonly (readonly [Float64Array, Float64Array])[],
  h: Block,
  c: Block,
  room: Block,
  [k, n]: readonly [number, number],
): void {
  const core = kernels();
  const [given, p, q] = [room.ptr, room.ptr + k * 8, room.ptr + (k + n) * 8];
  for (const [u, v] of outers) {
    room.f64().set(u);
    core.dgemv(n, k, 1, h.ptr, 1, n, given, 1, 0, p, 1);
    room.f64().set(v);
    core.dgemv(n, k, 1, h.ptr, 1, n, given, 1, 0, q, 1);
    core.dger(n, n, 1, p, 1, q, 1, c.ptr, n, 1);
  }
}

/** Copies what is below the diagonal above it, square by square, so that both sides stay in the cache. */
function mirror(data: Float64Array, n: number): void {
  for (let top = 0; top < n; top += SQUARE) {
    for (let left = 0; left <= top; left += SQUARE) {
      for (let i = top; i < Math.min(n, top + SQUARE); i++) {
        for (let j = left; j < Math.min(i, left + SQUARE); j++) data[j * n + i] = data[i * n + j]!;
      }
    }
  }
}
