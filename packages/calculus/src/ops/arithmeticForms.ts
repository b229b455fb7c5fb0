import { type Expr, integer, node } from '../expr/node.js';
import { asInteger, asRational, isNegative, type Num, numberNode, toDouble } from '../expr/number.js';
import { Binding, type Lines, type Operation, type PrintContext, type Printed } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import { isScalar } from '../expr/shape.js';
import { chainText, decimalText } from '../expr/text.js';
import { elementwiseLatex, elementwiseText } from './matrix/elementwiseForms.js';
import { settleLogarithms } from './powerTimesLogarithm.js';

/**
 * How sums, products and powers are printed and lowered. A product is shown and computed as one quotient
 *
 *   c · (n₁ n₂ …) / (d₁ d₂ …)
 *
 * whose denominator takes the factors with a negative numeric exponent; a half exponent is a square root.
 */
type Form = Pick<Operation, 'layout' | 'lower' | 'text' | 'latex'>;

export const addForm: Form = {
  lower: lowerSum,
  text: (context) => joinTerms(context, ' '),
  latex: (context) => joinTerms(context, ' '),
};

export const mulForm: Form = {
  layout: quotientParts,
  lower: lowerQuotient,
  text: (context) => {
    const { coefficient, numerators, denominators } = sides(context);
    const number = numberSides(coefficient, (top, bottom) => `(${top}/${bottom})`);
    if (!isScalar(context.node.shape))
      return elementwiseText(context, { over: numerators, under: denominators, number });
    const [top, bottom, sign] = number;
    const over = numerators.map((index) => context.part(index, Binding.product));
    const under = denominators.map((index) => context.part(index, Binding.product + 1));
    if (top !== '1' || over.length === 0) over.unshift(top);
    if (bottom !== '1') under.unshift(bottom);
    const divisor = under.length === 0 ? '' : under.length === 1 ? `/${under[0]}` : `/(${chainText(under, '*')})`;
    return {
      text: `${sign}${chainText(over, '*')}${divisor}`,
      binding: sign === '' ? Binding.product : Binding.negation,
    };
  },
  latex: (context) => {
    const { coefficient, numerators, denominators } = sides(context);
    const number = numberSides(coefficient, (top, bottom) => `\\frac{${top}}{${bottom}}`);
    if (!isScalar(context.node.shape))
      return elementwiseLatex(context, { over: numerators, under: denominators, number });
    const [top, bottom, sign] = number;
    const over = latexFactors(context, numerators, top === '1' && (denominators.length > 0 || bottom !== '1'));
    const under = latexFactors(context, denominators, bottom === '1');
    if (top !== '1' || over.length === 0) over.unshift(scientificLatex(top));
    if (bottom !== '1') under.unshift(bottom);
    const text = under.length === 0 ? juxtapose(over) : `\\frac{${juxtapose(over)}}{${juxtapose(under)}}`;
    return { text: `${sign}${text}`, binding: sign === '' ? Binding.product : Binding.negation };
  },
};

export const powForm: Form = {
  layout: powerParts,
  lower: lowerPower,
  text: (context) => {
    const [base, exponent] = context.node.args as [Expr, Expr];
    if (isDenominator(context.node)) {
      const bar = isScalar(base.shape) ? '/' : './';
      return { text: `1${bar}${context.part(0, Binding.product + 1)}`, binding: Binding.product };
    }
    if (isHalf(exponent)) return { text: `sqrt(${context.part(0, 0)})`, binding: Binding.atom };
    const mark = isScalar(base.shape) ? '^' : '.^';
    const shown = exponent.value === undefined ? context.part(1, Binding.power) : exponentText(exponent);
    return { text: `${context.part(0, Binding.power + 1)}${mark}${shown}`, binding: Binding.power };
  },
  latex: (context) => {
    const exponent = context.node.args[1]!;
    if (isDenominator(context.node)) return { text: `\\frac{1}{${context.part(0, 0)}}`, binding: Binding.product };
    if (isHalf(exponent)) return { text: `\\sqrt{${context.part(0, 0)}}`, binding: Binding.atom };
    const shown =
      exponent.value === undefined ? context.part(1, 0) : exponentText(exponent).replace(/^\((.*)\)$/, '$1');
    if (functionOf(context) && /^\d+$/.test(shown) && context.part(0, Binding.applied) === context.part(0, 0)) {
      const named = /^(\\operatorname\{[^{}]*\}|\\[a-z]+)(\\left\(.*| .*|\{.*)$/s.exec(context.part(0, 0));
      if (named !== null) return { text: `${named[1]}^{${shown}}${named[2]}`, binding: Binding.applied };
    }
    const mark = isScalar(context.node.args[0]!.shape) ? '' : '\\circ ';
    return { text: `${context.part(0, Binding.power + 1)}^{${mark}${shown}}`, binding: Binding.power };
  },
};

/** sin²x is written so only for functions that are printed by name. */
function functionOf(context: PrintContext): boolean {
  return typeof context.node.args[0]!.op.latex === 'string';
}

function exponentText(exponent: Expr): string {
  const { value } = exponent;
  const text = value instanceof Rational ? value.toString() : String(value);
  return /^\d+$/.test(text) ? text : `(${text})`;
}

/** A two-term sum that would begin with a minus is turned round, as in 1 − x². */
function joinTerms(context: PrintContext, space: string): Printed {
  const terms = context.parts.map((_, index) => {
    const text = context.part(index, Binding.negation);
    // Only what begins with a minus binds exactly so; looking at the texts themselves would copy them, level by level.
    return { text, negative: context.part(index, Binding.negation + 1).length > text.length };
  });
  if (terms.length === 2 && terms[0]!.negative && !terms[1]!.negative) terms.reverse();
  let text = terms[0]?.text ?? '0';
  for (const term of terms.slice(1)) {
    text += term.negative ? `${space}-${space}${term.text.slice(1)}` : `${space}+${space}${term.text}`;
  }
  return { text, binding: Binding.sum };
}

function isHalf(exponent: Expr): boolean {
  const e = asRational(exponent);
  return e !== undefined && e.num === 1n && e.den === 2n;
}

/** A power written below the fraction bar. */
function isDenominator(factor: Expr): boolean {
  const exponent = factor.args.length === 2 ? factor.op.asPower?.(factor)[1].value : undefined;
  return exponent !== undefined && isNegative(exponent);
}

/** base^|e| of a factor with a negative exponent. */
function reciprocal(factor: Expr): Expr {
  const [base, exponent] = factor.args as [Expr, Expr];
  const e = asRational(exponent);
  if (e !== undefined && e.num === -1n && e.den === 1n) return base;
  return node(factor.op, [
    base,
    numberNode(e === undefined ? -toDouble(exponent.value!) : e.negated(), exponent.shape),
  ]);
}

/** [coefficient, numerators…, denominators…] */
function quotientParts(self: Expr): readonly Expr[] {
  const first = self.args[0]!;
  const lead = first.value === undefined ? integer(1) : first;
  const numerators: Expr[] = [lead];
  const denominators: Expr[] = [];
  for (const factor of first.value === undefined ? self.args : self.args.slice(1)) {
    if (isDenominator(factor)) denominators.push(reciprocal(factor));
    else numerators.push(factor);
  }
  return [...numerators, ...denominators];
}

function countDenominators(self: Expr): number {
  return self.args.reduce((total, factor) => total + (isDenominator(factor) ? 1 : 0), 0);
}

interface Sides {
  readonly coefficient: Expr;
  readonly numerators: readonly number[];
  readonly denominators: readonly number[];
}

function sides(context: PrintContext): Sides {
  const count = context.parts.length;
  const first = count - countDenominators(context.node);
  const indices = Array.from({ length: count }, (_, i) => i);
  return { coefficient: context.parts[0]!, numerators: indices.slice(1, first), denominators: indices.slice(first) };
}

/**
 * 2/3 as ['2', '3', '']; a number without a fraction form as itself. A fraction of integers that no double holds stays
 * whole (`fraction` writes it), so that reading it back gives the exact number again.
 */
function numberSides(
  coefficient: Expr,
  fraction: (top: string, bottom: string) => string,
): [top: string, bottom: string, sign: string] {
  const value: Num = coefficient.value!;
  const sign = isNegative(value) ? '-' : '';
  if (typeof value === 'number') return [String(Math.abs(value)), '1', sign];
  const top = value.num < 0n ? -value.num : value.num;
  const decimal = decimalText(top, value.den);
  if (decimal !== undefined) return [decimal, '1', sign];
  const [shown, bottom] = [String(top), String(value.den)];
  return shown.length > 300 || bottom.length > 300 ? [fraction(shown, bottom), '1', sign] : [shown, bottom, sign];
}

/** 1.5e-7 as 1.5 · 10⁻⁷. */
export function scientificLatex(text: string): string {
  const [mantissa, exponent] = text.split('e');
  return exponent === undefined ? text : `${mantissa} \\cdot 10^{${Number(exponent)}}`;
}

/** @param alone whether a single factor fills a numerator or denominator, and needs no parentheses */
function latexFactors(context: PrintContext, indices: readonly number[], alone: boolean): string[] {
  if (indices.length === 1) return [context.part(indices[0]!, alone ? 0 : Binding.product)];
  const plain: string[] = [];
  const applied: string[] = [];
  for (const index of indices) {
    const text = context.part(index, Binding.product);
    const factor = context.parts[index]!;
    const fraction = factor.value !== undefined || countDenominators(factor) > 0;
    const shown = fraction ? text : context.part(index, Binding.applied);
    const bare = shown.length === text.length;
    const applies = bare && !fraction && context.part(index, Binding.applied + 1).length > text.length;
    (applies ? applied : plain).push(shown);
  }
  return [...plain, ...applied];
}

/** Factors side by side, with a dot where two numbers would run together. */
function juxtapose(factors: readonly string[]): string {
  return factors.reduce(
    (text, factor) => (text === '' ? factor : `${text}${/^[0-9]/.test(factor) ? ' \\cdot ' : ' '}${factor}`),
    '',
  );
}

function lowerSum(lines: Lines, parts: readonly number[]): number {
  let total = parts[0]!;
  for (let i = 1; i < parts.length; i++) total = lines.add(total, parts[i]!);
  return total;
}

function lowerQuotient(lines: Lines, parts: readonly number[], self: Expr): number {
  const first = parts.length - countDenominators(self);
  const over = self.args.filter((factor, i) => !isDenominator(factor) && (i > 0 || factor.value === undefined));
  const numerator = chain(lines, settleLogarithms(lines, over, parts.slice(1, first)));
  const denominator = chain(lines, parts.slice(first));
  const lead = self.args[0]!;
  const coefficient = lead.value === undefined ? 1 : toDouble(lead.value);
  let value = numerator;
  if (value === undefined) value = lines.constant(coefficient);
  else if (coefficient === -1) value = lines.neg(value);
  else if (coefficient !== 1) value = lines.mul(lines.constant(coefficient), value);
  return denominator === undefined ? value : lines.div(value, denominator);
}

function chain(lines: Lines, values: readonly number[]): number | undefined {
  let product = values[0];
  for (let i = 1; i < values.length; i++) product = lines.mul(product!, values[i]!);
  return product;
}

function powerParts(self: Expr): readonly Expr[] {
  if (isDenominator(self)) return [reciprocal(self)];
  return steps(self.args[1]!) === undefined ? self.args : [self.args[0]!];
}

/** Exponents n and n + ½ up to 64 are computed by multiplications and one square root. */
function steps(exponent: Expr): { whole: number; root: boolean } | undefined {
  const e = asRational(exponent);
  if (e === undefined || (e.den !== 1n && e.den !== 2n) || e.num < 0n || e.num > 128n) return undefined;
  const whole = asInteger(exponent) ?? (Number(e.num) - 1) / 2;
  return whole > 64 ? undefined : { whole, root: e.den === 2n };
}

function lowerPower(lines: Lines, parts: readonly number[], self: Expr): number {
  if (isDenominator(self)) return lines.div(lines.constant(1), parts[0]!);
  const plan = steps(self.args[1]!);
  if (plan === undefined) return lines.call(self.op, parts);
  const base = parts[0]!;
  if (plan.whole === 0) return plan.root ? lines.sqrt(base) : lines.constant(1);
  const whole = binaryPower(lines, base, plan.whole);
  return plan.root ? lines.mul(whole, lines.sqrt(base)) : whole;
}

function binaryPower(lines: Lines, base: number, exponent: number): number {
  let result: number | undefined;
  let square = base;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) result = result === undefined ? square : lines.mul(result, square);
    if (rest > 1) square = lines.mul(square, square);
  }
  return result!;
}
