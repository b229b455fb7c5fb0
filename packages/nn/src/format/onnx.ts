import type { Model } from '../network/model.js';
import { OnnxGraph } from './onnxGraph.js';
import { Message } from './protobuf.js';

/** The operator set that the written models state. */
const onnxOpset = 17;
/** IR version 8 came with opset 17's release, ONNX 1.12. */
const irVersion = 8;

/**
 * The network as an ONNX model, for inference elsewhere: input `X` (N × inputs), output `O` (N × outputs), the last layer's
 * output as `forward` gives it, so logits under softmax cross-entropy. Opset {@link onnxOpset}; dropout is left out, batch
 * normalisation uses its running statistics. The same network gives the same bytes.
 */
export function onnxModel(model: Model): Uint8Array {
  const { layers, widths, parameters, dtype, inputs, outputs } = model.architecture;
  const graph = new OnnxGraph();
  const theta = model.theta.values;
  let x = 'X';
  layers.forEach((layer, i) => {
    const own = parameters.filter((parameter) => parameter.layer === i);
    const names = own.map(({ name, shape, offset, size }) =>
      graph.constant(name, shape, theta.slice(offset, offset + size)),
    );
    x = layer.onnx(graph, x, names, dtype);
  });
  graph.node('Identity', [x], {}, 'O');
  const body = graph.finish(
    `network ${widths.join('-')}`,
    { name: 'X', width: inputs, dtype },
    { name: 'O', width: outputs, dtype },
  );
  return new Message()
    .integer(1, irVersion)
    .text(2, '@nablajs/nn')
    .message(8, new Message().text(1, '').integer(2, onnxOpset))
    .message(7, body)
    .encode();
}
