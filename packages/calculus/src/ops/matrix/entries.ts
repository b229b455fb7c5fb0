/**
 * Index notation as it is printed and read,
 *
 *     2*A[i,k]*δ[j,l] + sum_p(B[i,p]*C[p,j])*v[k]*w[l]
 *
 * A formula with entries stands for the tensor over the letters that no `sum_…` binds, in alphabetical order. While it is
 * read, entries are scalars; `settleEntries` then gathers every product of them into one index form.
 */
import { ShapeError } from '@nablajs/core-wasm';
import { type Expr, node } from '../../expr/node.js';
import type { Operation } from '../../expr/operation.js';
import { isScalar } from '../../expr/shape.js';
import { postorder } from '../../expr/walk.js';
import { add, mul } from '../arithmetic.js';
import type { FunctionEntry } from '../table.js';
import { eye, isIdentity, sized } from './identity.js';
import { indexShape, isRow, type Label, Labels, type Size } from './indexForm.js';
import { indexed } from './tensor.js';
import { transpose } from './transpose.js';
import { ones } from './zeros.js';

const letters = new WeakMap<Operation, readonly string[]>();

/** A[i,k], a scalar until it is settled. */
export function entry(of: Expr, at: readonly string[]): Expr {
  return node(lettered('entry', at, 1), [of]);
}

/** δ[i,k], whose size the other factors give. */
export function delta(at: readonly string[]): Expr {
  return node(lettered('delta', at, 0), []);
}

/** The function `sum_pq(…)` of the grammar, which sums over the letters p and q. */
export function indexSum(name: string): FunctionEntry | undefined {
  const bound = /^sum_([a-z]+)$/.exec(name)?.[1];
  if (bound === undefined) return undefined;
  return { name, arity: [1, 1], build: (args) => node(lettered('sumOver', [...bound], 1), args) };
}

function lettered(name: string, at: readonly string[], count: number): Operation {
  return sized(`${name} ${at.join()}`, [], () => {
    const operation: Operation = { name, arity: [count, count], aliases: null, rank: 40, shape: () => [] };
    letters.set(operation, at);
    return operation;
  });
}

/** A factor with its letters; δ has no node until its size is known. */
interface Lettered {
  readonly node: Expr | undefined;
  readonly at: readonly string[];
}

interface Product {
  readonly coefficients: readonly Expr[];
  readonly factors: readonly Lettered[];
}

/**
 * The formula with index forms for its products of entries.
 * @throws ShapeError where a letter has two sizes or none, or a `sum_…` binds a letter that does not occur.
 */
export function settleEntries(f: Expr): Expr {
  const settled = new Settled();
  for (const each of postorder([f])) settled.visit(each);
  return settled.tensor(f).node!;
}

class Settled {
  /** Sums of products of entries, for the nodes that have letters; what has none is only rebuilt. */
  readonly #sums: Map<Expr, readonly Product[]> = new Map();
  readonly #plain: Map<Expr, Expr> = new Map();
  #bound = 0;

  visit(each: Expr): void {
    const { op } = each;
    const own = letters.get(op);
    if (op.name === 'delta' && own !== undefined) this.#keep(each, { node: undefined, at: own });
    else if (op.name === 'entry' && own !== undefined)
      this.#keep(each, { node: this.tensor(each.args[0]!).node, at: own });
    else if (own !== undefined) this.#sums.set(each, this.#bind(each, own));
    else if (!each.args.some((arg) => this.#sums.has(arg))) {
      const args = each.args.map((arg) => this.#plain.get(arg)!);
      this.#plain.set(each, args.every((arg, k) => arg === each.args[k]) ? each : node(op, args));
    } else if (op === add)
      this.#sums.set(
        each,
        each.args.flatMap((arg) => this.#products(arg)),
      );
    else if (op === mul && each.args.every((arg) => isScalar(arg.shape))) this.#sums.set(each, [this.#multiply(each)]);
    else this.#combine(each);
  }

  #keep(each: Expr, factor: Lettered): void {
    this.#sums.set(each, [{ coefficients: [], factors: [factor] }]);
  }

  #products(each: Expr): readonly Product[] {
    return this.#sums.get(each) ?? [{ coefficients: [this.#plain.get(each)!], factors: [] }];
  }

  /** Bound letters get names of their own, so that the same letter may be bound elsewhere. */
  #bind(each: Expr, names: readonly string[]): Product[] {
    return this.#products(each.args[0]!).map(({ coefficients, factors }) => {
      const place = this.#bound++;
      const rename = (letter: string): string => (names.includes(letter) ? `${letter}#${place}` : letter);
      const missing = names.find((letter) => !factors.some(({ at }) => at.includes(letter)));
      if (missing !== undefined)
        throw new ShapeError(`sum_${names.join('')}`, `an entry with the index ${missing}`, 'none');
      return { coefficients, factors: factors.map((factor) => ({ ...factor, at: factor.at.map(rename) })) };
    });
  }

  #multiply(each: Expr): Product {
    const parts = each.args.map((arg) => {
      const products = this.#products(arg);
      return products.length === 1 ? products[0]! : { coefficients: [], factors: [this.tensor(arg)] };
    });
    return {
      coefficients: parts.flatMap(({ coefficients }) => coefficients),
      factors: parts.flatMap(({ factors }) => factors),
    };
  }

  /** An operation on tensors: element by element it keeps their letters. */
  #combine(each: Expr): void {
    const args = each.args.map((arg) => this.tensor(arg));
    const made = node(
      each.op,
      args.map((arg) => arg.node!),
    );
    const at = args.find((arg) => arg.at.length > 0)?.at ?? [];
    if (each.op.shape !== undefined || at.length === 0) this.#plain.set(each, made);
    else this.#keep(each, { node: made, at });
  }

  /** The tensor over the free letters, in alphabetical order. */
  tensor(each: Expr): Lettered {
    const products = this.#sums.get(each);
    if (products === undefined) return { node: this.#plain.get(each)!, at: [] };
    const free = freeLetters(products);
    const sizes = sizesOf(products);
    const terms = products.map((product) => asTensor(product, free, sizes));
    return { node: terms.length === 1 ? terms[0]! : node(add, terms), at: free };
  }
}

function freeLetters(products: readonly Product[]): string[] {
  const all = new Set(products.flatMap(({ factors }) => factors.flatMap(({ at }) => at)));
  return [...all].filter((letter) => !letter.includes('#')).sort();
}

/** The size of every letter, from the factors' shapes; δ hands a size from one letter to the other. */
function sizesOf(products: readonly Product[]): Map<string, Size> {
  const sizes = new Map<string, Size>();
  const set = (letter: string, size: Size): void => {
    const known = sizes.get(letter) ?? size;
    if (known !== size) throw new ShapeError(`index ${letter.split('#')[0]}`, 'one size', `${known} and ${size}`);
    sizes.set(letter, size);
  };
  const factors = products.flatMap((product) => product.factors);
  for (const factor of factors) {
    if (factor.node !== undefined) indexShape(factor.node.shape).forEach((size, axis) => set(factor.at[axis]!, size));
  }
  let open = factors.filter((factor) => factor.node === undefined);
  for (let count = -1; open.length !== count; ) {
    count = open.length;
    open = open.filter(({ at }) => {
      const size = sizes.get(at[0]!) ?? sizes.get(at[1]!);
      if (size !== undefined) for (const letter of at) set(letter, size);
      return size === undefined;
    });
  }
  return sizes;
}

function asTensor({ coefficients, factors }: Product, free: readonly string[], sizes: ReadonlyMap<string, Size>): Expr {
  const labels = new Labels();
  const known = new Map<string, Label>();
  const sizeOf = (letter: string): Size => {
    const size = sizes.get(letter);
    if (size !== undefined) return size;
    throw new ShapeError(
      `index ${letter.split('#')[0]}`,
      'an entry that gives it a size, such as eye(n)[i,k]',
      'δ alone',
    );
  };
  const labelOf = (letter: string): Label => {
    const label = known.get(letter) ?? labels.fresh(sizeOf(letter));
    known.set(letter, label);
    return label;
  };
  const out = free.map(labelOf);
  const placed = factors.map((factor) => {
    const made = factor.node ?? eye(sizeOf(factor.at[0]!));
    return { node: isRow(made.shape) ? transpose(made) : made, at: factor.at.map(labelOf) };
  });
  for (const label of out) {
    if (!placed.some(({ at }) => at.includes(label))) placed.push({ node: ones([labels.size(label)]), at: [label] });
  }
  const single = placed.length === 1 && placed[0]!.at.every((label, axis) => label === out[axis]);
  const whole = single && !isIdentity(placed[0]!.node) && known.size === out.length;
  const tensor = whole ? placed[0]!.node : indexed(placed, out, free.join(''), labels);
  if (placed.length === 0) return coefficients.length === 1 ? coefficients[0]! : node(mul, [...coefficients]);
  return coefficients.length === 0 ? tensor : node(mul, [...coefficients, tensor]);
}
