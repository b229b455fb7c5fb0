import { type Expr, node } from '../expr/node.js';
import type { Explained, Language, Operation } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import { minusOne, negate, product, splitCoefficient, zeroExpr } from './arithmetic.js';
import { declare } from './table.js';

/** What a scalar function of one variable has to say about itself; the rest follows from its name. */
export interface UnaryEntry extends Partial<Omit<Operation, 'partial' | 'value' | 'make' | 'samples' | 'domain'>> {
  value(x: number): number;
  /** f′(u), given u and the node f(u). */
  derivative(u: Expr, self: Expr): Expr;
  /** f(−u) = −f(u) or f(u), applied when the argument begins with a minus. */
  readonly parity?: 'odd' | 'even';
  /** Further identities that hold on the whole domain: f(0) = 1, exp(log u) = u, … */
  simplify?(u: Expr): Expr | undefined;
  domain?(x: number): boolean;
  readonly at: readonly number[];
  readonly explain: Explained;
}

/**
 * Declares a function of one variable.
 *
 * ```text
 * export const tanh = unary('tanh', {
 *   value: Math.tanh, kernel: 'dTanh', parity: 'odd',
 *   derivative: (_u, self) => subtract(oneExpr, power(self, two)),
 *   latex: '\\tanh', explain: { en: 'derivative of the hyperbolic tangent', zh: '双曲正切的导数' }, at: [0.5, -1.25],
 * });
 * ```
 */
export function unary(name: string, entry: UnaryEntry): Operation {
  const { derivative, parity, simplify, at, value, domain, ...rest } = entry;
  const operation: Operation = {
    rank: 40,
    code: sameName(name),
    ...rest,
    name,
    arity: [1, 1],
    value: (x) => value(x!),
    domain: domain === undefined ? undefined : (x) => domain(x!),
    partial: ([u], _index, self) => derivative(u!, self),
    make: ([u]) => {
      const known = simplify?.(u!);
      if (known !== undefined) return known;
      if (parity === 'odd' && u === zeroExpr) return zeroExpr;
      if (parity !== undefined && startsNegative(u!)) {
        const positive = apply1(operation, negate(u!));
        return parity === 'odd' ? product([minusOne, positive]) : positive;
      }
      return node(operation, [u!]);
    },
    samples: at.map((x) => [x]),
  };
  return declare(operation);
}

/** `operation(u)` in canonical form. */
export function apply1(operation: Operation, u: Expr): Expr {
  return operation.make === undefined ? node(operation, [u]) : operation.make([u]);
}

/** True when the leading term is a negative number or has a negative coefficient. */
export function startsNegative(u: Expr): boolean {
  const lead = u.op.rank === 90 && u.args.length > 0 ? u.args[0]! : u;
  const [coefficient] = lead.value === undefined ? splitCoefficient(lead) : [lead.value];
  return coefficient instanceof Rational ? coefficient.isNegative : coefficient < 0;
}

function sameName(name: string): Partial<Record<Language, string>> {
  return {
    js: `Math.${name}`,
    c: name,
    numpy: `np.${name}`,
    torch: `torch.${name}`,
    jax: `jnp.${name}`,
    julia: name,
  };
}
