/**
 * An ONNX graph under construction: GraphProto's nodes and initializers, by the field numbers of onnx.proto.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import type { DType, Shape } from '@nablajs/core-wasm';
import { Message } from './protobuf.js';

/** TensorProto.DataType by element type. */
export const onnxTypes: Readonly<Record<DType, number>> = { f32: 1, f64: 11 };

export class OnnxGraph {
  readonly #message = new Message();
  readonly #scalars = new Map<string, string>();
  #nodes = 0;

  /** Adds a node with one output and gives the output's name. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    output?: string,
  ): string {
    const name = output ?? `t${++this.#nodes}`;
    const node = new Message();
    for (const input of inputs) node.text(1, input);
    node.text(2, name).text(4, operator);
    for (const [key, value] of Object.entries(attributes)) {
      const attribute = new Message().text(1, key);
      if ('integer' in value) attribute.integer(3, value.integer).integer(20, 2);
      else attribute.float(2, value.float).integer(20, 1);
      node.message(5, attribute);
    }
    this.#message.message(1, node);
    return name;
  }

  /** Adds a constant tensor under its name. */
  constant(name: string, shape: Shape, data: Float32Array | Float64Array): string {
    const tensor = new Message();
    for (const length of shape) tensor.integer(1, length);
    tensor.integer(2, onnxTypes[data instanceof Float32Array ? 'f32' : 'f64']).text(8, name);
    tensor.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    this.#message.message(5, tensor);
    return name;
  }

  /** A constant of rank 0, added once for each value. */
  scalar(value: number, dtype: DType): string {
    const key = `c${value}`;
    const known = this.#scalars.get(key);
    if (known) return known;
    this.#scalars.set(key, key);
    return this.constant(key, [], dtype === 'f32' ? Float32Array.of(value) : Float64Array.of(value));
  }

  /** GraphProto with one input and one output of any number of rows. */
  finish(name: string, input: OnnxValue, output: OnnxValue): Message {
    return this.#message.text(2, name).message(11, valueInfo(input)).message(12, valueInfo(output));
  }
}

/** AttributeProto of type FLOAT or INT. */
export type OnnxAttribute = { readonly float: number } | { readonly integer: number };

/** A matrix of any number of rows that goes into or out of a graph. */
export interface OnnxValue {
  readonly name: string;
  readonly width: number;
  readonly dtype: DType;
}

/** ValueInfoProto of a matrix N × width. */
function valueInfo({ name, width, dtype }: OnnxValue): Message {
  const shape = new Message().message(1, new Message().text(2, 'N')).message(1, new Message().integer(1, width));
  const tensorType = new Message().integer(1, onnxTypes[dtype]).message(2, shape);
  return new Message().text(1, name).message(2, new Message().message(1, tensorType));
}
