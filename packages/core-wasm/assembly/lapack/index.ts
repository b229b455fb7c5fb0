// The exports of lapack: one line per kernel and dtype.
import { syev, syevScratch } from './eigh';
import { lacpy, symmetrize } from './lacpy';
import { gesvd, gesvdScratch } from './svd';
import { geqrf, geqrfScratch, orgqr } from './qr';
import { lange1, langeMax } from './lange';

/** B (m×n) ← α·A, any strides. */
export function dlacpy(m: i32, n: i32, alpha: f64, A: usize, ars: i32, acs: i32, B: usize, brs: i32, bcs: i32): void { lacpy<f64>(m, n, alpha, A, ars, acs, B, brs, bcs); }
export function slacpy(m: i32, n: i32, alpha: f32, A: usize, ars: i32, acs: i32, B: usize, brs: i32, bcs: i32): void { lacpy<f32>(m, n, alpha, A, ars, acs, B, brs, bcs); }

/** A ← (A + Aᵀ)/2; the largest difference and, at `where`, its place. */
export function dsymmetrize(n: i32, A: usize, acs: i32, where: usize): f64 { return symmetrize<f64>(n, A, acs, where); }
export function ssymmetrize(n: i32, A: usize, acs: i32, where: usize): f32 { return symmetrize<f32>(n, A, acs, where); }

/** Largest modulus; largest column sum. */
export function dlangeMax(m: i32, n: i32, A: usize, ars: i32, acs: i32): f64 { return langeMax<f64>(m, n, A, ars, acs); }
export function slangeMax(m: i32, n: i32, A: usize, ars: i32, acs: i32): f32 { return langeMax<f32>(m, n, A, ars, acs); }
export function dlange1(m: i32, n: i32, A: usize, ars: i32, acs: i32): f64 { return lange1<f64>(m, n, A, ars, acs); }
export function slange1(m: i32, n: i32, A: usize, ars: i32, acs: i32): f32 { return lange1<f32>(m, n, A, ars, acs); }

/** λ, V of a symmetric matrix, and the bytes of scratch this takes. */
export function dsyev(n: i32, A: usize, acs: i32, lambda: usize, V: usize, vcs: i32, scratch: usize, gemmScratch: usize): i32 { return syev<f64>(n, A, acs, lambda, V, vcs, scratch, gemmScratch); }
export function ssyev(n: i32, A: usize, acs: i32, lambda: usize, V: usize, vcs: i32, scratch: usize, gemmScratch: usize): i32 { return syev<f32>(n, A, acs, lambda, V, vcs, scratch, gemmScratch); }
export function dsyevScratch(n: i32): usize { return syevScratch<f64>(n); }
export function ssyevScratch(n: i32): usize { return syevScratch<f32>(n); }

/** U, Σ, V of an m×n matrix, m ≥ n, and the bytes of scratch this takes. */
export function dgesvd(m: i32, n: i32, A: usize, acs: i32, S: usize, U: usize, ucs: i32, V: usize, vcs: i32, scratch: usize, gemmScratch: usize): i32 { return gesvd<f64>(m, n, A, acs, S, U, ucs, V, vcs, scratch, gemmScratch); }
export function sgesvd(m: i32, n: i32, A: usize, acs: i32, S: usize, U: usize, ucs: i32, V: usize, vcs: i32, scratch: usize, gemmScratch: usize): i32 { return gesvd<f32>(m, n, A, acs, S, U, ucs, V, vcs, scratch, gemmScratch); }
export function dgesvdScratch(m: i32, n: i32, vectors: bool): usize { return gesvdScratch<f64>(m, n, vectors); }
export function sgesvdScratch(m: i32, n: i32, vectors: bool): usize { return gesvdScratch<f32>(m, n, vectors); }

/** R and reflectors; then Q explicitly. */
export function dgeqrf(m: i32, n: i32, A: usize, acs: i32, tau: usize, work: usize, gemmScratch: usize): void { geqrf<f64>(m, n, A, acs, tau, work, gemmScratch); }
export function sgeqrf(m: i32, n: i32, A: usize, acs: i32, tau: usize, work: usize, gemmScratch: usize): void { geqrf<f32>(m, n, A, acs, tau, work, gemmScratch); }
export function dorgqr(m: i32, n: i32, k: i32, A: usize, acs: i32, tau: usize, work: usize, gemmScratch: usize): void { orgqr<f64>(m, n, k, A, acs, tau, work, gemmScratch); }
export function sorgqr(m: i32, n: i32, k: i32, A: usize, acs: i32, tau: usize, work: usize, gemmScratch: usize): void { orgqr<f32>(m, n, k, A, acs, tau, work, gemmScratch); }
export function dgeqrfScratch(m: i32, n: i32): usize { return geqrfScratch<f64>(m, n); }
export function sgeqrfScratch(m: i32, n: i32): usize { return geqrfScratch<f32>(m, n); }
