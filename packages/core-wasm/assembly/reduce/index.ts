// The exports of reduce: one line per kernel and dtype.
import { sum } from './sum';

export function dsum(outer: i32, n: i32, inner: i32, x: usize, y: usize): void { sum<f64>(outer, n, inner, x, y); }
export function ssum(outer: i32, n: i32, inner: i32, x: usize, y: usize): void { sum<f32>(outer, n, inner, x, y); }
