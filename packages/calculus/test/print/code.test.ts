import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError } from '@nablajs/core-wasm';
import { randomFormula, seededDraw } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import { diff, evaluate, type Language, parse, toCode } from '../../src/index.js';
import { regular } from '../regular.js';

const formulas = [
  'exp(x*y)*cos(x - y) + x^3/7 - 1/x^2 + y^x',
  'log(1 + x^2 + y^2)*sqrt(x + 3) - atan2(y, x)/2 + x^2.5',
  'abs(x - y) + max(x, y)*sign(x - 2) + relu(y) + where(x - 1, y, x^-2)',
  'sigmoid(x) + softplus(y) + cbrt(x - 3) + min(x, y) + log2(x) + asinh(y)',
  '-x^2 + (x - 1)^-3 - (-x)^2*2^-x + 2*y/3',
];
const nested = `${'sin('.repeat(200)}x + y${')'.repeat(200)}`;
const at = { x: 1.7, y: 0.6 };
const draw = seededDraw(19);
while (formulas.length < 60) {
  const text = randomFormula(draw, 4).replace(/erf/g, 'tanh');
  const slope = diff(parse(text), 'x');
  if (regular(slope, at.x, at.y) && Math.abs(evaluate(slope, at) as number) < 1e6) formulas.push(text);
}
formulas.push(nested);
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

/** Pythons that may have the libraries; NABLA_PYTHON names one with JAX. */
const PYTHONS = [process.env.NABLA_PYTHON, 'python3', '/usr/bin/python3'].filter((each) => each !== undefined);

/** Runs the emitted functions in the first Python that has what they import. */
function runPython(language: Language, argument: (x: number) => string): number[] | undefined {
  const call = (i: number): string => `print(repr(float(f${i}(${argument(at.x)}, ${argument(at.y)}))))`;
  const doubles = language === 'jax' ? 'import jax\njax.config.update("jax_enable_x64", True)\n' : '';
  const text = `${doubles}${code(language).join('\n')}\n${formulas.map((_, i) => call(i)).join('\n')}\n`;
  for (const python of PYTHONS) {
    const got = run('f.py', text, [python, 'f.py']);
    if (got !== undefined) return got;
  }
  return undefined;
}

function near(got: readonly number[]): void {
  for (const [i, value] of got.entries()) {
    expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-11 * Math.max(1, Math.abs(expected[i]!)));
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

  it.for([
    ['numpy', String],
    ['torch', (x: number) => `torch.tensor(${x}, dtype=torch.float64)`],
    ['jax', (x: number) => `jnp.asarray(${x}, dtype=jnp.float64)`],
  ] as const)('%s runs and computes the same values', ([language, argument], context) => {
    const got = runPython(language, argument);
    if (got === undefined) context.skip(`${language} is not installed`);
    else near(got);
  });

  it('breaks deep nesting into lines that a parser takes', () => {
    const longest = Math.max(
      ...toCode(parse(nested), 'numpy')
        .split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThan(200);
    const limits = { characters: 1e7, depth: 1e6, nodes: 1e6 };
    const tower = parse(`x${'^x'.repeat(30_000)}`, { limits });
    expect(toCode(tower, 'c').length).toBeLessThan(2e6);
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
