// The elements of a vector of T in memory, by their index.

/** xᵢ of the vector at x. */
// @ts-ignore: decorator
@inline
export function at<T>(x: usize, i: i32): T {
  return load<T>(x + <usize>i * sizeof<T>());
}

/** xᵢ ← value. */
// @ts-ignore: decorator
@inline
export function put<T>(x: usize, i: i32, value: T): void {
  store<T>(x + <usize>i * sizeof<T>(), value);
}
