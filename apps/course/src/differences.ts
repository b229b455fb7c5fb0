// ∂^{m₁+…}f/∂x₁^{m₁}… ≈ Σ w₁…wₖ f(x + offsets·h), products of central difference stencils on nine points, whose error
// is O(h^8). This is the check on what was derived, so it knows nothing of derivatives: it only evaluates f.
// Weights: B. Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids", Math. Comp. 51 (1988).

/**
 * Distance of the points for a derivative of the given total order, such that truncation and rounding (ε/h^order) are both
 * well below 1e-7 up to the third. A first derivative needs little room, which keeps its points off a neighbouring kink.
 */
function stepFor(order: number): number {
  return order === 1 ? 2 ** -10 : order === 2 ? 2 ** -7 : 2 ** -5;
}

const OFFSETS = [-4, -3, -2, -1, 0, 1, 2, 3, 4];

/** Fornberg's weights for the derivative of the given order at 0 on the integer points OFFSETS. */
function weights(order: number): number[] {
  let table = [[1, ...new Array<number>(order).fill(0)]];
  let product = 1;
  for (let n = 1; n < OFFSETS.length; n++) {
    let difference = 1;
    const row: number[] = new Array<number>(order + 1).fill(0);
    const next = table.map((old, j) => {
      const gap = OFFSETS[n] - OFFSETS[j];
      difference *= gap;
      return old.map((weight, m) => (OFFSETS[n] * weight - (m > 0 ? m * old[m - 1] : 0)) / gap);
    });
    const last = table[n - 1];
    for (let m = 0; m <= order; m++) {
      row[m] = (product / difference) * ((m > 0 ? m * last[m - 1] : 0) - OFFSETS[n - 1] * last[m]);
    }
    table = [...next, row];
    product = difference;
  }
  return table.map((row) => row[order]);
}

/**
 * The mixed partial derivative of `f` at `x`, one index of `x` per differentiation: `[0, 0, 1]` is ∂³f/∂x₀²∂x₁.
 * `f` may return several numbers; each is differentiated.
 */
export function differences(
  f: (x: readonly number[]) => readonly number[],
  x: readonly number[],
  indices: readonly number[],
): number[] {
  const orders = new Map<number, number>();
  for (const index of indices) orders.set(index, (orders.get(index) ?? 0) + 1);
  const step = stepFor(indices.length);
  let terms: { point: readonly number[]; weight: number }[] = [{ point: x, weight: 1 }];
  for (const [index, order] of orders) {
    const stencil = weights(order);
    terms = terms.flatMap(({ point, weight }) =>
      stencil.flatMap((w, k) =>
        w === 0
          ? []
          : [{ point: point.with(index, point[index] + OFFSETS[k] * step), weight: (weight * w) / step ** order }],
      ),
    );
  }
  const sums: number[] = [];
  for (const { point, weight } of terms) {
    f(point).forEach((value, k) => {
      sums[k] = (sums[k] ?? 0) + weight * value;
    });
  }
  return sums;
}
