/**
 * Protocol Buffers' wire format, as much of it as a writer of ONNX needs: a message is a sequence of fields
 * (number << 3 | wire type) value, with varints of 7 bits a byte, lowest first.
 *
 * @see https://protobuf.dev/programming-guides/encoding/
 */
const utf8: TextEncoder = new TextEncoder();

/** A message under construction. Every method appends one field and returns the message. */
export class Message {
  readonly #parts: Uint8Array[] = [];

  /** An int32, int64, enum or bool that is not negative. */
  integer(field: number, value: number): this {
    this.#parts.push(varint(field * 8), varint(value));
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value));
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.encode());
  }

  bytes(field: number, value: Uint8Array): this {
    this.#parts.push(varint(field * 8 + 2), varint(value.length), value);
    return this;
  }

  float(field: number, value: number): this {
    this.#parts.push(varint(field * 8 + 5), new Uint8Array(Float32Array.of(value).buffer));
    return this;
  }

  encode(): Uint8Array {
    const length = this.#parts.reduce((sum, part) => sum + part.length, 0);
    const encoded = new Uint8Array(length);
    let position = 0;
    for (const part of this.#parts) {
      encoded.set(part, position);
      position += part.length;
    }
    return encoded;
  }
}

function varint(value: number): Uint8Array {
  const digits: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) digits.push((rest % 128) + 128);
  return Uint8Array.of(...digits, rest);
}
