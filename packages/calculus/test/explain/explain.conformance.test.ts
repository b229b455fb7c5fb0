import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { type ExplainTask, explain, parse } from '../../src/index.js';
import { partialDerivatives, totalDerivatives } from '../derive/course.js';

/** Every kind of task, on the course's examples and on formulas whose LaTeX is easily wrong. */
const tasks: ExplainTask[] = [
  ...partialDerivatives.map(([, f, wrt]): ExplainTask => ({ kind: 'derivative', f: parse(f), wrt })),
  ...totalDerivatives.map(([, f, inner, variable]): ExplainTask => {
    const parts = Object.fromEntries(Object.entries(inner).map(([name, text]) => [name, parse(text)]));
    return { kind: 'chain', f: parse(f), variable, inner: parts };
  }),
  { kind: 'derivative', f: parse('x^2 + 3x*y + y^2'), wrt: 'x', at: { x: 1, y: 2 } },
  { kind: 'derivative', f: parse('max(x_1, 0)*abs(x_1)^alpha/cbrt(x_1 - 1)'), wrt: ['x_1', 2] },
  { kind: 'derivative', f: parse('log10(sinh(x)) + atan2(x, y) + relu(x)*sign(y) + 1e-30*x'), wrt: 'x' },
  { kind: 'gradient', f: parse('x^3 - x*y^2 - z'), vars: ['x', 'y', 'z'], at: { x: 1, y: 1, z: 0 } },
  { kind: 'directional', f: parse('(x^2 + y^2)/2'), vars: ['x', 'y'], direction: [1, 1], at: { x: 1, y: 1 } },
  { kind: 'directional', f: parse('(x^2 + y^2)/2'), vars: ['x', 'y'], direction: [1, 1], at: { x: 0, y: 0 } },
  {
    kind: 'directional',
    f: parse('x^3 - x*y^2 - z'),
    vars: ['x', 'y', 'z'],
    direction: [2, -2, -1],
    at: { x: 1, y: 1, z: 0 },
  },
  { kind: 'directional', f: parse('x*exp(y)'), vars: ['x', 'y'], direction: { angles: [1, Math.PI / 2 - 1] } },
  { kind: 'taylor', f: parse('exp(x)*log(1 + y)'), at: { x: 0, y: 0 }, order: 3 },
  { kind: 'taylor', f: parse('h*sin(k)'), at: { h: 1.5, k: -2 }, order: 2 },
  { kind: 'taylor', f: parse('exp(x)'), at: { x: 1 }, order: 6 },
  { kind: 'hessian-test', f: parse('x^2 + 3x*y + y^2'), vars: ['x', 'y'], at: { x: 0, y: 0 } },
  { kind: 'hessian-test', f: parse('(y - x^2)*(y - 2x^2)'), vars: ['x', 'y'], at: { x: 0, y: 0 } },
  {
    kind: 'hessian-test',
    f: parse('x^2 + y^2 + z^2 - w^4'),
    vars: ['x', 'y', 'z', 'w'],
    at: { x: 0, y: 0, z: 0, w: 0 },
  },
  { kind: 'hessian-test', f: parse('x^2 + y'), vars: ['x', 'y'], at: { x: 1, y: 1 } },
  {
    kind: 'critical-points',
    f: parse('x^3*y^2 - 3x*y^3 - x*y + 1'),
    vars: ['x', 'y'],
    box: { x: [-2, 2], y: [-2, 2] },
  },
  { kind: 'critical-points', f: parse('sin(x)/x'), vars: ['x'], box: { x: [-3, 6] } },
  { kind: 'critical-points', f: parse('x + y'), vars: ['x', 'y'], box: { x: [-2, 2], y: [-2, 2] } },
];

const CHINESE = /[\u4e00-\u9fff]/;

describe.each(['en', 'zh'] as const)('explanations in %s', (language) => {
  it.each(tasks.map((task) => [task.kind, String(task.f), task] as const))('%s of %s', (_, __, task) => {
    const told = explain(task, { language });
    expect(told.steps.length).toBeGreaterThan(0);
    for (const { text, formula } of told.steps) {
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
      expect(CHINESE.test(text)).toBe(language === 'zh');
      if (language === 'zh') expect(text).not.toMatch(/[a-z]{4,} [a-z]{2,}/);
      expect(() => katex.renderToString(formula, { throwOnError: true, strict: 'error' })).not.toThrow();
    }
    const lines = told.toText();
    expect(lines).not.toMatch(/[\\{}]|undefined/);
    expect(lines.match(/^\d+\. /gm)).toHaveLength(told.steps.length);
  });
});
