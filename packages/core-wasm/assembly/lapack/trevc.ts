// T·Y = Y·Λ for quasi-triangular T by back substitution (LAPACK dtrevc, dlaln2), scaled along the way so that defective
// and nearly equal eigenvalues give large entries but never infinite ones.
// A pair of complex eigenvalues takes two columns: the real and the imaginary part of the vector of the first.

import { axpy, scal } from '../blas/axpy';
import { asum } from '../blas/nrm2';
import { eps, safeMin } from './lamch';

/** The factor by which the last call of solveBlock shrank its right-hand side. */
let blockScale: f64 = 1;

// @ts-ignore: decorator
@inline
function get<T>(A: usize, acs: i32, i: i32, j: i32): f64 {
  return <f64>load<T>(A + <usize>(i + j * acs) * sizeof<T>());
}

let quotientRe: f64 = 0;
let quotientIm: f64 = 0;

/** (a + bi)/(c + di) into quotientRe, quotientIm, by Smith's method. */
function divide(a: f64, b: f64, c: f64, d: f64): void {
  if (abs<f64>(c) >= abs<f64>(d)) {
    const r = d / c;
    const den = c + d * r;
    quotientRe = (a + b * r) / den;
    quotientIm = (b - a * r) / den;
  } else {
    const r = c / d;
    const den = d + c * r;
    quotientRe = (a * r + b) / den;
    quotientIm = (b * r - a) / den;
  }
}

/**
 * (T_JJ − wr − i·wi)·x = scale·b for the diagonal block J = j…j + order − 1 with b in place at xr, xi (xi = 0: real).
 * A pivot below `smallest` is replaced by it.
 */
function solveBlock<T>(
  order: i32, T0: usize, tcs: i32, j: i32, wr: f64, wi: f64, smallest: f64, big: f64, xr: usize, xi: usize,
): void {
  const one = <usize>sizeof<T>();
  let ar = get<T>(T0, tcs, j, j) - wr;
  let ai = -wi;
  let br = <f64>load<T>(xr);
  let bi = xi ? <f64>load<T>(xi) : 0;
  blockScale = 1;
  if (order == 1) {
    let size = abs<f64>(ar) + abs<f64>(ai);
    if (size < smallest) {
      ar = smallest;
      ai = 0;
      size = smallest;
    }
    const rhs = abs<f64>(br) + abs<f64>(bi);
    if (size < 1 && rhs > 1 && rhs > big * size) blockScale = 1 / rhs;
    divide(br * blockScale, bi * blockScale, ar, ai);
    store<T>(xr, <T>quotientRe);
    if (xi) store<T>(xi, <T>quotientIm);
    return;
  }
  // Gaussian elimination with the larger entry of the first column as pivot.
  const upper = get<T>(T0, tcs, j, j + 1);
  const lower = get<T>(T0, tcs, j + 1, j);
  const dr = get<T>(T0, tcs, j + 1, j + 1) - wr;
  let cr = <f64>load<T>(xr + one);
  let ci = xi ? <f64>load<T>(xi + one) : 0;
  let ur = upper;
  let ui: f64 = 0;
  let lr = lower;
  let li: f64 = 0;
  let er = dr;
  let ei = -wi;
  if (abs<f64>(lower) > abs<f64>(ar) + abs<f64>(ai)) {
    lr = ar;
    li = ai;
    ar = lower;
    ai = 0;
    ur = dr;
    ui = -wi;
    er = upper;
    ei = 0;
    const tr = br;
    const ti = bi;
    br = cr;
    bi = ci;
    cr = tr;
    ci = ti;
  }
  if (abs<f64>(ar) + abs<f64>(ai) < smallest) {
    ar = smallest;
    ai = 0;
  }
  divide(lr, li, ar, ai);
  er -= quotientRe * ur - quotientIm * ui;
  ei -= quotientRe * ui + quotientIm * ur;
  cr -= quotientRe * br - quotientIm * bi;
  ci -= quotientRe * bi + quotientIm * br;
  if (abs<f64>(er) + abs<f64>(ei) < smallest) {
    er = smallest;
    ei = 0;
  }
  const rhs = max<f64>(abs<f64>(br) + abs<f64>(bi), abs<f64>(cr) + abs<f64>(ci));
  const size = (abs<f64>(er) + abs<f64>(ei)) * min<f64>(1, abs<f64>(ar) + abs<f64>(ai));
  if (size < 1 && rhs > big * size) blockScale = big * size / rhs;
  divide(cr * blockScale, ci * blockScale, er, ei);
  const yr = quotientRe;
  const yi = quotientIm;
  divide(br * blockScale - (ur * yr - ui * yi), bi * blockScale - (ur * yi + ui * yr), ar, ai);
  store<T>(xr, <T>quotientRe);
  store<T>(xr + one, <T>yr);
  if (xi) {
    store<T>(xi, <T>quotientIm);
    store<T>(xi + one, <T>yi);
  }
}

/** Solves for the rows above `from` in columns xr, xi (0: real). sums: those of T's columns above the diagonal. */
function backSubstitute<T>(
  from: i32, T0: usize, tcs: i32, wr: f64, wi: f64, smallest: f64, big: f64, xr: usize, xi: usize, length: i32,
  sums: usize,
): void {
  const one = <usize>sizeof<T>();
  for (let j = from - 1; j >= 0; j--) {
    const order = j > 0 && get<T>(T0, tcs, j, j - 1) != 0 ? 2 : 1;
    const first = j - order + 1;
    const at = <usize>first * one;
    solveBlock<T>(order, T0, tcs, first, wr, wi, smallest, big, xr + at, xi ? xi + at : 0);
    let scale = blockScale;
    let norm: f64 = 0;
    let sum: f64 = 0;
    for (let k = first; k <= j; k++) {
      const o = <usize>k * one;
      norm = max<f64>(norm, abs<f64>(<f64>load<T>(xr + o)) + (xi ? abs<f64>(<f64>load<T>(xi + o)) : 0));
      sum = max<f64>(sum, <f64>load<T>(sums + o));
    }
    // The block itself is scaled already by what solveBlock took out.
    if (scale != 1) {
      scaleAround<T>(length, xr, first, j, <T>scale);
      if (xi) scaleAround<T>(length, xi, first, j, <T>scale);
    }
    if (norm > 1 && sum > big / norm) {
      scal<T>(length, <T>(1 / norm), xr, 1);
      if (xi) scal<T>(length, <T>(1 / norm), xi, 1);
    }
    for (let k = first; k <= j; k++) {
      const o = <usize>k * one;
      const column = T0 + <usize>(k * tcs) * one;
      axpy<T>(first, -load<T>(xr + o), column, 1, xr, 1);
      if (xi) axpy<T>(first, -load<T>(xi + o), column, 1, xi, 1);
    }
    j = first;
  }
}

/** Scales all of x but the elements first…last. */
function scaleAround<T>(length: i32, x: usize, first: i32, last: i32, factor: T): void {
  scal<T>(first, factor, x, 1);
  scal<T>(length - last - 1, factor, x + <usize>(last + 1) * sizeof<T>(), 1);
}

/**
 * Y (n×n by columns) ← eigenvectors of T, largest entry of modulus 1, for the eigenvalues re, im that hqr found.
 * sums: n elements. T's entries are of order 1.
 */
export function trevc<T>(n: i32, T0: usize, tcs: i32, re: usize, im: usize, Y: usize, ycs: i32, sums: usize): void {
  const one = <usize>sizeof<T>();
  const ulp = <f64>eps<T>() * 2;
  const small = <f64>safeMin<T>() * (<f64>n / ulp);
  const big = (1 - ulp) / small;
  for (let j = 0; j < n; j++) {
    store<T>(sums + <usize>j * one, asum<T>(j, T0 + <usize>(j * tcs) * one, 1));
    memory.fill(Y + <usize>(j * ycs) * one, 0, <usize>n * one);
  }
  for (let k = n - 1; k >= 0; k--) {
    const wr = <f64>load<T>(re + <usize>k * one);
    const wi = abs<f64>(<f64>load<T>(im + <usize>k * one));
    const smallest = max<f64>(ulp * (abs<f64>(wr) + wi), small);
    const y = Y + <usize>(k * ycs) * one;
    const column = T0 + <usize>(k * tcs) * one;
    if (wi == 0) {
      store<T>(y + <usize>k * one, <T>1);
      for (let i = 0; i < k; i++) store<T>(y + <usize>i * one, -load<T>(column + <usize>i * one));
      backSubstitute<T>(k, T0, tcs, wr, 0, smallest, big, y, 0, k + 1, sums);
    } else {
      const x = y - <usize>ycs * one;
      const before = column - <usize>tcs * one;
      const upper = get<T>(T0, tcs, k - 1, k);
      const lower = get<T>(T0, tcs, k, k - 1);
      const wide = abs<f64>(upper) >= abs<f64>(lower);
      const real = <T>(wide ? 1 : -wi / lower);
      const imaginary = <T>(wide ? wi / upper : 1);
      for (let i = 0; i < k - 1; i++) {
        const o = <usize>i * one;
        store<T>(x + o, -real * load<T>(before + o));
        store<T>(y + o, -imaginary * load<T>(column + o));
      }
      store<T>(x + <usize>(k - 1) * one, real);
      store<T>(y + <usize>k * one, imaginary);
      backSubstitute<T>(k - 1, T0, tcs, wr, wi, smallest, big, x, y, k + 1, sums);
      k -= 1;
      normalizeLargest<T>(n, x, y);
      continue;
    }
    normalizeLargest<T>(n, y, 0);
  }
}

function normalizeLargest<T>(n: i32, x: usize, y: usize): void {
  let largest: T = 0;
  for (let i = 0; i < n; i++) {
    const o = <usize>i * sizeof<T>();
    largest = max<T>(largest, abs<T>(load<T>(x + o)) + (y ? abs<T>(load<T>(y + o)) : <T>0));
  }
  scal<T>(n, <T>1 / largest, x, 1);
  if (y) scal<T>(n, <T>1 / largest, y, 1);
}
