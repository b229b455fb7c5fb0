/** Commands that are signs of the grammar of `parse`; the last three act element by element. */
export const SIGNS: ReadonlyMap<string, string> = new Map([
  ['cdot', '*'],
  ['times', '*'],
  ['ast', '*'],
  ['div', '/'],
  ['odot', '.*'],
  ['circ', '.*'],
  ['oslash', './'],
]);
/** Commands that only make room. */
export const SPACES: ReadonlySet<string> = new Set([
  ',',
  ';',
  ':',
  '!',
  ' ',
  'quad',
  'qquad',
  'displaystyle',
  'limits',
]);
/** Functions that the grammar calls otherwise. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ['ln', 'log'],
  ['lg', 'log10'],
  ['log', 'log'],
]);
