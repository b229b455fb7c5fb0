const COLOURS = ['blue', 'vermilion', 'green', 'purple', 'orange', 'sky'] as const;

/** The class of data colour of the k-th path, the same in the graph and in the sum. */
export function pathColour(k: number): string {
  return COLOURS[k % COLOURS.length]!;
}
