// D. Taylor's formula, Hessian, extrema, (28)–(36).
import {
  compose,
  diff,
  type Expr,
  equals,
  evaluate,
  expand,
  hessian,
  parse,
  quadraticForm,
  simplify,
  taylor,
} from '@nablajs/calculus';
import { eigh, tensor } from '@nablajs/core-wasm';
import { classify, secondDerivativeTest } from '@nablajs/optim';
import type { Chapter, Claim } from '../example.js';
import type { Text } from '../language.js';
import { typeset } from '../typeset.js';
import { close, fact, format, numeric, symbolic, value } from '../verify.js';

const XY = ['x', 'y'];
const product = parse('exp(x)*log(1 + y)');

/** The factor name^n as one writes it: nothing for n = 0. */
const power = (name: string, n: number): string => (n === 0 ? '' : n === 1 ? name : `${name}^${n}`);

/** Σ C(m,p) h^p k^(m−p) ∂^m f/∂x^p∂y^(m−p): the operator (h ∂/∂x + k ∂/∂y)^m written out. */
function operator(f: Expr, m: number): Expr {
  const terms: string[] = [];
  let binomial = 1;
  for (let p = 0; p <= m; p++) {
    const wrt = [...new Array<string>(p).fill('x'), ...new Array<string>(m - p).fill('y')];
    const factors = [String(binomial), power('h', p), power('k', m - p), `(${String(diff(f, ...wrt))})`];
    terms.push(factors.filter((factor) => factor !== '' && factor !== '1').join('*'));
    binomial = (binomial * (m - p)) / (p + 1);
  }
  return parse(terms.join(' + '));
}

/** d^m/dt^m f(x + t·h, y + t·k) at t = 0, which the operator must equal; `printed` is the answer worked out by hand. */
function operatorClaim(ask: string, f: Expr, m: number, printed: string): Claim {
  const wrt = new Array<string>(m).fill('t');
  const line = compose(f, { x: parse('x + t*h'), y: parse('y + t*k') });
  const along = diff(line, ...wrt);
  const derived = compose(along, { t: parse('0') });
  return {
    ask,
    answer: typeset(String(derived)),
    checks: [
      symbolic(derived, printed),
      fact(equals(derived, operator(f, m)) === true, 'as the binomial sum', '与二项式求和一致'),
      numeric(along, line, wrt, ['t', 'h', 'k', 'x', 'y']),
    ],
  };
}

const KINDS = {
  minimum: { en: 'minimum', zh: '极小值' },
  maximum: { en: 'maximum', zh: '极大值' },
  saddle: { en: 'saddle', zh: '鞍点' },
  inconclusive: { en: 'inconclusive', zh: '无法判定' },
} satisfies Record<string, Text>;

/** The verdict at a point where the gradient vanishes. */
function verdict(ask: string | Text, text: string, at: Record<string, number>, kind: keyof typeof KINDS): Claim {
  const test = secondDerivativeTest(parse(text), XY, at);
  const discriminant = test.discriminant === undefined ? '' : `, AC − B² = ${format(test.discriminant)}`;
  return {
    ask,
    answer: { en: `${KINDS[test.kind].en}${discriminant}`, zh: `${KINDS[test.kind].zh}${discriminant}` },
    checks: [fact(test.kind === kind, `${KINDS[kind].en} expected`, `应为${KINDS[kind].zh}`)],
  };
}

/** What the second order says by itself. */
function byHessianAlone(ask: Text, H: number[][], kind: keyof typeof KINDS): Claim {
  const found = classify(H).kind;
  return {
    ask,
    answer: KINDS[found],
    checks: [fact(found === kind, `${KINDS[kind].en} expected`, `应为${KINDS[kind].zh}`)],
  };
}

const zeroHessian = [
  [0, 0],
  [0, 0],
];

const hessianAt = (text: string, at: Record<string, number>): number[][] =>
  hessian(parse(text), XY).map((row) => row.map((entry) => evaluate(entry, at) as number));

export const extrema: Chapter = {
  key: 'taylor',
  title: { en: 'Taylor’s formula, Hessian, extrema', zh: '泰勒公式、黑塞矩阵与极值' },
  examples: [
    {
      number: 28,
      problem: {
        en: 'Taylor’s formula of e^x·ln(1+y) about (0, 0) to the third order, and the order of its remainder',
        zh: 'e^x·ln(1+y) 在 (0, 0) 处的三阶泰勒公式，及余项的阶',
      },
      claims: () => {
        const polynomial = taylor(product, { x: 0, y: 0 }, 3);
        const remainder = (h: number): number => {
          const at = { x: h, y: h / 2 };
          return (evaluate(product, at) as number) - (evaluate(polynomial, at) as number);
        };
        const slope = Math.log2(Math.abs(remainder(1 / 64) / remainder(1 / 128)));
        return [
          {
            ask: 'T₃',
            answer: typeset(String(polynomial)),
            checks: [symbolic(polynomial, 'y + x*y - y^2/2 + x^2*y/2 - x*y^2/2 + y^3/3')],
          },
          value({ en: 'order of the remainder', zh: '余项的阶' }, Math.round(slope), 4),
        ];
      },
    },
    {
      number: 29,
      problem: {
        en: '(h ∂x + k ∂y) f and its square, for f = e^x·ln(1+y)',
        zh: '(h ∂x + k ∂y) f 及其平方，f = e^x·ln(1+y)',
      },
      claims: () => [
        operatorClaim('(h ∂x + k ∂y) f', product, 1, 'exp(x)*(h*log(1 + y) + k/(1 + y))'),
        operatorClaim('(h ∂x + k ∂y)² f', product, 2, 'exp(x)*(h^2*log(1 + y) + 2h*k/(1 + y) - k^2/(1 + y)^2)'),
      ],
    },
    {
      number: 30,
      problem: {
        en: '(h ∂x + k ∂y)^m f = Σ C(m,p) h^p k^(m−p) ∂^m f/∂x^p∂y^(m−p), for m = 4',
        zh: '(h ∂x + k ∂y)^m f = Σ C(m,p) h^p k^(m−p) ∂^m f/∂x^p∂y^(m−p)，m = 4',
      },
      claims: () => [
        operatorClaim(
          '(h ∂x + k ∂y)⁴ f',
          parse('x^3*y^2 + sin(x)*y'),
          4,
          'h^4*y*sin(x) - 4h^3*k*cos(x) + 48h^3*k*y + 72h^2*k^2*x',
        ),
      ],
    },
    {
      number: 31,
      problem: {
        en: 'to second order f + gᵀd + ½ dᵀHd (the course prints it without the ½): minimising the model of x² at 1 steps by −1',
        zh: '保留到二阶：f + gᵀd + ½ dᵀHd（课程漏印了 ½）：x² 在 1 处的模型给出的步长是 −1',
      },
      claims: () => {
        const one = quadraticForm(parse('x^2'), { x: 1 });
        const two = quadraticForm(product, { x: 0, y: 0 });
        const model = taylor(product, { x: 0, y: 0 }, 2);
        const entry = (x: unknown): number => (typeof x === 'number' ? x : Number(x));
        const [[A, B], [, C]] = two.hessian.map((row) => row.map(entry));
        const [p, q] = two.gradient.map(entry);
        const printed = `${entry(two.value)} + ${p}*x + ${q}*y + (${A}*x^2 + ${2 * B}*x*y + ${C}*y^2)/2`;
        return [
          value(
            { en: 'Newton step of x² at 1', zh: 'x² 在 1 处的牛顿步' },
            -entry(one.gradient[0]) / entry(one.hessian[0][0]),
            -1,
          ),
          {
            ask: 'f + gᵀd + ½ dᵀHd',
            answer: typeset(String(model)),
            checks: [symbolic(model, simplify(parse(printed)))],
          },
        ];
      },
    },
    {
      number: 32,
      problem: { en: 'a strict local minimum and maximum', zh: '严格的局部极小与极大' },
      claims: () => [
        verdict({ en: 'x² + 3y² at (0, 0)', zh: 'x² + 3y²，(0, 0)' }, 'x^2 + 3y^2', { x: 0, y: 0 }, 'minimum'),
        verdict(
          { en: '2 − x² − x·y − y² at (0, 0)', zh: '2 − x² − x·y − y²，(0, 0)' },
          '2 - x^2 - x*y - y^2',
          { x: 0, y: 0 },
          'maximum',
        ),
      ],
    },
    {
      number: 33,
      problem: {
        en: 'necessary: both partial derivatives vanish, as for x³y² − 3xy³ − xy + 1 at (0, 0)',
        zh: '必要条件：两个偏导数为零，如 x³y² − 3xy³ − xy + 1 在 (0, 0) 处',
      },
      claims: () => {
        const { gradient } = secondDerivativeTest(parse('x^3*y^2 - 3x*y^3 - x*y + 1'), XY, { x: 0, y: 0 });
        return ['f_x', 'f_y'].map((ask, k) => value(`${ask}(0, 0)`, gradient[k], 0));
      },
    },
    {
      number: 34,
      problem: {
        en: 'sufficient: AC − B² > 0 extremum, < 0 saddle, = 0 undecided by the second order',
        zh: '充分条件：AC − B² > 0 有极值，< 0 无极值，= 0 时二阶项不能判定',
      },
      claims: () => [
        verdict(
          { en: 'x² + 3xy + y²: looks convex, is not', zh: 'x² + 3xy + y²：看似凸，其实不是' },
          'x^2 + 3x*y + y^2',
          { x: 0, y: 0 },
          'saddle',
        ),
        verdict('x³y² − 3xy³ − xy + 1', 'x^3*y^2 - 3x*y^3 - x*y + 1', { x: 0, y: 0 }, 'saddle'),
        verdict('x² + x·y + y²', 'x^2 + x*y + y^2', { x: 0, y: 0 }, 'minimum'),
        byHessianAlone({ en: 'H = 0 alone', zh: '仅由 H = 0' }, zeroHessian, 'inconclusive'),
        verdict(
          { en: 'x⁴ + y⁴, by its higher terms', zh: 'x⁴ + y⁴，由高阶项' },
          'x^4 + y^4',
          { x: 0, y: 0 },
          'minimum',
        ),
        verdict({ en: 'x⁴ − y⁴, by its higher terms', zh: 'x⁴ − y⁴，由高阶项' }, 'x^4 - y^4', { x: 0, y: 0 }, 'saddle'),
      ],
    },
    {
      number: 35,
      problem: {
        en: 'the characteristic polynomial of H is λ² − (A+C)λ + AC − B², and its roots decide',
        zh: 'H 的特征多项式 λ² − (A+C)λ + AC − B²，其根决定极值',
      },
      claims: () => {
        const characteristic = expand(parse('(A - l)*(C - l) - B^2'));
        const H = hessianAt('x^2 + 3x*y + y^2', { x: 0, y: 0 });
        const { values } = eigh(tensor(H));
        return [
          {
            ask: 'det(H − λE)',
            answer: typeset(String(characteristic)),
            checks: [symbolic(characteristic, 'l^2 - (A + C)*l + A*C - B^2')],
          },
          value({ en: 'λ₁ of x² + 3xy + y²', zh: 'x² + 3xy + y² 的 λ₁' }, values.get(0), -1),
          value('λ₂', values.get(1), 5),
        ];
      },
    },
    {
      number: 36,
      problem: {
        en: 'negative definite: λ₁ + λ₂ = A + C < 0 and λ₁λ₂ = AC − B² > 0, for 2 − x² − xy − y²',
        zh: '负定：λ₁ + λ₂ = A + C < 0，λ₁λ₂ = AC − B² > 0，以 2 − x² − xy − y² 为例',
      },
      claims: () => {
        const H = hessianAt('2 - x^2 - x*y - y^2', { x: 0, y: 0 });
        const [l1, l2] = Array.from(eigh(tensor(H)).values.toTypedArray());
        const [[A, B], [, C]] = H;
        return [
          {
            ask: 'λ₁ + λ₂',
            answer: format(l1 + l2),
            checks: [close(l1 + l2, A + C), fact(A + C < 0, 'negative', '为负')],
          },
          {
            ask: 'λ₁λ₂',
            answer: format(l1 * l2),
            checks: [close(l1 * l2, A * C - B * B), fact(A * C - B * B > 0, 'positive', '为正')],
          },
        ];
      },
    },
  ],
};
