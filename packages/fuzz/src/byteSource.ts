/**
 * Reads decisions from bytes, so that a structured input (a formula, a sequence of calls) is mutated as bytes: a byte
 * changed is a decision changed, a byte inserted shifts the later ones. After the end every decision is zero.
 */
export class ByteSource {
  #at = 0;

  constructor(private readonly input: Uint8Array) {}

  /** Whether bytes are left. */
  get more(): boolean {
    return this.#at < this.input.length;
  }

  byte(): number {
    return this.input[this.#at++] ?? 0;
  }

  /** A number of 0, 1, …, n − 1. */
  below(n: number): number {
    if (n <= 256) return this.byte() % n;
    return ((this.byte() << 16) | (this.byte() << 8) | this.byte()) % n;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** Any double: one time in four a number that arithmetic treats specially, one in four any bits, else a tame one. */
  double(): number {
    const kind = this.byte();
    if (kind < 64) return this.pick(SPECIAL);
    if (kind < 128) {
      const view = new DataView(new ArrayBuffer(8));
      for (let i = 0; i < 8; i++) view.setUint8(i, this.byte());
      return view.getFloat64(0);
    }
    return (this.below(65_536) - 32_768) / 2 ** (kind & 15);
  }
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  2 ** -1022,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  1e300,
  1e-300,
  Number.EPSILON,
  1 - Number.EPSILON / 2,
  2 ** 53,
  Math.PI,
  Math.PI / 2,
  0.5,
  2,
  3,
];
