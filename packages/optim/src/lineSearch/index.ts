/** The line searches by name. A new one is one file and one line here. */
import { armijo } from './armijo.js';
import { exact } from './exact.js';
import { fixed } from './fixed.js';
import { hagerZhang } from './hagerZhang.js';
import type { LineSearch } from './lineSearch.js';
import { wolfe } from './wolfe.js';

/** The names `lineSearch` takes. */
export type LineSearchName = 'none' | 'armijo' | 'wolfe' | 'hager-zhang' | 'exact';

export const lineSearches: Readonly<Record<LineSearchName, LineSearch>> = {
  none: fixed,
  armijo,
  wolfe,
  'hager-zhang': hagerZhang,
  exact,
};
