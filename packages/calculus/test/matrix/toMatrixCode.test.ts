import { execFileSync, spawnSync } from 'node:child_process';
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
  ['max(Y)', 'Y'],
  ['erf(x)', 'x'],
  ["2^(x'*y)", 'x'],
  ['sqrt(pi)*exp(s)*sum(Y)', 'Y'],
  ['mean(x.^2)/norm2(y)', 'x'],
];

const interpreters = [process.env.NABLA_PYTHON, '/usr/bin/python3', 'python3'].filter((each) => each !== undefined);

/** An interpreter that has the module. */
function interpreterWith(module: string): string | undefined {
  return interpreters.find((python) => spawnSync(python, ['-c', `import ${module}`]).status === 0);
}

const libraries = [
  { language: 'numpy', module: 'numpy', array: 'np.array(v, dtype=float)', before: '' },
  { language: 'torch', module: 'torch', array: 'torch.tensor(v, dtype=torch.float64)', before: '' },
  {
    language: 'jax',
    module: 'jax',
    array: 'jnp.array(v)',
    before: 'import jax\njax.config.update("jax_enable_x64", True)',
  },
] as const;

describe.each(libraries)('emitted code for $language', ({ language, module, array, before }) => {
  const python = interpreterWith(module);

  it.runIf(python !== undefined)(`computes what evaluate computes (needs a Python with ${module})`, () => {
    const values = valuesOf({ shapes }, 3);
    const plain = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : value.toArray()]),
    );
    const variables = Object.keys(shapes);
    const numbers = Object.entries(plain).filter(([, value]) => typeof value === 'number');
    const cases = [
      ...table.map(([text, wrt]) => diff(parse(text, { shapes }), wrt)),
      diff(parse('det(X)', { shapes }), 'X', 'X'),
    ];
    const program = [
      ...cases.map((derived, k) => toCode(derived, language, { name: `f${k}`, variables })),
      before,
      'import json, sys, numpy',
      `given = {k: v if k in ${JSON.stringify(numbers.map(([name]) => name))} else ${array} for k, v in json.load(sys.stdin).items()}`,
      `results = [f(**given) for f in [${cases.map((_, k) => `f${k}`).join(', ')}]]`,
      'print(json.dumps([numpy.ravel(numpy.asarray(each)).tolist() for each in results]))',
    ].join('\n');
    const printed = execFileSync(python!, ['-c', program], { input: JSON.stringify(plain), encoding: 'utf8' });
    const results = JSON.parse(printed) as number[][];
    cases.forEach((derived, k) => {
      expect(deviation(results[k]!, flat(evaluate(derived, values))), `${derived}`).toBeLessThan(1e-12);
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

  it('takes an argument for its size, renames what is reserved and imports what it uses', () => {
    expect(toCode(diff(parse('sum(Y)', { shapes }), 'Y'), 'numpy')).toBe(
      'import numpy as np\n\n\ndef f(Y):\n    m = Y.shape[0]\n    n = Y.shape[1]\n    return np.full((m, n), 1.0)\n',
    );
    expect(toCode(parse("lambda*x'*x", { shapes }), 'numpy')).toContain(
      '\n\ndef f(lambda_, x):\n    return lambda_ * (x @ x)\n',
    );
    expect(toCode(parse('erf(x)', { shapes }), 'numpy')).toContain('import math\n\nimport numpy as np\n');
    const t0 = { t0: ['n'], A: ['n', 'n'] } as const;
    expect(toCode(parse('sin(A*t0).*(A*t0)', { shapes: t0 }), 'numpy')).toContain('t0_ = A @ t0\n');
  });

  it('refuses a language without matrices', () => {
    expect(() => toCode(parse('A*x', { shapes }), 'c')).toThrow(/numpy, torch, jax or julia/);
  });
});
