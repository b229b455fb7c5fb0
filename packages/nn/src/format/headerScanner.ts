import { FormatError } from '@nablajs/core-wasm';

const where = 'readSafetensors';
const utf8: TextDecoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The tokens of a safetensors header: strings, whole numbers and punctuation of JSON, read from bytes.
 *
 * `JSON.parse` keeps the last of two equal keys and tells no positions; a header with two tensors of one name has to be
 * refused, and the checksum has to be found where it stands. Every method moves `position` past what it read.
 */
export class HeaderScanner {
  position = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether the next token is `mark`; if so it is taken. */
  accept(mark: string): boolean {
    this.#skipSpace();
    if (this.#bytes[this.position] !== mark.charCodeAt(0)) return false;
    this.position++;
    return true;
  }

  expect(mark: string): void {
    if (!this.accept(mark)) throw this.error(`'${mark}'`);
  }

  string(): string {
    this.#skipSpace();
    const start = this.position;
    if (this.#bytes[start] !== 0x22) throw this.error('a string');
    let end = start + 1;
    while (end < this.#bytes.length && this.#bytes[end] !== 0x22) end += this.#bytes[end] === 0x5c ? 2 : 1;
    if (end >= this.#bytes.length) throw this.error('a string that ends');
    this.position = end + 1;
    try {
      return JSON.parse(utf8.decode(this.#bytes.subarray(start, end + 1)));
    } catch {
      this.position = start;
      throw this.error('a string of valid UTF-8 and JSON escapes');
    }
  }

  /** A whole number from 0 to 2⁵³ − 1, without sign, fraction, exponent or leading zeros. */
  wholeNumber(): number {
    this.#skipSpace();
    const start = this.position;
    let value = 0;
    while (this.#isDigit() && this.position - start < 17) value = value * 10 + this.#bytes[this.position++]! - 0x30;
    const length = this.position - start;
    const leadingZero = length > 1 && this.#bytes[start] === 0x30;
    if (length === 0 || leadingZero || !Number.isSafeInteger(value)) {
      this.position = start;
      throw this.error('a whole number below 2⁵³');
    }
    return value;
  }

  wholeNumbers(): number[] {
    const numbers: number[] = [];
    this.expect('[');
    if (this.accept(']')) return numbers;
    do numbers.push(this.wholeNumber());
    while (this.accept(','));
    this.expect(']');
    return numbers;
  }

  /** Reads `{ "key": value, … }`; `member` must read the value. Two equal keys are refused. */
  object(member: (key: string) => void): void {
    const seen = new Set<string>();
    this.expect('{');
    if (this.accept('}')) return;
    do {
      const key = this.string();
      if (seen.has(key)) throw this.error('every name once', `"${key}" again`);
      seen.add(key);
      this.expect(':');
      member(key);
    } while (this.accept(','));
    this.expect('}');
  }

  /** Nothing but the spaces that pad a header may follow. */
  end(): void {
    this.#skipSpace();
    if (this.position < this.#bytes.length) throw this.error('the end of the header');
  }

  error(expected: string, got?: string): FormatError {
    const byte = this.#bytes[this.position];
    const found = byte === undefined ? 'the end of the header' : `byte 0x${byte.toString(16).padStart(2, '0')}`;
    return new FormatError({ where, expected, got: got ?? found, offset: 8 + this.position });
  }

  #isDigit(): boolean {
    const byte = this.#bytes[this.position];
    return byte !== undefined && byte >= 0x30 && byte <= 0x39;
  }

  #skipSpace(): void {
    let byte = this.#bytes[this.position];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = this.#bytes[++this.position];
  }
}
