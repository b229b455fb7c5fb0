// The k-th allocation of core memory fails, k = 1, 2, …, under what works on the core from above: a typed error or the right
// answer, nothing kept, and the next call right. The core's own operations and networks have this test beside them.

import { compile, criticalPoints, diff, directional, evaluate, parse, taylor } from '@nablajs/calculus';
import { OutOfMemoryError, random, Tensor } from '@nablajs/core-wasm';
import { classify, leastSquares, minimize, multistart, type Result, secondDerivativeTest } from '@nablajs/optim';
import { expect, it } from 'vitest';
import { failAllocation } from '../packages/core-wasm/src/faults.js';
import { liveBytes } from '../packages/core-wasm/src/memory.js';
import { resident } from '../packages/core-wasm/src/storage.js';

const n = 40;
const generator = random(3);
const values = {
  A: generator.normal([n, n]),
  B: generator.normal([n, n]),
  x: generator.normal([n]),
  y: generator.normal([n]),
};
const shapes = { A: ['n', 'n'], B: ['n', 'n'], x: ['n'], y: ['n'] } as const;
const formula = (text: string) => parse(text, { shapes });
const bowl = parse('(x - 1)^2 + 10*(y - x^2)^2 + exp(z)*z');
const start = [-0.5, 0.4, 0.3];
const start40 = new Float64Array(n).fill(0.3);
const columns = [0, 1, 2].map((k) => Float64Array.from({ length: 1500 }, (_, i) => Math.sin(i + k)));
const names = Array.from({ length: 12 }, (_, i) => `x${i}`);
const chain = parse(names.slice(1).map((name, i) => `100*(${name} - x${i}^2)^2 + (1 - x${i})^2`).join(' + ')); // biome-ignore format: one line
const data = { model: 'a*exp(-b*t) + c', xs: [0, 1, 2, 3, 4, 5], variables: ['t'], ys: [5, 3.2, 2.2, 1.7, 1.4, 1.2] };

const calls: Record<string, () => unknown> = {
  ...Object.fromEntries(
    [
      "A*B + x*y'",
      "x'*A'*B*y",
      'inv(A)*x',
      "logdet(A*A' + eye(n))",
      'softmax(A*x)',
      'exp(A).*B',
      "tr(A*B')",
      'norm2(A*x - y)^2',
    ].map((text) => [`evaluate ${text}`, () => evaluate(formula(text), values)]),
  ),
  'evaluate a derivative': () => evaluate(diff(formula("norm2(A*x - y)^2 + x'*B*x"), 'x'), values),
  'evaluate a Hessian': () => evaluate(diff(formula('logsumexp(A*x)'), 'x', 'x'), values),
  'evaluate a derivative of three indices': () => evaluate(diff(formula("x*x'*y"), 'x', 'x'), values),
  directional: () => directional(bowl, ['x', 'y', 'z'], [1, 2, 3], { at: { x: 1, y: 2, z: 3 } }),
  taylor: () => String(taylor(bowl, { x: 0, y: 0, z: 0 }, 3)),
  criticalPoints: () =>
    criticalPoints(parse('x^3 - 3*x + y^2'), ['x', 'y'], { x: [-2, 2], y: [-2, 2] }).points.map(({ at }) => at),
  'compile, a number': () => compile(bowl, ['x', 'y', 'z']).value(start),
  'compile, a gradient and a Hessian': () => [
    compile(bowl, ['x', 'y', 'z']).gradient(start),
    compile(bowl, ['x', 'y', 'z']).hessian(start),
  ],
  'compile, many variables': () => compile(chain, names).hessian(names.map((_, i) => Math.cos(i))),
  'compile, a batch': () => compile(bowl, ['x', 'y', 'z']).batch(columns, 1500),
  'compile, a batch of Hessians': () => compile(bowl, ['x', 'y', 'z']).batchHessian(columns, 1500),
  'compile, a matrix formula': () =>
    compile(formula('norm2(A*x - y)^2'), ['x'], { values: { A: values.A, y: values.y } }).gradient(start40),
  ...Object.fromEntries(
    (
      [
        'gradient-descent',
        'adam',
        'newton',
        'newton-cg',
        'bfgs',
        'l-bfgs',
        'l-bfgs-b',
        'cg',
        'trust-region',
        'nelder-mead',
      ] as const
    ).map((method) => [
      `minimize by ${method}`,
      () => ends(minimize(chain, new Float64Array(names.length).fill(0.9), { method, maxIterations: 300 })),
    ]),
  ),
  'minimize a matrix formula': () =>
    ends(minimize(formula('norm2(A*x - y)^2'), start40, { values: { A: values.A, y: values.y } })),
  leastSquares: () => leastSquares(data, [4, 1, 1]).x,
  multistart: () =>
    multistart(
      parse('x^4 - x^2 + y^2'),
      [
        [-2, 2],
        [-2, 2],
      ],
      { starts: 3, seed: 1 },
    ),
  classify: () => classify([[2, 1], [1, 3]]), // biome-ignore format: a matrix
  secondDerivativeTest: () => secondDerivativeTest(parse('x^2 + 3*x*y + y^2'), ['x', 'y'], [0, 0]),
};

/** All numbers of a result, whatever holds them. */
function numbers(result: unknown): unknown {
  if (result instanceof Tensor) return Array.from(result.toTypedArray());
  if (ArrayBuffer.isView(result)) return Array.from(result as Float64Array);
  return JSON.parse(JSON.stringify(result, (_, value) => (value instanceof Tensor ? value.toArray() : value)));
}

/**
 * A run whose objective failed on the way steps back and goes on by another path: it ends at the same minimum, or says what
 * happened and does not call itself converged.
 */
function ends({ x, status, message }: Result): unknown {
  if (status === 'converged') return Array.from(x, (each) => Math.round(each * 1e5));
  if (message.includes('OutOfMemoryError')) throw new OutOfMemoryError({ where: message, bytes: 0 });
  return status;
}

it.each(Object.entries(calls))('%s', (_, call) => {
  const right = numbers(call());
  const before = liveBytes() - resident();
  for (let k = 1, reached = true; reached; k++) {
    failAllocation(k);
    try {
      expect(numbers(call())).toEqual(right);
    } catch (error) {
      expect(error).toBeInstanceOf(OutOfMemoryError);
    } finally {
      reached = !failAllocation(0);
    }
    expect(liveBytes() - resident()).toBeLessThanOrEqual(before);
  }
  expect(numbers(call())).toEqual(right);
});
