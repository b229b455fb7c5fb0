import { execFileSync } from 'node:child_process';
import { diff, evaluate, parse, toCode } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { deviation, flat, valuesOf } from './tables/differences.js';

const shapes = {
  A: ['n', 'n'],
  X: ['n', 'n'],
  Y: ['m', 'n'],
  x: ['n'],
  y: ['n'],
  w: ['n'],
  s: [],
} as const;

/** Function and variable of the derivatives that are emitted. */
const table: readonly (readonly [text: string, wrt: string])[] = [
  ["x'*A*x", 'x'],
  ["x'*A*y", 'A'],
  ['norm2(A*x - y)^2', 'x'],
  ['sum(log(1 + exp(-y.*(X*w))))', 'w'],
  ['logsumexp(A*x)', 'x'],
  ['softmax(A*x)', 'x'],
  ['det(X)', 'X'],
  ['logdet(X)', 'X'],
  ["x'*inv(X)*y", 'X'],
  ['tr(X^3)', 'X'],
  ['sum(sigmoid(Y*x))', 'Y'],
  ['x/norm2(x)', 'x'],
  ['mean(relu(Y*X))', 'X'],
  ['sin(x)', 'x'],
  ["s*x'*x", 's'],
];

function numpyRuns(): boolean {
  try {
    execFileSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('emitted NumPy', () => {
  it.runIf(numpyRuns())('computes what evaluate computes', () => {
    const values = valuesOf({ shapes }, 3);
    const plain = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : value.toArray()]),
    );
    const variables = Object.keys(shapes);
    const cases = table.map(([text, wrt]) => diff(parse(text, { shapes }), wrt));
    const program = [
      ...cases.map((derived, k) => toCode(derived, 'numpy', { name: `f${k}`, variables })),
      'import json, sys',
      'given = {k: np.array(v, dtype=float) for k, v in json.load(sys.stdin).items()}',
      `print(json.dumps([np.ravel(f(**given)).tolist() for f in [${cases.map((_, k) => `f${k}`).join(', ')}]]))`,
    ].join('\n');
    const printed = execFileSync('python3', ['-c', program], { input: JSON.stringify(plain), encoding: 'utf8' });
    const results = JSON.parse(printed) as number[][];
    cases.forEach((derived, k) => {
      expect(deviation(results[k]!, flat(evaluate(derived, values))), `${table[k]![0]}: ${derived}`).toBeLessThan(
        1e-12,
      );
    });
  });
});

describe('emitted code', () => {
  it('reads like the library it is for', () => {
    const gradient = diff(parse("x'*A*x", { shapes }), 'x');
    const options = { name: 'gradient', variables: ['A', 'x'] };
    expect(toCode(gradient, 'numpy', options)).toBe(
      'import numpy as np\n\n\ndef gradient(A, x):\n    return (A + A.T) @ x\n',
    );
    expect(toCode(gradient, 'torch', options)).toContain('return (A + A.T) @ x');
    expect(toCode(gradient, 'jax', options)).toContain('import jax.numpy as jnp');
    expect(toCode(gradient, 'julia', options)).toBe(
      "using LinearAlgebra\n\nfunction gradient(A, x)\n    return (A .+ A') * x\nend\n",
    );
  });

  it('refuses a language without matrices', () => {
    expect(() => toCode(parse('A*x', { shapes }), 'c')).toThrow(/numpy, torch, jax or julia/);
  });
});
