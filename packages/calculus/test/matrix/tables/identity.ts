/** One row of a table of matrix derivatives: the function, the variable and the answer of the source. */
export interface Identity {
  /** The number of the equation in its source. */
  readonly number: string;
  readonly text: string;
  readonly wrt: string;
  readonly shapes: Readonly<Record<string, readonly (string | number)[]>>;
  /** The source's answer in the package's syntax; left out where only the numerical check applies. */
  readonly closed?: string;
  /** The text that the package prints, to the letter. */
  readonly printed?: string;
  /** Names declared symmetric. */
  readonly symmetric?: readonly string[];
  /** Names whose random values are made positive definite. */
  readonly positive?: readonly string[];
  /** Numbers for symbolic sizes; any left out is 3 and up, all different. */
  readonly sizes?: Readonly<Record<string, number>>;
  readonly assume?: 'invertible';
}
