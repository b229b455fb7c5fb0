// B. Chain rule and total derivative, (9)–(15).
import { compose, diff, type Expr, parse, totalDerivative } from '@nablajs/calculus';
import type { Chapter } from '../example.js';
import type { Text } from '../language.js';
import { derived } from '../verify.js';

/** dz/d(variable) through intermediate variables, against the printed answer and the composed function's quotients. */
function total(
  ask: string | Text,
  z: string,
  through: Readonly<Record<string, string>>,
  variable: string,
  printed: string | Expr,
  names: readonly string[],
) {
  const f = parse(z);
  const inner = Object.fromEntries(Object.entries(through).map(([name, text]) => [name, parse(text)]));
  return derived(ask, totalDerivative(f, variable, inner), printed, compose(f, inner), [variable], names);
}

/** Σ ∂z/∂u · ∂u/∂t, written out from the partial derivatives: the theorem's right-hand side. */
function chainSum(z: string, through: Readonly<Record<string, string>>, variable: string): Expr {
  const inner = Object.fromEntries(Object.entries(through).map(([name, text]) => [name, parse(text)]));
  const terms = Object.keys(through).map((name) => {
    const outer = compose(diff(parse(z), name), inner);
    return `(${String(outer)})*(${String(diff(inner[name], variable))})`;
  });
  return parse(terms.join(' + '));
}

export const chain: Chapter = {
  key: 'chain',
  title: { en: 'Chain rule and total derivative', zh: '链式法则与全导数' },
  examples: [
    {
      number: 9,
      problem: {
        en: 'dz/dt = z_u·u′ + z_v·v′: z = u²·v, u = sin(t), v = t³',
        zh: 'dz/dt = z_u·u′ + z_v·v′：z = u²·v，u = sin(t)，v = t³',
      },
      claims: () => {
        const through = { u: 'sin(t)', v: 't^3' };
        return [total('dz/dt', 'u^2*v', through, 't', chainSum('u^2*v', through, 't'), ['t'])];
      },
    },
    {
      number: 10,
      problem: { en: 'z = u·v, u = eᵗ, v = cos(t)', zh: 'z = u·v，u = eᵗ，v = cos(t)' },
      claims: () => [total('dz/dt', 'u*v', { u: 'exp(t)', v: 'cos(t)' }, 't', 'exp(t)*(cos(t) - sin(t))', ['t'])],
    },
    {
      number: 11,
      problem: {
        en: 'z_x = z_u·u_x + z_v·v_x and z_y likewise: z = u² + sin(v), u = x·y, v = x − y',
        zh: 'z_x = z_u·u_x + z_v·v_x，z_y 同理：z = u² + sin(v)，u = x·y，v = x − y',
      },
      claims: () => {
        const through = { u: 'x*y', v: 'x - y' };
        const z = 'u^2 + sin(v)';
        return [
          total('∂z/∂x', z, through, 'x', chainSum(z, through, 'x'), ['x', 'y']),
          total('∂z/∂y', z, through, 'y', chainSum(z, through, 'y'), ['x', 'y']),
        ];
      },
    },
    {
      number: 12,
      problem: { en: 'z = eᵘ·sin(v), u = x·y, v = x + y', zh: 'z = eᵘ·sin(v)，u = x·y，v = x + y' },
      claims: () => {
        const through = { u: 'x*y', v: 'x + y' };
        return [
          total('∂z/∂x', 'exp(u)*sin(v)', through, 'x', 'exp(x*y)*(y*sin(x + y) + cos(x + y))', ['x', 'y']),
          total('∂z/∂y', 'exp(u)*sin(v)', through, 'y', 'exp(x*y)*(x*sin(x + y) + cos(x + y))', ['x', 'y']),
        ];
      },
    },
    {
      number: 13,
      problem: {
        en: 'u = e^(x²+y²+z²), z = x²·sin(y): ∂u/∂x and ∂u/∂y with z carried along (not ∂f/∂x, which holds z fixed)',
        zh: 'u = e^(x²+y²+z²)，z = x²·sin(y)：∂u/∂x、∂u/∂y 中 z 随之变化（∂f/∂x 则视 z 为常量）',
      },
      claims: () => {
        const u = 'exp(x^2 + y^2 + z^2)';
        const through = { z: 'x^2*sin(y)' };
        const e = 'exp(x^2 + y^2 + x^4*sin(y)^2)';
        return [
          total('∂u/∂x', u, through, 'x', `2x*(1 + 2x^2*sin(y)^2)*${e}`, ['x', 'y']),
          total('∂u/∂y', u, through, 'y', `2*(y + x^4*sin(y)*cos(y))*${e}`, ['x', 'y']),
          derived(
            { en: '∂f/∂x, z fixed', zh: '∂f/∂x，z 固定' },
            diff(parse(u), 'x'),
            `2x*${u}`,
            parse(u),
            ['x'],
            ['x', 'y', 'z'],
          ),
        ];
      },
    },
    {
      number: 14,
      problem: { en: 'z = u·v + sin(t), u = eᵗ, v = cos(t)', zh: 'z = u·v + sin(t)，u = eᵗ，v = cos(t)' },
      claims: () => [
        total('dz/dt', 'u*v + sin(t)', { u: 'exp(t)', v: 'cos(t)' }, 't', 'exp(t)*(cos(t) - sin(t)) + cos(t)', ['t']),
      ],
    },
    {
      number: 15,
      problem: {
        en: 'the chain rule is the foundation of deep learning: ∂J/∂w₁ through three layers, J = (w₃·tanh(w₂·tanh(w₁·x)) − y)²',
        zh: '链式法则是深度学习的基础：穿过三层求 ∂J/∂w₁，J = (w₃·tanh(w₂·tanh(w₁·x)) − y)²',
      },
      claims: () => {
        const names = ['w_1', 'w_2', 'w_3', 'x', 'y'];
        const through = { o: 'w_3*b', b: 'tanh(w_2*a)', a: 'tanh(w_1*x)' };
        const J = parse('(w_3*tanh(w_2*tanh(w_1*x)) - y)^2');
        const layers =
          '2*(w_3*tanh(w_2*tanh(w_1*x)) - y) * w_3 * (1 - tanh(w_2*tanh(w_1*x))^2) * w_2 * (1 - tanh(w_1*x)^2) * x';
        const inner = Object.fromEntries(Object.entries(through).map(([name, text]) => [name, parse(text)]));
        return [
          derived('∂J/∂w₁', totalDerivative(parse('(o - y)^2'), 'w_1', inner), layers, J, ['w_1'], names),
          derived(
            '∂J/∂w₂',
            diff(J, 'w_2'),
            '2*(w_3*tanh(w_2*tanh(w_1*x)) - y) * w_3 * (1 - tanh(w_2*tanh(w_1*x))^2) * tanh(w_1*x)',
            J,
            ['w_2'],
            names,
          ),
        ];
      },
    },
  ],
};
