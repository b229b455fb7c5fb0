/** Why a line search came back without a step, in plain words. */
import { short } from '../convergence.js';
import type { Descent } from '../descent.js';
import type { Stop } from '../result.js';

/** A gradient whose square leaves the range of a double. */
const tooLarge = 1e150;

/**
 * No point along a direction with ∇f·d < 0 lies lower. At the first iterate the gradient is suspect; later on either f
 * has no lower double nearby (the driver decides that from the gradient) or f is not smooth.
 */
export function noDescent(at: Descent): Stop {
  if (at.gradientNorm > tooLarge) {
    return {
      status: 'line-search-failed',
      message: `‖∇f‖ = ${short(at.gradientNorm)} overflows when squared: scale f or the variables down`,
    };
  }
  return {
    status: 'line-search-failed',
    message:
      at.iteration === 0
        ? 'f does not decrease along −∇f from the starting point: the gradient may be wrong, see checkGradient'
        : `f does not decrease along a descent direction at iteration ${at.iteration}, where ‖∇f‖ = ${short(at.gradientNorm)}`,
  };
}
