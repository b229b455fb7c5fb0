import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codec, flag, integer, number, numbers, oneOf, point, text, words } from '../../src/url/codec.js';

interface Inputs {
  f: string;
  n: number;
  x: number;
  on: boolean;
  kind: 'a' | 'b';
  by: readonly string[];
  box: readonly number[];
  at: Readonly<Record<string, number>>;
}

const inputs = codec<Inputs>({
  f: text('x^2', 50),
  n: integer(3, 0, 8),
  x: number(0.5, -10, 10),
  on: flag(false),
  kind: oneOf(['a', 'b'], 'a'),
  by: words(['x'], 4),
  box: numbers([-1, 1], -100, 100),
  at: point({ x: 1 }, 4),
});

const name = fc.stringMatching(/^[a-zA-Zα-ω][a-z0-9_]{0,5}$/);
const real = fc.double({ min: -10, max: 10, noNaN: true }).map((x) => x + 0);

describe('codec', () => {
  it('writes nothing for defaults and reads them back', () => {
    expect(inputs.encode(inputs.fallback)).toBe('');
    expect(inputs.decode('')).toEqual({ inputs: inputs.fallback, rejected: [] });
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(
        fc.record<Inputs>({
          f: fc.string({ maxLength: 50 }),
          n: fc.integer({ min: 0, max: 8 }),
          x: real,
          on: fc.boolean(),
          kind: fc.constantFrom('a', 'b'),
          by: fc.array(name, { maxLength: 4 }),
          box: fc.tuple(real, real),
          at: fc.dictionary(name, real, { maxKeys: 4, noNullPrototype: true }),
        }),
        (given) => {
          const { inputs: read, rejected } = inputs.decode(inputs.encode(given));
          expect(rejected).toEqual([]);
          expect({ ...read, at: { ...read.at } }).toEqual(given);
        },
      ),
    );
  });

  it('reports what it does not understand and takes the default', () => {
    const hostile = 'f=' + 'x'.repeat(51) + '&n=1e9&x=NaN&on=yes&kind=c&by=a,,b&box=1&at=x:1:2&__proto__=1';
    const { inputs: read, rejected } = inputs.decode(hostile);
    expect(read).toEqual(inputs.fallback);
    expect([...rejected].sort()).toEqual(['__proto__', 'at', 'box', 'by', 'f', 'kind', 'n', 'on', 'x']);
  });

  it('answers for any text at all, with inputs that can be written again', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (query) => {
        const { inputs: read } = inputs.decode(query);
        expect(inputs.decode(inputs.encode(read)).rejected).toEqual([]);
      }),
    );
    expect(inputs.decode('f=' + '%'.repeat(30_000)).inputs).toEqual(inputs.fallback);
  });

  it('keeps a prototype out of a point', () => {
    const { inputs: read } = inputs.decode('at=__proto__:5');
    expect(Object.getPrototypeOf(read.at)).toBe(Object.prototype);
  });
});
