import { matmul, mean, sigmoid, softplus, tensor, transpose } from '@nablajs/core-wasm';
import type { Rewriter } from '../cases/minimize.js';

/** With the rows zᵢ = −yᵢxᵢ of Z: f = mean softplus(Zw) + 10⁻²|w|²/2 and ∇f = Zᵀσ(Zw)/m + 10⁻²w. */
export const nablaLogistic: Rewriter = ({ told, start }) => {
  const { X, y } = told as unknown as { X: Float64Array; y: Float64Array };
  const m = y.length;
  const n = start.length;
  const Z = tensor(
    X.map((value, k) => -y[Math.floor(k / n)] * value),
    { shape: [m, n] },
  );
  const turned = transpose(Z);
  return (x, gradient) => {
    const scores = matmul(Z, tensor(x as Float64Array));
    const slopes = matmul(turned, sigmoid(scores)).toTypedArray();
    let value = mean(softplus(scores)).item();
    for (let j = 0; j < n; j++) {
      gradient[j] = slopes[j] / m + 0.01 * x[j];
      value += 0.005 * x[j] * x[j];
    }
    return value;
  };
};
