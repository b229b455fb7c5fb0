// The exports of lapack: one line per kernel and dtype. What builds on orthogonal transformations is in f64 alone; the face
// takes f32 matrices through it.
import { asymmetry, clearUpper, potrf, potrs } from './cholesky';
import { gecon, norm1, pocon } from './condition';
import { getri, trtriLower } from './inverse';
import { getrf, getrs, largestModulus, largestUpper, splitLU } from './lu';
import { adjugate, gesc2, getc2, laswp } from './luComplete';
import { geev, geevScratch } from './eig';
import { syev, syevScratch } from './eigh';
import { lacpy, symmetrize } from './lacpy';
import { gesvd, gesvdScratch } from './svd';
import { geqp3 } from './qrp';
import { geqrf, geqrfScratch, orgqr, ormqr } from './qr';
import { sytrf } from './ldlt';
import { lange1, langeMax } from './lange';

/** B (m×n) ← α·A, any strides. */
export function dlacpy(m: i32, n: i32, alpha: f64, A: usize, ars: i32, acs: i32, B: usize, brs: i32, bcs: i32): void { lacpy<f64>(m, n, alpha, A, ars, acs, B, brs, bcs); }
export function slacpy(m: i32, n: i32, alpha: f32, A: usize, ars: i32, acs: i32, B: usize, brs: i32, bcs: i32): void { lacpy<f32>(m, n, alpha, A, ars, acs, B, brs, bcs); }

/** A ← (A + Aᵀ)/2; the largest difference and, at `where`, its place. */
export function dsymmetrize(n: i32, A: usize, acs: i32, where: usize): f64 { return symmetrize<f64>(n, A, acs, where); }

/** Largest modulus; largest column sum. */
export function dlangeMax(m: i32, n: i32, A: usize, ars: i32, acs: i32): f64 { return langeMax<f64>(m, n, A, ars, acs); }
export function slangeMax(m: i32, n: i32, A: usize, ars: i32, acs: i32): f32 { return langeMax<f32>(m, n, A, ars, acs); }
export function dlange1(m: i32, n: i32, A: usize, ars: i32, acs: i32): f64 { return lange1<f64>(m, n, A, ars, acs); }
export function slange1(m: i32, n: i32, A: usize, ars: i32, acs: i32): f32 { return lange1<f32>(m, n, A, ars, acs); }

/** λ, V of a symmetric matrix, and the bytes of scratch this takes. */
export function dsyev(n: i32, A: usize, acs: i32, lambda: usize, V: usize, vcs: i32, scratch: usize, gemmScratch: usize): i32 { return syev<f64>(n, A, acs, lambda, V, vcs, scratch, gemmScratch); }
export function dsyevScratch(n: i32): f64 { return syevScratch<f64>(n); }

/** U, Σ, V of an m×n matrix, m ≥ n, and the bytes of scratch this takes. */
export function dgesvd(m: i32, n: i32, A: usize, acs: i32, S: usize, U: usize, ucs: i32, V: usize, vcs: i32, scratch: usize, gemmScratch: usize): i32 { return gesvd<f64>(m, n, A, acs, S, U, ucs, V, vcs, scratch, gemmScratch); }
export function dgesvdScratch(m: i32, n: i32, vectors: bool): f64 { return gesvdScratch<f64>(m, n, vectors); }

/** R and reflectors; then Q explicitly. */
export function dgeqrf(m: i32, n: i32, A: usize, acs: i32, tau: usize, work: usize, gemmScratch: usize): void { geqrf<f64>(m, n, A, acs, tau, work, gemmScratch); }
export function dorgqr(m: i32, n: i32, k: i32, A: usize, acs: i32, tau: usize, work: usize, gemmScratch: usize): void { orgqr<f64>(m, n, k, A, acs, tau, work, gemmScratch); }
export function dgeqrfScratch(m: i32, n: i32): f64 { return geqrfScratch<f64>(m, n); }

/** P·A = L·U in place; pivots: i32 from 0. 0, or 1 + the index of the first zero pivot. */
export function dgetrf(m: i32, n: i32, a: usize, ars: i32, acs: i32, pivots: usize, scratch: usize): i32 { return getrf<f64>(m, n, a, ars, acs, pivots, scratch); }
export function sgetrf(m: i32, n: i32, a: usize, ars: i32, acs: i32, pivots: usize, scratch: usize): i32 { return getrf<f32>(m, n, a, ars, acs, pivots, scratch); }

/** B ← A⁻¹·B by the factors. */
export function dgetrs(n: i32, r: i32, lu: usize, rs: i32, cs: i32, pivots: usize, b: usize, brs: i32, bcs: i32, scratch: usize): void { getrs<f64>(n, r, lu, rs, cs, pivots, b, brs, bcs, scratch); }
export function sgetrs(n: i32, r: i32, lu: usize, rs: i32, cs: i32, pivots: usize, b: usize, brs: i32, bcs: i32, scratch: usize): void { getrs<f32>(n, r, lu, rs, cs, pivots, b, brs, bcs, scratch); }

/** X ← A⁻¹ by the factors. */
export function dgetri(n: i32, lu: usize, rs: i32, cs: i32, pivots: usize, x: usize, xrs: i32, xcs: i32, scratch: usize): void { getri<f64>(n, lu, rs, cs, pivots, x, xrs, xcs, scratch); }
export function sgetri(n: i32, lu: usize, rs: i32, cs: i32, pivots: usize, x: usize, xrs: i32, xcs: i32, scratch: usize): void { getri<f32>(n, lu, rs, cs, pivots, x, xrs, xcs, scratch); }

/** An estimate of 1/(‖A‖₁·‖A⁻¹‖₁) by the factors of LU, of Cholesky. */
export function dgecon(n: i32, lu: usize, rs: i32, cs: i32, pivots: usize, norm: f64, scratch: usize): f64 { return gecon<f64>(n, lu, rs, cs, pivots, norm, scratch); }
export function sgecon(n: i32, lu: usize, rs: i32, cs: i32, pivots: usize, norm: f32, scratch: usize): f32 { return gecon<f32>(n, lu, rs, cs, pivots, norm, scratch); }
export function dpocon(n: i32, l: usize, rs: i32, cs: i32, norm: f64, scratch: usize): f64 { return pocon<f64>(n, l, rs, cs, norm, scratch); }
export function spocon(n: i32, l: usize, rs: i32, cs: i32, norm: f32, scratch: usize): f32 { return pocon<f32>(n, l, rs, cs, norm, scratch); }

/** ‖A‖₁; max |x_i|; max |u_ij|, j ≥ i. */
export function dnorm1(m: i32, n: i32, a: usize, ars: i32, acs: i32, sums: usize): f64 { return norm1<f64>(m, n, a, ars, acs, sums); }
export function snorm1(m: i32, n: i32, a: usize, ars: i32, acs: i32, sums: usize): f32 { return norm1<f32>(m, n, a, ars, acs, sums); }
export function dlargestModulus(n: i32, x: usize, incx: i32): f64 { return largestModulus<f64>(n, x, incx); }
export function slargestModulus(n: i32, x: usize, incx: i32): f32 { return largestModulus<f32>(n, x, incx); }
export function dlargestUpper(n: i32, u: usize, rs: i32, cs: i32): f64 { return largestUpper<f64>(n, u, rs, cs); }
export function slargestUpper(n: i32, u: usize, rs: i32, cs: i32): f32 { return largestUpper<f32>(n, u, rs, cs); }

/** P·A·Q = L·U with complete pivoting; B ← A⁻¹·B and X ← adj A from it. */
export function dgetc2(n: i32, a: usize, rs: i32, cs: i32, rowPivots: usize, columnPivots: usize): i32 { return getc2<f64>(n, a, rs, cs, rowPivots, columnPivots); }
export function sgetc2(n: i32, a: usize, rs: i32, cs: i32, rowPivots: usize, columnPivots: usize): i32 { return getc2<f32>(n, a, rs, cs, rowPivots, columnPivots); }
export function dgesc2(n: i32, r: i32, lu: usize, rs: i32, cs: i32, rowPivots: usize, columnPivots: usize, b: usize, brs: i32, bcs: i32, scratch: usize): void { gesc2<f64>(n, r, lu, rs, cs, rowPivots, columnPivots, b, brs, bcs, scratch); }
export function sgesc2(n: i32, r: i32, lu: usize, rs: i32, cs: i32, rowPivots: usize, columnPivots: usize, b: usize, brs: i32, bcs: i32, scratch: usize): void { gesc2<f32>(n, r, lu, rs, cs, rowPivots, columnPivots, b, brs, bcs, scratch); }
export function dadjugate(n: i32, info: i32, lu: usize, rs: i32, cs: i32, rowPivots: usize, columnPivots: usize, x: usize, xrs: i32, xcs: i32, scratch: usize): void { adjugate<f64>(n, info, lu, rs, cs, rowPivots, columnPivots, x, xrs, xcs, scratch); }
export function sadjugate(n: i32, info: i32, lu: usize, rs: i32, cs: i32, rowPivots: usize, columnPivots: usize, x: usize, xrs: i32, xcs: i32, scratch: usize): void { adjugate<f32>(n, info, lu, rs, cs, rowPivots, columnPivots, x, xrs, xcs, scratch); }

/** A = L·Lᵀ in place, lower. 0, or the order of the first leading minor that is not positive. */
export function dpotrf(n: i32, a: usize, ars: i32, acs: i32, scratch: usize): i32 { return potrf<f64>(n, a, ars, acs, scratch); }
export function spotrf(n: i32, a: usize, ars: i32, acs: i32, scratch: usize): i32 { return potrf<f32>(n, a, ars, acs, scratch); }

/** B ← A⁻¹·B by L; X ← L⁻¹. */
export function dpotrs(n: i32, r: i32, l: usize, lrs: i32, lcs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void { potrs<f64>(n, r, l, lrs, lcs, b, brs, bcs, scratch); }
export function spotrs(n: i32, r: i32, l: usize, lrs: i32, lcs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void { potrs<f32>(n, r, l, lrs, lcs, b, brs, bcs, scratch); }
export function dtrtriLower(n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, x: usize, xrs: i32, xcs: i32, scratch: usize): void { trtriLower<f64>(n, unit, l, lrs, lcs, x, xrs, xcs, scratch); }
export function strtriLower(n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, x: usize, xrs: i32, xcs: i32, scratch: usize): void { trtriLower<f32>(n, unit, l, lrs, lcs, x, xrs, xcs, scratch); }

/** L and U from A's place, both row-major; max |a_ij − a_ji|. */
export function dsplitLU(m: i32, n: i32, lu: usize, rs: i32, cs: i32, l: usize, u: usize): void { splitLU<f64>(m, n, lu, rs, cs, l, u); }
export function ssplitLU(m: i32, n: i32, lu: usize, rs: i32, cs: i32, l: usize, u: usize): void { splitLU<f32>(m, n, lu, rs, cs, l, u); }
export function dasymmetry(n: i32, a: usize, rs: i32, cs: i32): f64 { return asymmetry<f64>(n, a, rs, cs); }
export function sasymmetry(n: i32, a: usize, rs: i32, cs: i32): f32 { return asymmetry<f32>(n, a, rs, cs); }

/** Takes exchanges of rows back; zeros above the diagonal. */
export function dlaswp(n: i32, r: i32, pivots: usize, b: usize, brs: i32, bcs: i32): void { laswp<f64>(n, r, pivots, b, brs, bcs); }
export function slaswp(n: i32, r: i32, pivots: usize, b: usize, brs: i32, bcs: i32): void { laswp<f32>(n, r, pivots, b, brs, bcs); }
export function dclearUpper(n: i32, a: usize, rs: i32, cs: i32): void { clearUpper<f64>(n, a, rs, cs); }
export function sclearUpper(n: i32, a: usize, rs: i32, cs: i32): void { clearUpper<f32>(n, a, rs, cs); }

/** λ, V of a general matrix, and the bytes of scratch this takes. */
export function dgeev(n: i32, A: usize, acs: i32, re: usize, im: usize, V: usize, vcs: i32, scratch: usize, gemmScratch: usize): i32 { return geev<f64>(n, A, acs, re, im, V, vcs, scratch, gemmScratch); }
export function dgeevScratch(n: i32, vectors: bool): f64 { return geevScratch<f64>(n, vectors); }

/** L, D of a symmetric matrix with Bunch and Kaufman's pivoting. */
export function dsytrf(n: i32, A: usize, acs: i32, order: usize, permutation: usize): void { sytrf<f64>(n, A, acs, order, permutation); }

/** R, reflectors and permutation of a matrix with its columns pivoted. */
export function dgeqp3(m: i32, n: i32, A: usize, acs: i32, tau: usize, permutation: usize, norms: usize): void { geqp3<f64>(m, n, A, acs, tau, permutation, norms); }

/** C ← Q·C or Qᵀ·C with the reflectors that geqrf left. */
export function dormqr(transpose: bool, m: i32, n: i32, k: i32, A: usize, acs: i32, tau: usize, C: usize, ccs: i32, work: usize, gemmScratch: usize): void { ormqr<f64>(transpose, m, n, k, A, acs, tau, C, ccs, work, gemmScratch); }
