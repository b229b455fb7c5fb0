/**
 * The binary format of a WebAssembly module, as far as straight-line functions need it (WebAssembly 1.0 §5, SIMD
 * instructions of the vector proposal).
 */
export const Type = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

export interface FunctionType {
  readonly params: readonly number[];
  readonly results: readonly number[];
}

export interface Import {
  readonly module: string;
  readonly name: string;
  /** Index of a function type, or the memory. */
  readonly type: number | 'memory';
}

export interface FunctionBody {
  readonly name: string;
  readonly type: number;
  /** Runs of locals after the parameters. */
  readonly locals: readonly (readonly [count: number, type: number])[];
  readonly code: Bytes;
}

/** A growing sequence of bytes. */
export class Bytes {
  #data = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(...values: readonly number[]): this {
    this.#reserve(values.length);
    for (const value of values) this.#data[this.#length++] = value;
    return this;
  }

  /** An unsigned integer in LEB128. */
  u32(value: number): this {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest = Math.floor(rest / 128);
    }
    return this.byte(rest);
  }

  /** A signed integer in LEB128. */
  i32(value: number): this {
    let rest = value;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  f64(value: number): this {
    this.#reserve(8);
    new DataView(this.#data.buffer).setFloat64(this.#length, value, true);
    this.#length += 8;
    return this;
  }

  text(value: string): this {
    const encoded = new TextEncoder().encode(value);
    this.u32(encoded.length);
    return this.append(encoded);
  }

  append(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#data.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** A section or body: its length, then its bytes. */
  sized(inner: Bytes): this {
    return this.u32(inner.length).append(inner.view());
  }

  view(): Uint8Array<ArrayBuffer> {
    return this.#data.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#data.length) return;
    const grown = new Uint8Array(Math.max(this.#data.length * 2, this.#length + more));
    grown.set(this.#data.subarray(0, this.#length));
    this.#data = grown;
  }
}

/** A whole module: every function is exported by its name. */
export function encodeModule(
  types: readonly FunctionType[],
  imports: readonly Import[],
  functions: readonly FunctionBody[],
): Uint8Array<ArrayBuffer> {
  const module = new Bytes().byte(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const section = (id: number, count: number, write: (bytes: Bytes) => void): void => {
    const content = new Bytes().u32(count);
    write(content);
    module.byte(id).sized(content);
  };
  section(1, types.length, (bytes) => {
    for (const { params, results } of types) {
      bytes
        .byte(0x60)
        .u32(params.length)
        .byte(...params)
        .u32(results.length)
        .byte(...results);
    }
  });
  section(2, imports.length, (bytes) => {
    for (const { module: from, name, type } of imports) {
      bytes.text(from).text(name);
      if (type === 'memory') bytes.byte(2, 0).u32(0);
      else bytes.byte(0).u32(type);
    }
  });
  section(3, functions.length, (bytes) => {
    for (const { type } of functions) bytes.u32(type);
  });
  const imported = imports.filter(({ type }) => type !== 'memory').length;
  section(7, functions.length, (bytes) => {
    functions.forEach(({ name }, index) => {
      bytes
        .text(name)
        .byte(0)
        .u32(imported + index);
    });
  });
  section(10, functions.length, (bytes) => {
    for (const { locals, code } of functions) {
      const body = new Bytes().u32(locals.length);
      for (const [count, type] of locals) body.u32(count).byte(type);
      bytes.sized(body.append(code.view()).byte(0x0b));
    }
  });
  return module.view();
}
