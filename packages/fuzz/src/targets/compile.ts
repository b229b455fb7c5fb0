import { compile, parse } from '@nablajs/calculus';
import { NablaError } from '@nablajs/core-wasm';
import { randomFormula } from '@nablajs/testing';
import { ByteSource } from '../byteSource.js';
import { Finding, type Target } from '../target.js';

const POINTS = 3;

function sameBits(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((value, i) => Object.is(value, b[i]));
}

/** A formula and points, in WebAssembly and in the interpreter, one at a time and in a batch. */
export const compileTarget: Target = {
  name: 'compile',
  promise: 'compiled code gives the bits of the interpreter: value, gradient and Hessian, in every lane of a batch',
  seeds: [0, 3, 7, 8].map((k) => Uint8Array.from({ length: 64 }, (_, i) => (i * (2 * k + 1) + k) & 255)),
  run(input) {
    const source = new ByteSource(input);
    const text = randomFormula((n) => source.below(n), 1 + source.below(4));
    const points = Array.from({ length: POINTS }, () => [source.double(), source.double()]);
    try {
      const f = parse(text);
      const wasm = compile(f, ['x', 'y']);
      const plain = compile(f, ['x', 'y'], { backend: 'interpreter' });
      const columns = [0, 1].map((i) => Float64Array.from(points, (point) => point[i]!));
      const batch = wasm.batch(columns, POINTS);
      points.forEach((point, k) => {
        const where = `${text} at (${point.join(', ')})`;
        const value = plain.value(point);
        if (!sameBits([wasm.value(point), batch[k]!], [value, value]))
          throw new Finding(`${where}: ${value}, compiled ${wasm.value(point)}, in a batch ${batch[k]}`);
        for (const order of ['gradient', 'hessian'] as const) {
          const [a, b] = [wasm[order]!(point), plain[order]!(point)];
          if (!sameBits(a, b)) throw new Finding(`${where}: ${order} [${b}], compiled [${a}]`);
        }
      });
    } catch (error) {
      if (!(error instanceof NablaError)) throw error;
    }
  },
};
