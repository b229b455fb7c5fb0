/**
 * y = x·Φ(x) with Φ(x) = (1 + erf(x/√2))/2, element by element; dx = dy ∘ (Φ(x) + x·φ(x)), φ(x) = e^(−x²/2)/√(2π).
 * The exact form, not the one with tanh.
 */
import type { DType } from '@nablajs/core-wasm';
import { onnxTypes } from '../format/onnxGraph.js';
import { entrywise, type Layer } from './layer.js';

/**
 * The Gaussian error linear unit.
 *
 * @see Hendrycks, Gimpel, "Gaussian error linear units", arXiv:1606.08415
 *
 * @example
 * ```ts
 * import { dense, gelu, Network } from '@nablajs/nn';
 *
 * const net = new Network([dense(3, 8), gelu(), dense(8, 2)], { dtype: 'f64' });
 * console.log(net.dtype); // f64
 * ```
 */
export function gelu(): Layer {
  return {
    kind: 'gelu',
    options: {},
    outputs: (width) => width,
    workspace: (rows, inputs) => 2 * rows * inputs,
    forward: (core, { rows, outputs, x, y }) => core.Gelu(rows * outputs, x, y),
    backward(core, { rows, outputs, x, dy, dx, workspace, wantDx }) {
      if (!wantDx) return;
      const n = rows * outputs;
      const halfSquares = workspace + n * core.bytes;
      core.geluArguments(n, x, workspace, halfSquares);
      core.Erf(n, workspace, workspace);
      core.Exp(n, halfSquares, halfSquares);
      core.geluBackward(n, x, workspace, halfSquares, dy, dx);
    },
    onnx(graph, x, _parameters, dtype) {
      // ONNX Runtime has Erf in single precision only; its 6e-8 is all that an f64 network loses here.
      const cast = (name: string, to: DType): string =>
        dtype === 'f32' ? name : graph.node('Cast', [name], { to: { integer: onnxTypes[to] } });
      const scaled = graph.node('Mul', [x, graph.scalar(Math.SQRT1_2, dtype)]);
      const erf = cast(graph.node('Erf', [cast(scaled, 'f32')]), 'f64');
      const shifted = graph.node('Add', [erf, graph.scalar(1, dtype)]);
      return graph.node('Mul', [graph.node('Mul', [x, graph.scalar(0.5, dtype)]), shifted]);
    },
    torch: () => 'nn.GELU()',
    jax: (x) => `jax.nn.gelu(${x}, approximate=False)`,
    reason: entrywise,
    formulas: ({ x, y }) => [`${y} = ${x} ∘ Φ(${x})`, `d${x} = d${y} ∘ (Φ(${x}) + ${x} ∘ φ(${x}))`],
  };
}
