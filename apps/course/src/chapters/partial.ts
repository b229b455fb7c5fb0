// A. Partial derivatives, (1)–(8).
import { diff, evaluate, limitQuotient, parse } from '@nablajs/calculus';
import type { Chapter } from '../example.js';
import { typeset } from '../typeset.js';
import { derivative, fact, value } from '../verify.js';

const XY = ['x', 'y'];
const ex1 = 'x^2 + 3x*y + y^2';
const ex2 = 'x^2*sin(2y)';
const ex3 = 'x^3*y^2 - 3x*y^3 - x*y + 1';

export const partial: Chapter = {
  key: 'partial',
  title: { en: 'Partial derivatives', zh: '偏导数' },
  examples: [
    {
      number: 1,
      problem: {
        en: `the definition: f_x(1, 2) as the limit of [f(1+Δx, 2) − f(1, 2)]/Δx, f = ${typeset(ex1)}`,
        zh: `定义：f_x(1, 2) 是 [f(1+Δx, 2) − f(1, 2)]/Δx 的极限，f = ${typeset(ex1)}`,
      },
      claims: () => [value('lim Δx→0', limitQuotient(parse(ex1), 'x', { x: 1, y: 2 }).limit, 8, 1e-8)],
    },
    {
      number: 2,
      problem: { en: 'likewise f_y(1, 2)', zh: '同样地，f_y(1, 2)' },
      claims: () => [value('lim Δy→0', limitQuotient(parse(ex1), 'y', { x: 1, y: 2 }).limit, 7, 1e-8)],
    },
    {
      number: 3,
      problem: {
        en: 'three variables: f_x(1, 2, 3) of x·y²·z³ + x²·z',
        zh: '三元函数：x·y²·z³ + x²·z 的 f_x(1, 2, 3)',
      },
      claims: () => {
        const f = parse('x*y^2*z^3 + x^2*z');
        const at = { x: 1, y: 2, z: 3 };
        return [
          derivative('∂f/∂x', f, ['x'], 'y^2*z^3 + 2x*z', ['x', 'y', 'z']),
          value('f_x(1, 2, 3)', evaluate(diff(f, 'x'), at) as number, 114),
          value('lim Δx→0', limitQuotient(f, 'x', at).limit, 114, 1e-8),
        ];
      },
    },
    {
      number: 4,
      problem: {
        en: `z = ${typeset(ex1)}: its partial derivatives, and their values at (1, 2)`,
        zh: `z = ${typeset(ex1)}：求偏导数及其在 (1, 2) 处的值`,
      },
      claims: () => {
        const z = parse(ex1);
        return [
          derivative('∂z/∂x', z, ['x'], '2x + 3y', XY),
          derivative('∂z/∂y', z, ['y'], '3x + 2y', XY),
          value(
            { en: '∂z/∂x at (1, 2)', zh: '∂z/∂x 在 (1, 2) 处' },
            evaluate(diff(z, 'x'), { x: 1, y: 2 }) as number,
            8,
          ),
          value(
            { en: '∂z/∂y at (1, 2)', zh: '∂z/∂y 在 (1, 2) 处' },
            evaluate(diff(z, 'y'), { x: 1, y: 2 }) as number,
            7,
          ),
        ];
      },
    },
    {
      number: 5,
      problem: { en: `z = ${typeset(ex2)}`, zh: `z = ${typeset(ex2)}` },
      claims: () => [
        derivative('∂z/∂x', parse(ex2), ['x'], '2x*sin(2y)', XY),
        derivative('∂z/∂y', parse(ex2), ['y'], '2x^2*cos(2y)', XY),
      ],
    },
    {
      number: 6,
      problem: {
        en: `second partial derivatives, f_xy = ∂/∂y(∂f/∂x): those of ${typeset(ex2)}`,
        zh: `二阶偏导数，f_xy = ∂/∂y(∂f/∂x)：${typeset(ex2)} 的四个二阶偏导数`,
      },
      claims: () => {
        const f = parse(ex2);
        return [
          derivative('f_xx', f, ['x', 'x'], '2*sin(2y)', XY),
          derivative('f_xy', f, ['x', 'y'], '4x*cos(2y)', XY),
          derivative('f_yx', f, ['y', 'x'], '4x*cos(2y)', XY),
          derivative('f_yy', f, ['y', 'y'], '-4x^2*sin(2y)', XY),
        ];
      },
    },
    {
      number: 7,
      problem: {
        en: `z = ${typeset(ex3)}: all derivatives of first and second order, and z_xxx`,
        zh: `z = ${typeset(ex3)}：一、二阶偏导数及 z_xxx`,
      },
      claims: () => {
        const z = parse(ex3);
        return [
          derivative('z_x', z, ['x'], '3x^2*y^2 - 3y^3 - y', XY),
          derivative('z_y', z, ['y'], '2x^3*y - 9x*y^2 - x', XY),
          derivative('z_xx', z, ['x', 'x'], '6x*y^2', XY),
          derivative('z_xy', z, ['x', 'y'], '6x^2*y - 9y^2 - 1', XY),
          derivative('z_yx', z, ['y', 'x'], '6x^2*y - 9y^2 - 1', XY),
          derivative('z_yy', z, ['y', 'y'], '2x^3 - 18x*y', XY),
          derivative('z_xxx', z, ['x', 'x', 'x'], '6y^2', XY),
        ];
      },
    },
    {
      number: 8,
      problem: {
        en: 'continuous mixed partial derivatives are equal (Schwarz); without continuity they need not be: f = xy(x²−y²)/(x²+y²), f(0, 0) = 0',
        zh: '混合偏导数连续则相等；不连续时未必：f = xy(x²−y²)/(x²+y²)，f(0, 0) = 0',
      },
      claims: () => {
        const f = parse('x*y*(x^2 - y^2)/(x^2 + y^2)');
        // At the origin f is 0 by definition, so f_x(0, y) and f_y(x, 0) are what the formula gives for y ≠ 0, x ≠ 0.
        const along = (h: number): { fx: number; fy: number } => ({
          fx: evaluate(diff(f, 'x'), { x: 0, y: h }) as number,
          fy: evaluate(diff(f, 'y'), { x: h, y: 0 }) as number,
        });
        const h = 2 ** -20;
        return [
          { ...derivative('f_xy', f, ['x', 'y'], '(x^6 + 9x^4*y^2 - 9x^2*y^4 - y^6)/(x^2 + y^2)^3', XY) },
          { ...derivative('f_yx', f, ['y', 'x'], '(x^6 + 9x^4*y^2 - 9x^2*y^4 - y^6)/(x^2 + y^2)^3', XY) },
          value('f_xy(0, 0) = lim f_x(0, k)/k', along(h).fx / h, -1),
          value('f_yx(0, 0) = lim f_y(h, 0)/h', along(h).fy / h, 1),
          {
            ask: 'f_xy(0, 0) = f_yx(0, 0)?',
            answer: { en: 'no', zh: '否' },
            checks: [fact(along(h).fx / h !== along(h).fy / h, 'the theorem needs its hypothesis', '定理的条件不可少')],
          },
        ];
      },
    },
  ],
};
