/** Why a line search came back without a step, in plain words. */
import { short } from '../convergence.js';
import type { Descent } from '../descent.js';
import type { Stop } from '../result.js';

/**
 * No point along a direction with ∇f·d < 0 lies lower. At the first iterate the gradient is suspect; later on either f
 * has no lower double nearby (the driver decides that from the gradient) or f is not smooth.
 */
export function noDescent(at: Descent): Stop {
  return {
    status: 'line-search-failed',
    message:
      at.iteration === 0
        ? 'f does not decrease along −∇f from the starting point: the gradient may be wrong, see checkGradient'
        : `f does not decrease along a descent direction at iteration ${at.iteration}, where ‖∇f‖ = ${short(at.gradientNorm)}`,
  };
}
