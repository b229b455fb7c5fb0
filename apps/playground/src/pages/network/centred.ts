import { PIXELS, SIDE } from './digits.js';

/** MNIST's digits fill a box of 20×20, and their centre of mass is the centre of the image. */
const BOX = 20;

/**
 * A drawing as MNIST's makers would have scanned it: scaled to 20×20 with its proportions kept, then moved so that its
 * centre of mass Σ v·(x, y) / Σ v is the centre of 28×28.
 *
 * @param ink Values in [0, 1], row by row, of a square drawing.
 * @returns 784 values, or undefined for an empty drawing.
 * @see LeCun, Bottou, Bengio, Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 86 (1998), §III.A.
 */
export function centred(ink: Float32Array): Float32Array | undefined {
  const n = Math.round(Math.sqrt(ink.length));
  let [left, right, top, bottom] = [n, -1, n, -1];
  for (let i = 0; i < ink.length; i++) {
    if (ink[i]! < 0.05) continue;
    const [x, y] = [i % n, Math.floor(i / n)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  if (right < left) return undefined;
  const scale = Math.max(right - left + 1, bottom - top + 1) / BOX;
  const box = new Float32Array(BOX * BOX);
  let [mass, sumX, sumY] = [0, 0, 0];
  for (let y = 0; y < BOX; y++) {
    for (let x = 0; x < BOX; x++) {
      const value = meanOver(ink, n, left + x * scale, top + y * scale, scale);
      box[y * BOX + x] = value;
      mass += value;
      sumX += value * (x + 0.5);
      sumY += value * (y + 0.5);
    }
  }
  const place = (sum: number): number => Math.round(SIDE / 2 - sum / mass);
  const [dx, dy] = [place(sumX), place(sumY)];
  const image = new Float32Array(PIXELS);
  for (let y = 0; y < BOX; y++) {
    for (let x = 0; x < BOX; x++) {
      const [column, row] = [x + dx, y + dy];
      // A narrow digit does not fill its box, and the empty part may reach beyond the image.
      if (column >= 0 && column < SIDE && row >= 0 && row < SIDE) image[row * SIDE + column] = box[y * BOX + x]!;
    }
  }
  return image;
}

/** The mean of the drawing over the square of side `side` at (x, y); outside the drawing there is no ink. */
function meanOver(ink: Float32Array, n: number, x: number, y: number, side: number): number {
  let sum = 0;
  const samples = Math.max(2, Math.ceil(side));
  for (let j = 0; j < samples; j++) {
    for (let i = 0; i < samples; i++) {
      const column = Math.floor(x + ((i + 0.5) * side) / samples);
      const row = Math.floor(y + ((j + 0.5) * side) / samples);
      if (column < n && row < n) sum += ink[row * n + column]!;
    }
  }
  return sum / samples ** 2;
}
