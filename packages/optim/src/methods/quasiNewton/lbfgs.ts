/**
 * d = −Bₖ∇f with Bₖ from the last m pairs (s, y): L-BFGS, O(mn) memory and work, for many variables.
 *
 * When a search finds nothing the pairs are forgotten and steepest descent tried.
 *
 * Source: D. Liu, J. Nocedal, On the limited memory BFGS method, Math. Prog. 45 (1989).
 */
import { firstWolfe } from '../../lineSearch/wolfe.js';
import { dot } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Iteration, Method } from '../method.js';
import { History } from './history.js';
import { firstLength, movesNothing } from './secant.js';

export const lbfgs: Method<'l-bfgs'> = {
  name: 'l-bfgs',
  order: 1,
  bounds: false,
  lineSearches: ['wolfe', 'hager-zhang', 'armijo', 'exact'],
  monotone: true,
  maxIterations: (n) => Math.max(1000, Math.min(15_000, 200 * n)),
  start(at, { lineSearch, lineSearchName, constants }) {
    const history = new History(at.n, constants.memory ?? 10);
    const direction = new Float64Array(at.n);
    let slope = 0;
    const aim = (): void => {
      direction.set(at.gradient);
      history.applyNegative(direction);
      slope = dot(direction, at.gradient);
    };
    aim();
    const iterate: Iteration = () => {
      if (!(slope < 0) || movesNothing(at, direction, slope)) {
        history.clear();
        aim();
      }
      const fresh = history.count === 0;
      const search = fresh && lineSearchName === 'wolfe' ? firstWolfe : lineSearch;
      if (search(at, direction, slope, fresh ? firstLength(at) : 1) === 0) {
        if (fresh) return noDescent(at);
        history.clear();
        aim();
        return iterate();
      }
      at.accept();
      history.push(at);
      aim();
      if (history.count > 0) at.foretold = -slope / 2;
      return undefined;
    };
    iterate.free = () => history.free();
    return iterate;
  },
};
