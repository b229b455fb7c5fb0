// The exports of blas: one line per kernel and dtype. BLAS names; element strides in place of transposition flags, and a
// vector's pointer is to its first element whatever the sign of its stride.
import { axpy, copy, scal, swap } from './axpy';
import { GEMM_SCRATCH_BYTES } from './blocking';
import { dot } from './dot';
import { gemm, gemmScratch } from './gemm';
import { gemv, ger } from './gemv';
import { asum, iamax, nrm2 } from './nrm2';
import { SYRK_EXTRA_BYTES, syrkLower } from './syrk';
import { trsmLower, trsmUpper } from './trsm';
import { trsvLower, trsvUpper } from './trsv';

/** Bytes of scratch for gemm, trsm, syrk and the factorizations, at any size; dgemmScratch and sgemmScratch: at one. */
export function gemmScratchBytes(): i32 { return GEMM_SCRATCH_BYTES + SYRK_EXTRA_BYTES; }
export function dgemmScratch(m: i32, n: i32, k: i32): i32 { return gemmScratch<f64>(m, n, k); }
export function sgemmScratch(m: i32, n: i32, k: i32): i32 { return gemmScratch<f32>(m, n, k); }

// x·y
export function ddot(n: i32, x: usize, incx: i32, y: usize, incy: i32): f64 { return dot<f64>(n, x, incx, y, incy); }
export function sdot(n: i32, x: usize, incx: i32, y: usize, incy: i32): f32 { return dot<f32>(n, x, incx, y, incy); }

// y ← y + α·x
export function daxpy(n: i32, alpha: f64, x: usize, incx: i32, y: usize, incy: i32): void { axpy<f64>(n, alpha, x, incx, y, incy); }
export function saxpy(n: i32, alpha: f32, x: usize, incx: i32, y: usize, incy: i32): void { axpy<f32>(n, alpha, x, incx, y, incy); }

// x ← α·x
export function dscal(n: i32, alpha: f64, x: usize, incx: i32): void { scal<f64>(n, alpha, x, incx); }
export function sscal(n: i32, alpha: f32, x: usize, incx: i32): void { scal<f32>(n, alpha, x, incx); }

// y ← x
export function dcopy(n: i32, x: usize, incx: i32, y: usize, incy: i32): void { copy<f64>(n, x, incx, y, incy); }
export function scopy(n: i32, x: usize, incx: i32, y: usize, incy: i32): void { copy<f32>(n, x, incx, y, incy); }

// x ↔ y
export function dswap(n: i32, x: usize, incx: i32, y: usize, incy: i32): void { swap<f64>(n, x, incx, y, incy); }
export function sswap(n: i32, x: usize, incx: i32, y: usize, incy: i32): void { swap<f32>(n, x, incx, y, incy); }

// √(Σ x_i²)
export function dnrm2(n: i32, x: usize, incx: i32): f64 { return nrm2<f64>(n, x, incx); }
export function snrm2(n: i32, x: usize, incx: i32): f32 { return nrm2<f32>(n, x, incx); }

// Σ |x_i|
export function dasum(n: i32, x: usize, incx: i32): f64 { return asum<f64>(n, x, incx); }
export function sasum(n: i32, x: usize, incx: i32): f32 { return asum<f32>(n, x, incx); }

// index of the largest |x_i|
export function idamax(n: i32, x: usize, incx: i32): i32 { return iamax<f64>(n, x, incx); }
export function isamax(n: i32, x: usize, incx: i32): i32 { return iamax<f32>(n, x, incx); }

// y ← α·A·x + β·y
export function dgemv(m: i32, n: i32, alpha: f64, a: usize, ars: i32, acs: i32, x: usize, incx: i32, beta: f64, y: usize, incy: i32): void { gemv<f64>(m, n, alpha, a, ars, acs, x, incx, beta, y, incy); }
export function sgemv(m: i32, n: i32, alpha: f32, a: usize, ars: i32, acs: i32, x: usize, incx: i32, beta: f32, y: usize, incy: i32): void { gemv<f32>(m, n, alpha, a, ars, acs, x, incx, beta, y, incy); }

// A ← A + α·x·yᵀ
export function dger(m: i32, n: i32, alpha: f64, x: usize, incx: i32, y: usize, incy: i32, a: usize, ars: i32, acs: i32): void { ger<f64>(m, n, alpha, x, incx, y, incy, a, ars, acs); }
export function sger(m: i32, n: i32, alpha: f32, x: usize, incx: i32, y: usize, incy: i32, a: usize, ars: i32, acs: i32): void { ger<f32>(m, n, alpha, x, incx, y, incy, a, ars, acs); }

// x ← L⁻¹·x
export function dtrsvLower(n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, x: usize, incx: i32): void { trsvLower<f64>(n, unit, l, lrs, lcs, x, incx); }
export function strsvLower(n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, x: usize, incx: i32): void { trsvLower<f32>(n, unit, l, lrs, lcs, x, incx); }

// x ← U⁻¹·x
export function dtrsvUpper(n: i32, unit: bool, u: usize, urs: i32, ucs: i32, x: usize, incx: i32): void { trsvUpper<f64>(n, unit, u, urs, ucs, x, incx); }
export function strsvUpper(n: i32, unit: bool, u: usize, urs: i32, ucs: i32, x: usize, incx: i32): void { trsvUpper<f32>(n, unit, u, urs, ucs, x, incx); }

// B ← L⁻¹·B
export function dtrsmLower(m: i32, n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void { trsmLower<f64>(m, n, unit, l, lrs, lcs, b, brs, bcs, scratch); }
export function strsmLower(m: i32, n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void { trsmLower<f32>(m, n, unit, l, lrs, lcs, b, brs, bcs, scratch); }

// B ← U⁻¹·B
export function dtrsmUpper(m: i32, n: i32, unit: bool, u: usize, urs: i32, ucs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void { trsmUpper<f64>(m, n, unit, u, urs, ucs, b, brs, bcs, scratch); }
export function strsmUpper(m: i32, n: i32, unit: bool, u: usize, urs: i32, ucs: i32, b: usize, brs: i32, bcs: i32, scratch: usize): void { trsmUpper<f32>(m, n, unit, u, urs, ucs, b, brs, bcs, scratch); }

// lower triangle of C ← α·A·Aᵀ + β·C
export function dsyrkLower(n: i32, k: i32, alpha: f64, a: usize, ars: i32, acs: i32, beta: f64, c: usize, crs: i32, ccs: i32, scratch: usize): void { syrkLower<f64>(n, k, alpha, a, ars, acs, beta, c, crs, ccs, scratch); }
export function ssyrkLower(n: i32, k: i32, alpha: f32, a: usize, ars: i32, acs: i32, beta: f32, c: usize, crs: i32, ccs: i32, scratch: usize): void { syrkLower<f32>(n, k, alpha, a, ars, acs, beta, c, crs, ccs, scratch); }

// C ← α·A·B + β·C
export function dgemm(m: i32, n: i32, k: i32, alpha: f64, a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, beta: f64, c: usize, crs: i32, ccs: i32, scratch: usize): void { gemm<f64>(m, n, k, alpha, a, ars, acs, b, brs, bcs, beta, c, crs, ccs, scratch); }
export function sgemm(m: i32, n: i32, k: i32, alpha: f32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, beta: f32, c: usize, crs: i32, ccs: i32, scratch: usize): void { gemm<f32>(m, n, k, alpha, a, ars, acs, b, brs, bcs, beta, c, crs, ccs, scratch); }
