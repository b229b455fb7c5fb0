/** An objective from a formula and those of its derivatives, each given as a function of x; the Hessian row-major. */
export function objective(
  value: (x: Float64Array) => number,
  gradient: (x: Float64Array) => number[],
  hessian?: (x: Float64Array) => number[],
): {
  value(x: Float64Array): number;
  gradient(x: Float64Array): Float64Array;
  hessian?(x: Float64Array): Float64Array;
} {
  return {
    value,
    gradient: (x) => Float64Array.from(gradient(x)),
    ...(hessian && { hessian: (x: Float64Array) => Float64Array.from(hessian(x)) }),
  };
}
