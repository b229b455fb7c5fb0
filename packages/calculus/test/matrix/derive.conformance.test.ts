import { readFileSync } from 'node:fs';
import { diff, type Expr, evaluate, parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { deviation, flat } from './tables/differences.js';

interface JaxRecord {
  readonly id: string;
  readonly expr: string;
  readonly wrt: string;
  readonly shapes: Record<string, number[]>;
  readonly inputs: Record<string, unknown>;
  readonly value: unknown;
  readonly derivative: unknown;
  readonly hessian?: unknown;
}

const { records } = JSON.parse(readFileSync(new URL('./vectors/jax.json', import.meta.url), 'utf8')) as {
  records: JaxRecord[];
};

const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.flat(4) : [value as number]);

describe('random formulas against JAX in double precision', () => {
  it.each(records.map((record) => [record.expr, record.wrt, record] as const))('%s by %s', (_text, wrt, record) => {
    const { shapes, inputs } = record;
    const agrees = (f: Expr, expected: number[]): void => {
      const largest = Math.max(...expected.map(Math.abs));
      for (const each of [f, parse(f.toString(), { shapes })]) {
        const got = flat(evaluate(each, inputs));
        expect(got.length).toBe(expected.length);
        if (largest > 1e-6) expect(deviation(got, expected), `${each}`).toBeLessThan(1e-10);
        else expect(Math.max(...got.map(Math.abs)), `${each}`).toBeLessThan(1e-10);
      }
    };
    const f = parse(record.expr, { shapes });
    agrees(f, numbers(record.value));
    agrees(diff(f, wrt), numbers(record.derivative));
    if (record.hessian !== undefined) agrees(diff(f, wrt, wrt), numbers(record.hessian));
  });
});
