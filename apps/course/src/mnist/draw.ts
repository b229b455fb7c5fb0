// Digits in a terminal: two pixels a character, one above the other, by half blocks.

/** Rows and columns of an MNIST image; the digit itself fills the 20×20 in the middle. */
const SIDE = 28;
const MARGIN = 4;
const INK = 96;

const BLOCKS = [' ', '▄', '▀', '█'];

/** One image, 784 bytes row by row, as ten lines of twenty characters. */
export function drawDigit(pixels: ArrayLike<number>): string[] {
  const ink = (row: number, column: number): number => (pixels[row * SIDE + column] > INK ? 1 : 0);
  const lines: string[] = [];
  for (let row = MARGIN; row < SIDE - MARGIN; row += 2) {
    let line = '';
    for (let column = MARGIN; column < SIDE - MARGIN; column++)
      line += BLOCKS[2 * ink(row, column) + ink(row + 1, column)];
    lines.push(line);
  }
  return lines;
}

/** Several drawings beside each other, with a caption under each. */
export function beside(drawings: readonly { readonly lines: readonly string[]; readonly caption: string }[]): string[] {
  const width = SIDE - 2 * MARGIN + 2;
  // Chinese characters and marks take two columns each.
  const padded = (text: string): string =>
    text + ' '.repeat(Math.max(0, width - text.length - (text.match(/[\u2e80-\uffef]/g)?.length ?? 0)));
  const rows = drawings[0]?.lines.map((_, row) => drawings.map(({ lines }) => padded(lines[row])).join('')) ?? [];
  return [...rows, drawings.map(({ caption }) => padded(caption)).join('')].map((line) => line.trimEnd());
}
