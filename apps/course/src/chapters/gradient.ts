// C. Directional derivative, gradient, descent, (16)–(27).
import { compose, diff, directional, evaluate, gradient, limitQuotient, parse } from '@nablajs/calculus';
import { minimize, steepest } from '@nablajs/optim';
import type { Chapter, Claim } from '../example.js';
import type { Text } from '../language.js';
import { typeset } from '../typeset.js';
import { close, deviation, fact, format, numeric, symbolic, value } from '../verify.js';

const XY = ['x', 'y'];
const bowl = parse('(x^2 + y^2)/2');
const saddle = parse('x^3 - x*y^2 - z');
const wave = parse('x^2*y + sin(x*y)');
const ray = { x: parse('x_0 + t*cos(a)'), y: parse('y_0 + t*sin(a)') };

const norm = (vector: readonly number[]): number => Math.hypot(...vector);
const show = (vector: readonly number[]): string => `(${vector.map(format).join(', ')})`;

/** A vector that Nabla computed, against the right one. */
function vector(ask: string | Text, got: readonly number[], expected: readonly number[]): Claim {
  const worst =
    got.length === expected.length
      ? Math.max(...got.map((x, k) => deviation(x, expected[k])))
      : Number.POSITIVE_INFINITY;
  return {
    ask,
    answer: show(got),
    checks: [fact(worst < 1e-12, `${show(expected)} expected`, `应为 ${show(expected)}`)],
  };
}

const gradientAt = (f: typeof bowl, names: readonly string[], at: Record<string, number>): number[] =>
  gradient(f, [...names]).map((component) => evaluate(component, at) as number);

const along = (
  f: typeof bowl,
  names: readonly string[],
  direction: readonly number[],
  at: Record<string, number>,
): number => directional(f, [...names], [...direction], { at }) as number;

export const directions: Chapter = {
  key: 'gradient',
  title: { en: 'Directional derivative, gradient, descent', zh: '方向导数、梯度与梯度下降' },
  examples: [
    {
      number: 16,
      problem: {
        en: 'the ray x = x₀ + t cos α, y = y₀ + t sin α, t ≥ 0: t is the distance from the start',
        zh: '射线 x = x₀ + t cos α，y = y₀ + t sin α，t ≥ 0：t 是到起点的距离',
      },
      claims: () => {
        const square = compose(parse('(x - x_0)^2 + (y - y_0)^2'), ray);
        return [{ ask: '(x − x₀)² + (y − y₀)²', answer: typeset(String(square)), checks: [symbolic(square, 't^2')] }];
      },
    },
    {
      number: 17,
      problem: {
        en: 'the definition: df/dl as the limit of [f(P₀ + t·l) − f(P₀)]/t, f = x²·y + sin(x·y) at (1, 2), l at 60°',
        zh: '定义：df/dl 是 [f(P₀ + t·l) − f(P₀)]/t 的极限，f = x²·y + sin(x·y)，点 (1, 2)，l 与 x 轴成 60°',
      },
      claims: () => {
        const line = compose(wave, { x: parse('1 + t*cos(pi/3)'), y: parse('2 + t*sin(pi/3)') });
        const expected = directional(
          wave,
          XY,
          { angles: [Math.PI / 3, Math.PI / 6] },
          { at: { x: 1, y: 2 } },
        ) as number;
        return [value('lim t→0+', limitQuotient(line, 't', { t: 0 }).limit, expected, 1e-8)];
      },
    },
    {
      number: 18,
      problem: {
        en: 'the derivative along the ray splits into one quotient per variable',
        zh: '沿射线的导数分解为各变量的差商',
      },
      claims: () => {
        const line = compose(wave, ray);
        const rate = diff(line, 't');
        const slope = compose(rate, { t: parse('0') });
        const split = `(${String(diff(wave, 'x'))})*cos(a) + (${String(diff(wave, 'y'))})*sin(a)`;
        const printed = compose(parse(split), { x: parse('x_0'), y: parse('y_0') });
        return [
          {
            ask: { en: 'd/dt f(P₀ + t·l) at 0', zh: 't = 0 处的 d/dt f(P₀ + t·l)' },
            answer: typeset(String(slope)),
            checks: [symbolic(slope, printed), numeric(rate, line, ['t'], ['t', 'a', 'x_0', 'y_0'])],
          },
        ];
      },
    },
    {
      number: 19,
      problem: {
        en: 'df/dl = f_x cos α + f_y cos β for every direction',
        zh: '对任意方向，df/dl = f_x cos α + f_y cos β',
      },
      claims: () => {
        const [fx, fy] = gradientAt(wave, XY, { x: 1, y: 2 });
        return [0, 30, 90, 200, 315].map((degrees) => {
          const alpha = (degrees * Math.PI) / 180;
          const got = directional(wave, XY, { angles: [alpha, Math.PI / 2 - alpha] }, { at: { x: 1, y: 2 } }) as number;
          return value(`α = ${degrees}°`, got, fx * Math.cos(alpha) + fy * Math.sin(alpha), 1e-12);
        });
      },
    },
    {
      number: 20,
      problem: {
        en: 'grad f = f_x i + f_y j, for f = x²·y + sin(x·y)',
        zh: 'grad f = f_x i + f_y j，f = x²·y + sin(x·y)',
      },
      claims: () => {
        const [fx, fy] = gradient(wave, XY);
        return [
          {
            ask: 'f_x',
            answer: typeset(String(fx)),
            checks: [symbolic(fx, '2x*y + y*cos(x*y)'), numeric(fx, wave, ['x'], XY)],
          },
          {
            ask: 'f_y',
            answer: typeset(String(fy)),
            checks: [symbolic(fy, 'x^2 + x*cos(x*y)'), numeric(fy, wave, ['y'], XY)],
          },
        ];
      },
    },
    {
      number: 21,
      problem: {
        en: 'df/dl = grad f · l = |grad f| cos θ, at (1, 2) with θ = 25° from the gradient',
        zh: 'df/dl = grad f · l = |grad f| cos θ，在 (1, 2) 处，θ = 25°',
      },
      claims: () => {
        const g = gradientAt(wave, XY, { x: 1, y: 2 });
        const theta = (25 * Math.PI) / 180;
        const turned = [
          g[0] * Math.cos(theta) - g[1] * Math.sin(theta),
          g[0] * Math.sin(theta) + g[1] * Math.cos(theta),
        ];
        return [value('df/dl', along(wave, XY, turned, { x: 1, y: 2 }), norm(g) * Math.cos(theta), 1e-12)];
      },
    },
    ...[
      {
        number: 22,
        en: 'θ = 0: the rate is greatest, |grad f|',
        zh: 'θ = 0：变化率最大，为 |grad f|',
        turn: 0,
        sign: 1,
      },
      {
        number: 23,
        en: 'θ = π: the rate is least, −|grad f|',
        zh: 'θ = π：变化率最小，为 −|grad f|',
        turn: Math.PI,
        sign: -1,
      },
      { number: 24, en: 'θ = π/2: the rate is 0', zh: 'θ = π/2：变化率为 0', turn: Math.PI / 2, sign: 0 },
    ].map(({ number, en, zh, turn, sign }) => ({
      number,
      problem: { en, zh },
      claims: () => {
        const at = { x: 1, y: 2 };
        const g = gradientAt(wave, XY, at);
        const turned = [g[0] * Math.cos(turn) - g[1] * Math.sin(turn), g[0] * Math.sin(turn) + g[1] * Math.cos(turn)];
        const rates = Array.from({ length: 360 }, (_, k) => along(wave, XY, [Math.cos(k), Math.sin(k)], at));
        const rate = along(wave, XY, turned, at);
        const bounded = rates.every((each) => Math.abs(each) <= norm(g) * (1 + 1e-14));
        return [
          {
            ask: 'df/dl',
            answer: format(rate),
            checks: [
              close(rate, sign * norm(g)),
              fact(bounded, 'no other direction goes beyond ±|grad f|', '任何方向都不超出 ±|grad f|'),
            ],
          },
        ];
      },
    })),
    {
      number: 25,
      problem: {
        en: 'f = (x² + y²)/2 at (1, 1): directions of greatest, least and zero rate',
        zh: 'f = (x² + y²)/2，点 (1, 1)：变化率最大、最小与为零的方向',
      },
      claims: () => {
        const at = { x: 1, y: 1 };
        const h = Math.SQRT1_2;
        const { ascent, descent, level } = steepest(bowl, XY, at);
        return [
          vector('grad f', gradientAt(bowl, XY, at), [1, 1]),
          vector({ en: 'n, steepest ascent', zh: 'n，最速上升方向' }, [...(ascent ?? [])], [h, h]),
          vector({ en: 'n₁, steepest descent', zh: 'n₁，最速下降方向' }, [...(descent ?? [])], [-h, -h]),
          value({ en: 'rate along n', zh: '沿 n 的变化率' }, along(bowl, XY, [1, 1], at), Math.SQRT2),
          value({ en: 'rate along n₁', zh: '沿 n₁ 的变化率' }, along(bowl, XY, [-1, -1], at), -Math.SQRT2),
          value(
            { en: 'rate along n₂ = (−1, 1)/√2', zh: '沿 n₂ = (−1, 1)/√2 的变化率' },
            along(bowl, XY, [-1, 1], at),
            0,
          ),
          value(
            { en: 'rate along n₃ = (1, −1)/√2', zh: '沿 n₃ = (1, −1)/√2 的变化率' },
            along(bowl, XY, [1, -1], at),
            0,
          ),
          {
            ask: { en: 'level direction found', zh: '变化率为零的方向' },
            answer: level.map((each) => show([...each])).join(' '),
            checks: [
              fact(
                level.length === 1 && Math.abs(level[0][0] + level[0][1]) < 1e-15,
                '±(1, −1)/√2 expected',
                '应为 ±(1, −1)/√2',
              ),
            ],
          },
        ];
      },
    },
    {
      number: 26,
      problem: {
        en: 'f = x³ − xy² − z at (1, 1, 0): greatest and least rate',
        zh: 'f = x³ − xy² − z，点 (1, 1, 0)：最大与最小变化率',
      },
      claims: () => {
        const at = { x: 1, y: 1, z: 0 };
        const names = ['x', 'y', 'z'];
        const { ascent, descent, level } = steepest(saddle, names, at);
        return [
          vector('grad f', gradientAt(saddle, names, at), [2, -2, -1]),
          vector({ en: 'steepest ascent', zh: '最速上升方向' }, [...(ascent ?? [])], [2 / 3, -2 / 3, -1 / 3]),
          value({ en: 'greatest rate', zh: '最大变化率' }, along(saddle, names, ascent ?? [], at), 3),
          value({ en: 'least rate', zh: '最小变化率' }, along(saddle, names, [...(descent ?? [])], at), -3),
          {
            ask: { en: 'level directions', zh: '变化率为零的方向' },
            answer: level.map((each) => show([...each])).join(' '),
            checks: [
              fact(
                level.length === 2 && level.every((each) => Math.abs(2 * each[0] - 2 * each[1] - each[2]) < 1e-14),
                'a plane of them, orthogonal to the gradient',
                '构成与梯度垂直的平面',
              ),
            ],
          },
        ];
      },
    },
    {
      number: 27,
      problem: {
        en: 'gradient descent xₙ₊₁ = xₙ − λ grad f(xₙ) on f = (x² + y²)/2 from (1, 1): it converges exactly for 0 < λ < 2, in one step for λ = 1',
        zh: '梯度下降 xₙ₊₁ = xₙ − λ grad f(xₙ)，f = (x² + y²)/2，从 (1, 1) 出发：当且仅当 0 < λ < 2 时收敛，λ = 1 时一步到达',
      },
      claims: () =>
        [0.5, 1, 1.9, 2.1].map((learningRate) => {
          const { x, iterations, status } = minimize(bowl, [1, 1], {
            method: 'gradient-descent',
            lineSearch: 'none',
            learningRate,
            maxIterations: 1000,
          });
          const arrived = status === 'converged' && norm([...x]) < 1e-5;
          const expected = learningRate < 2;
          return {
            ask: `λ = ${learningRate}`,
            answer: arrived
              ? {
                  en: `${show([...x])}, ${iterations} step${iterations === 1 ? '' : 's'}`,
                  zh: `${show([...x])}，${iterations} 步`,
                }
              : { en: `no convergence: ${status}`, zh: `不收敛：${status}` },
            checks: [
              fact(
                arrived === expected && (learningRate !== 1 || iterations === 1),
                expected ? 'converges to (0, 0)' : 'diverges, and says so',
                expected ? '收敛到 (0, 0)' : '发散，并如实报告',
              ),
            ],
          };
        }),
    },
  ],
};
