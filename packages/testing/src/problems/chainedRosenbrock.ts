/** f(x) = Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², i < n, as SciPy's `rosen`: the minimum 0 at (1, …, 1), from n = 4 on a second one. */
export function chainedRosenbrock(n: number): {
  value(x: Float64Array): number;
  gradient(x: Float64Array, out?: Float64Array): Float64Array;
} {
  return {
    value(x) {
      let sum = 0;
      for (let i = 0; i < n - 1; i++) sum += 100 * (x[i + 1]! - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2;
      return sum;
    },
    gradient(x, g = new Float64Array(n)) {
      g.fill(0);
      for (let i = 0; i < n - 1; i++) {
        const a = x[i + 1]! - x[i]! ** 2;
        g[i]! += -400 * a * x[i]! - 2 * (1 - x[i]!);
        g[i + 1]! += 200 * a;
      }
      return g;
    },
  };
}
