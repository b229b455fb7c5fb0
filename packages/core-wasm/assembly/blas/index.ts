// The exports of blas: one line per kernel and dtype. BLAS names, element strides in place of transposition flags.
import { GEMM_SCRATCH_BYTES } from './blocking';
import { gemm } from './gemm';

/** Bytes of scratch for dgemm, sgemm and the kernels that call them. */
export function gemmScratchBytes(): i32 { return GEMM_SCRATCH_BYTES; }

/** C (m×n) ← α·A (m×k)·B (k×n) + β·C. */
export function dgemm(m: i32, n: i32, k: i32, alpha: f64, a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, beta: f64, c: usize, crs: i32, ccs: i32, scratch: usize): void { gemm<f64>(m, n, k, alpha, a, ars, acs, b, brs, bcs, beta, c, crs, ccs, scratch); }
export function sgemm(m: i32, n: i32, k: i32, alpha: f32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, bcs: i32, beta: f32, c: usize, crs: i32, ccs: i32, scratch: usize): void { gemm<f32>(m, n, k, alpha, a, ars, acs, b, brs, bcs, beta, c, crs, ccs, scratch); }
