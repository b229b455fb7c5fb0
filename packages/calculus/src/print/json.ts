import { ArgumentError } from '@nablajs/core-wasm';
import { requireExpr } from '../derive/variables.js';
import { defaultBudget, TooLargeError } from '../expr/budget.js';
import { constant, Expr, enter, inexact, node, rational, symbol } from '../expr/node.js';
import { Rational } from '../expr/rational.js';
import { isRow, type Shape } from '../expr/shape.js';
import { postorder } from '../expr/walk.js';
import { functionNamed, minusOne, operations, pow } from '../ops/index.js';
import { isIdentity, isSize, sizeExpr, timesSize } from '../ops/matrix/identity.js';
import { indexShape } from '../ops/matrix/indexForm.js';
import { isSelector, selector } from '../ops/matrix/structure.js';
import { einsumOf, fromEinsum } from '../ops/matrix/tensor.js';
import type { Trait } from '../ops/matrix/traits.js';

/** MathJSON: a number, `{ num: '…' }`, `{ sym: 'x', shape: [...] }` (with `traits` such as 'symmetric'), a name, or `[head, ...arguments]`. */
export type MathJson =
  | number
  | string
  | { readonly num: string }
  | { readonly sym: string; readonly shape: Shape; readonly traits?: readonly string[] }
  | readonly MathJson[];

/**
 * The formula as MathJSON (the format of the Compute Engine): plain data that `JSON.stringify` takes.
 * Rationals are `['Rational', num, den]`, integers beyond 2⁵³ `{ num: '…' }`; operations without a standard head have
 * their own name. Shapes of symbols are kept in `{ sym, shape }`. `JSON.stringify` of an expression gives the same.
 *
 * @example
 * ```ts
 * import { fromJSON, parse, toJSON } from '@nablajs/calculus';
 *
 * const f = parse('x^2*sin(2y)/3');
 * console.log(JSON.stringify(toJSON(f)), fromJSON(toJSON(f)) === f);
 * ```
 */
export function toJSON(f: Expr): MathJson {
  const done = new Map<Expr, MathJson>();
  for (const each of postorder([requireExpr('toJSON', f)], defaultBudget.nodes)) {
    done.set(
      each,
      own(
        each,
        each.args.map((arg) => done.get(arg)!),
      ),
    );
  }
  return done.get(f)!;
}

/** What `JSON.stringify` takes of an expression, on its own or inside other data. */
Object.defineProperty(Expr.prototype, 'toJSON', {
  value(this: Expr): MathJson {
    return toJSON(this);
  },
});

function own(each: Expr, args: readonly MathJson[]): MathJson {
  if (each.name !== undefined) {
    if (each.shape.length === 0) return each.name;
    const { name, shape, traits } = each;
    return traits === undefined ? { sym: name, shape } : { sym: name, shape, traits };
  }
  if (isIdentity(each)) return ['eye', each.shape[0]!];
  if (isSize(each)) return sizeJson(String(each).split('*'));
  if (isSelector(each)) return ['pair', ...each.shape.slice(1)];
  const einsum = einsumOf(each);
  if (einsum !== undefined) return ['einsum', einsum.spec, ...args, ...einsum.sizes.values()];
  if (each.value === undefined) {
    if (each.op.mathJson === 'Exp' && args[0] === 1) return 'ExponentialE';
    return each.args.length === 0 ? (each.op.mathJson ?? [each.op.name]) : [each.op.mathJson ?? each.op.name, ...args];
  }
  const scalar = numberJson(each.value);
  if (each.shape.length === 0) return scalar;
  if (isRow(each.shape)) return ['transpose', ['Filled', scalar, each.shape[1] as MathJson]];
  return ['Filled', scalar, ...each.shape.map((size) => size as MathJson)];
}

/** The factors of a size as a number, which is no symbol that could be given another value. */
function sizeJson(parts: readonly string[]): MathJson {
  return ['size', ...parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part))];
}

function numberJson(value: Rational | number): MathJson {
  if (typeof value === 'number') return ['Inexact', value];
  if (value.isInteger) return integerJson(value.num);
  return ['Rational', integerJson(value.num), integerJson(value.den)];
}

function integerJson(value: bigint): MathJson {
  const double = Number(value);
  return Number.isSafeInteger(double) ? double : { num: String(value) };
}

/**
 * The formula that MathJSON says. Reads what `toJSON` writes, and the common heads of the Compute Engine: Add,
 * Subtract, Negate, Multiply, Divide, Power, Square, Sqrt, Root, Rational, Exp, Ln, Sin, … Text never reaches a property of an
 * object: heads are looked up in tables.
 *
 * @throws ArgumentError for anything else; TooLargeError beyond 10⁵ nodes or depth 1000.
 */
export function fromJSON(json: unknown): Expr {
  enter([]);
  const root: Frame = { head: '', args: [], waiting: [json], depth: 0 };
  const stack: Frame[] = [root];
  let count = 0;
  for (;;) {
    const top = stack[stack.length - 1]!;
    if (top.waiting.length === 0) {
      stack.pop();
      if (stack.length === 0) return top.args[0]!;
      stack[stack.length - 1]!.args.push(build(top.head, top.args));
      continue;
    }
    const next = top.waiting.shift();
    if (++count > defaultBudget.nodes)
      throw new TooLargeError({ where: 'fromJSON', what: 'the number of nodes', limit: defaultBudget.nodes });
    const leaf = leafOf(next);
    if (leaf !== undefined) top.args.push(leaf);
    else if (Array.isArray(next) && typeof next[0] === 'string') {
      if (stack.length > defaultBudget.depth) {
        throw new TooLargeError({ where: 'fromJSON', what: 'the depth of nesting', limit: defaultBudget.depth });
      }
      stack.push({ head: next[0], args: [], waiting: next.slice(1), depth: top.depth + 1 });
    } else throw new ArgumentError({ where: 'fromJSON', expected: 'MathJSON', got: short(next) });
  }
}

interface Frame {
  readonly head: string;
  readonly args: Expr[];
  readonly waiting: unknown[];
  readonly depth: number;
}

function short(value: unknown): string {
  return (JSON.stringify(value) ?? typeof value).slice(0, 60);
}

const NAMES = new Map<string, () => Expr>([
  ['Pi', () => node(operations().find(({ name }) => name === 'pi')!, [])],
  ['ExponentialE', () => functionNamed('exp')!.build([constant(1)])],
  ['Half', () => constant([1, 2])],
]);

function leafOf(json: unknown): Expr | undefined {
  if (typeof json === 'number') return constant(json);
  if (typeof json === 'string') return NAMES.get(json)?.() ?? symbol(json);
  if (typeof json !== 'object' || json === null) return undefined;
  if (Array.isArray(json)) return arrayLeaf(json);
  const { num, sym, shape, traits } = json as Readonly<Record<'num' | 'sym' | 'shape' | 'traits', unknown>>;
  if (typeof num === 'string' && /^-?\d{1,4000}$/.test(num)) return rational(Rational.of(BigInt(num)));
  if (typeof num === 'string' && num.length < 400 && Number.isFinite(Number(num))) return constant(Number(num));
  if (typeof sym === 'string') {
    const known = Array.isArray(traits) ? TRAITS.filter((trait) => traits.includes(trait)) : [];
    return symbol(sym, shape as Shape | undefined, known);
  }
  return undefined;
}

const TRAITS: readonly Trait[] = ['symmetric', 'diagonal', 'orthogonal'];

function arrayLeaf(json: readonly unknown[]): Expr | undefined {
  const [head, first, ...rest] = json;
  if (head === 'Inexact' && typeof first === 'number' && Number.isFinite(first)) return inexact(first);
  if (head !== 'Filled') return undefined;
  const value =
    leafOf(first) ??
    (Array.isArray(first)
      ? build(
          String(first[0]),
          first.slice(1).map((each) => leafOf(each)!),
        )
      : undefined);
  const shape = rest as unknown as Shape;
  if (value?.value === undefined) return undefined;
  return typeof value.value === 'number' ? inexact(value.value, shape) : rational(value.value, shape);
}

/** Heads that are another spelling of operations, with how many arguments they take. */
const HEADS = new Map<string, { readonly arity: readonly [number, number]; build(args: readonly Expr[]): Expr }>([
  ['Divide', { arity: [2, 2], build: ([a, b]) => divided(a!, b!) }],
  [
    'Subtract',
    { arity: [2, 2], build: ([a, b]) => node(operator('add'), [a!, node(operator('mul'), [minusOne, b!])]) },
  ],
  ['Negate', { arity: [1, 1], build: ([a]) => node(operator('mul'), [minusOne, a!]) }],
  ['InvisibleOperator', { arity: [1, Number.POSITIVE_INFINITY], build: (factors) => node(operator('mul'), factors) }],
  ['Delimiter', { arity: [1, 1], build: ([a]) => a! }],
  ['Square', { arity: [1, 1], build: ([a]) => node(pow, [a!, constant(2)]) }],
  ['Sqrt', { arity: [1, 1], build: ([a]) => node(pow, [a!, constant([1, 2])]) }],
  ['Root', { arity: [2, 2], build: ([a, n]) => node(pow, [a!, node(pow, [n!, minusOne])]) }],
  [
    'Log',
    {
      arity: [1, 2],
      build: ([a, b]) => (b === undefined ? called('log10', a!) : divided(called('log', a!), called('log', b))),
    },
  ],
  ['Cot', { arity: [1, 1], build: ([a]) => called('cot', a!) }],
  ['Sec', { arity: [1, 1], build: ([a]) => called('sec', a!) }],
  ['Csc', { arity: [1, 1], build: ([a]) => called('csc', a!) }],
]);

function divided(a: Expr, b: Expr): Expr {
  return node(operator('mul'), [a, node(pow, [b, minusOne])]);
}

function called(name: string, argument: Expr): Expr {
  return functionNamed(name)!.build([argument]);
}

function operator(name: string) {
  return operations().find((operation) => operation.name === name)!;
}

/** `['einsum', 'ik,lj->ijkl', factors…, sizes…]`, the sizes in the order of the result's letters and then of appearance. */
function einsumFrom(args: readonly Expr[]): Expr {
  const spec = args[0]?.name ?? '';
  const [inputs = '', output = ''] = spec.split('->');
  const words = inputs.split(',');
  const letters = [...new Set(`${output}${words.join('')}`)];
  const valid = /^[a-z]+(,[a-z]+)*->[a-z]{0,4}$/.test(spec) && new Set(output).size === output.length;
  const fits = args.length === 1 + words.length + letters.length && [...output].every((name) => inputs.includes(name));
  const factors = args.slice(1, 1 + words.length);
  if (!valid || !fits || factors.some((factor, k) => indexShape(factor.shape).length !== words[k]!.length)) {
    throw new ArgumentError({ where: 'fromJSON: einsum', expected: 'factors and sizes that fit it', got: short(spec) });
  }
  const sizes = args.slice(1 + words.length).map(sizeOf);
  return fromEinsum(spec, factors, new Map(letters.map((name, k) => [name, sizes[k]!])));
}

function sizeOf(arg: Expr): number | string {
  if (arg.name !== undefined && arg.shape.length === 0) return arg.name;
  const value = arg.toNumber();
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new ArgumentError({ where: 'fromJSON', expected: 'a size', got: short(String(arg)) });
}

function build(head: string, args: readonly Expr[]): Expr {
  if (head === 'Rational' && args.length === 2) {
    const [num, den] = args.map((arg) => arg.value);
    if (num instanceof Rational && den instanceof Rational && !den.isZero) return rational(num.times(den.inverse()));
  }
  if (head === 'eye' && args.length === 1) return functionNamed('eye')!.build(args);
  if (head === 'size' && args.length > 0) return sizeExpr(args.map(sizeOf).reduce(timesSize));
  if (head === 'pair' && args.length === 2) return selector(args.map(sizeOf));
  if (head === 'einsum') return einsumFrom(args);
  const alias = HEADS.get(head);
  const operation = operations().find(({ name, mathJson }) => mathJson === head || name === head);
  const arity = alias?.arity ?? operation?.arity;
  if (arity === undefined)
    throw new ArgumentError({ where: 'fromJSON', expected: 'a known head', got: head.slice(0, 60) });
  const [least, most] = arity;
  if (args.length < least || args.length > most) {
    throw new ArgumentError({
      where: `fromJSON: ${head}`,
      expected: `${least} to ${most} arguments`,
      got: `${args.length}`,
    });
  }
  return alias === undefined ? node(operation!, args) : alias.build(args);
}
