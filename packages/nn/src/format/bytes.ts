import { ArgumentError } from '@nablajs/core-wasm';

/** Bytes as a reader needs them. @throws ArgumentError when they are neither a Uint8Array nor an ArrayBuffer. */
export function bytesOf(where: string, value: Uint8Array | ArrayBuffer): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new ArgumentError({
    where,
    expected: 'a Uint8Array or an ArrayBuffer',
    got: value === null ? 'null' : typeof value,
  });
}
