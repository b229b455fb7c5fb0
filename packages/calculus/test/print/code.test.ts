import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { diff, evaluate, type Language, parse, toCode } from '../../src/index.js';

const formulas = [
  'exp(x*y)*cos(x - y) + x^3/7 - 1/x^2 + y^x',
  'log(1 + x^2 + y^2)*sqrt(x + 3) - atan2(y, x)/2 + x^2.5',
  'abs(x - y) + max(x, y)*sign(x - 2) + relu(y) + where(x - 1, y, x^-2)',
  'sigmoid(x) + softplus(y) + cbrt(x - 3) + min(x, y) + log2(x) + asinh(y)',
  '-x^2 + (x - 1)^-3 - (-x)^2*2^-x + 2*y/3',
];
const at = { x: 1.7, y: 0.6 };
const expected = formulas.map((f) => evaluate(diff(parse(f), 'x'), at) as number);
const code = (language: Language): string[] =>
  formulas.map((f, i) => toCode(diff(parse(f), 'x'), language, { name: `f${i}`, variables: ['x', 'y'] }));

/** Runs a program in a directory of its own; undefined when the command is not installed. */
function run(file: string, text: string, ...commands: readonly (readonly string[])[]): number[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-code-'));
  try {
    writeFileSync(join(folder, file), text);
    let output = '';
    for (const [command, ...args] of commands)
      output = execFileSync(command!, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return output.trim().split('\n').map(Number);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || /ModuleNotFoundError/.test(String(error)))
      return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function near(got: readonly number[]): void {
  for (const [i, value] of got.entries()) {
    expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-13 * Math.max(1, Math.abs(expected[i]!)));
  }
  expect(got.length).toBe(expected.length);
}

describe('toCode', () => {
  it('js computes the same values', async () => {
    const module = (await import(`data:text/javascript,${encodeURIComponent(code('js').join('\n'))}`)) as Record<
      string,
      (x: number, y: number) => number
    >;
    near(formulas.map((_, i) => module[`f${i}`]!(at.x, at.y)));
  });

  it('c compiles with gcc and computes the same values', (context) => {
    const calls = formulas.map((_, i) => `printf("%.17g\\n", f${i}(${at.x}, ${at.y}));`).join(' ');
    const text = `${code('c').join('\n')}\n#include <stdio.h>\nint main(void) { ${calls} return 0; }\n`;
    const got = run('f.c', text, ['gcc', '-O1', '-Wall', '-Werror', '-o', 'f', 'f.c', '-lm'], ['./f']);
    if (got === undefined) context.skip('gcc is not installed');
    else near(got);
  });

  it('numpy runs and computes the same values', (context) => {
    const calls = formulas.map((_, i) => `print(repr(float(f${i}(${at.x}, ${at.y}))))`).join('\n');
    const got = run('f.py', `${code('numpy').join('\n')}\n${calls}\n`, ['python3', 'f.py']);
    if (got === undefined) context.skip('numpy is not installed');
    else near(got);
  });

  it('torch runs and computes the same values', (context) => {
    const calls = formulas
      .map(
        (_, i) =>
          `print(repr(float(f${i}(torch.tensor(${at.x}, dtype=torch.float64), torch.tensor(${at.y}, dtype=torch.float64)))))`,
      )
      .join('\n');
    const got = run('f.py', `${code('torch').join('\n')}\n${calls}\n`, ['python3', 'f.py']);
    if (got === undefined) context.skip('torch is not installed');
    else near(got);
  });

  it('names common parts and avoids reserved words', () => {
    expect(toCode(parse('sin(x + y)^2 + cos(x + y)'), 'numpy')).toContain('t0 = x + y');
    expect(toCode(parse('lambda*2'), 'numpy')).toContain('def f(lambda_):');
    expect(toCode(parse('x₁ + α'), 'c')).toMatch(/double f\(double \w+, double \w+\)/);
    expect(toCode(parse('x/3'), 'c')).toContain('x/3.0');
    expect(toCode(parse('x^2'), 'jax')).toContain('import jax.numpy as jnp');
    expect(toCode(parse('x^2'), 'julia')).toContain('return x^2');
  });

  it('refuses unknown languages and missing variables', () => {
    expect(() => toCode(parse('x'), 'cobol' as Language)).toThrow(ArgumentError);
    expect(() => toCode(parse('x'), 'constructor' as Language)).toThrow(ArgumentError);
    expect(() => toCode(parse('x + y'), 'js', { variables: ['x'] })).toThrow(ArgumentError);
    expect(() => toCode(parse('erf(x)'), 'js')).toThrow(ArgumentError);
  });
});
