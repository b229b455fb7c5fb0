/**
 * A product of indexed factors that has no matrix notation,
 *
 *     T[free] = Σ over the other labels of F₁[l₁, l₂]·F₂[l₂, l₃]·…
 *
 * printed in index form, `A[i,k]*B[l,j]`, with δ for the identity. It carries up to four free indices.
 */
import { type Expr, node } from '../../expr/node.js';
import { Binding, type Operation, type PrintContext, type Printed } from '../../expr/operation.js';
import { postorder } from '../../expr/walk.js';
import { contract } from './contract.js';
import { eye, isIdentity, sized } from './identity.js';
import { type Factor, type Label, Labels, type MatrixOperation, type Pulled, type Size, term } from './indexForm.js';
import { isOnes } from './zeros.js';

/** Places of the factors' indices: numbers below `free` are the node's own indices in order, the others are summed. */
interface Pattern {
  readonly at: readonly (readonly number[])[];
  readonly sizes: readonly Size[];
  readonly free: number;
  /** Letters of the free indices. */
  readonly names: string;
}

const SUMMED = 'pqrstuvwabcdefghxyzo';
const LETTERS = `ijklmn${SUMMED}`;

/** Letters for indices: the preferred ones, then the others, without the names and sizes of the formulas. */
export function indexLetters(formulas: readonly Expr[], preferred: string): string {
  const taken = new Set<string>();
  for (const { name, shape } of postorder(formulas)) {
    if (name !== undefined) taken.add(name);
    for (const size of shape) for (const part of String(size).split('*')) taken.add(part);
  }
  const others = [...preferred, ...LETTERS].filter((letter) => !taken.has(letter));
  return [...new Set([...others, ...preferred, ...LETTERS])].join('');
}

/** The tensor Σ Π factors with the free labels in the given order, written with the given letters. */
export function indexed(factors: readonly Factor[], free: readonly Label[], names: string, labels: Labels): Expr {
  const order = new Map<Label, number>(free.map((label, place) => [label, place]));
  for (const factor of factors) for (const label of factor.at) if (!order.has(label)) order.set(label, order.size);
  const pattern: Pattern = {
    at: factors.map((factor) => factor.at.map((label) => order.get(label)!)),
    sizes: [...order.keys()].map((label) => labels.size(label)),
    free: free.length,
    names: names.slice(0, free.length),
  };
  const key = `${JSON.stringify(pattern.at)} ${pattern.names}`;
  return node(
    sized(`indexed ${key}`, pattern.sizes, () => indexedOperation(pattern)),
    factors.map((factor) => factor.node),
  );
}

const patterns = new WeakMap<Operation, Pattern>();

/** What an index form computes as `einsum` says it, `ik,lj->ijkl`, with the size of every letter; undefined for other nodes. */
export function einsumOf(e: Expr): { spec: string; sizes: ReadonlyMap<string, Size> } | undefined {
  const pattern = patterns.get(e.op);
  if (pattern === undefined) return undefined;
  const names = letters(pattern, e);
  const inputs = pattern.at.map((places) => places.map((each) => names[each]).join(''));
  return {
    spec: `${inputs.join()}->${names.slice(0, pattern.free).join('')}`,
    sizes: new Map(names.map((name, place) => [name, pattern.sizes[place]!])),
  };
}

/** The index form that `einsumOf` describes. */
export function fromEinsum(spec: string, factors: readonly Expr[], sizes: ReadonlyMap<string, Size>): Expr {
  const [inputs, output] = spec.split('->') as [string, string];
  const labels = new Labels();
  const known = new Map([...sizes].map(([name, size]) => [name, labels.fresh(size)]));
  const places = (word: string): Label[] => [...word].map((name) => known.get(name)!);
  const indexedFactors = inputs.split(',').map((word, k) => ({ node: factors[k]!, at: places(word) }));
  return indexed(indexedFactors, places(output), output, labels);
}

function indexedOperation(pattern: Pattern): MatrixOperation {
  const operation: MatrixOperation = {
    name: 'indexed',
    arity: [1, Number.POSITIVE_INFINITY],
    aliases: null,
    rank: 39,
    shape: () => pattern.sizes.slice(0, pattern.free),
    factor: (self, at, labels) => term(...place(pattern, self, at, labels)),
    pull: (self, index, out, labels) => [pullFactor(pattern, self, index, out, labels)],
    numeric: (args, shape) => contract(args, pattern.at, shape.length),
    degree: (args) => args.reduce((total, arg) => total + arg.degree, 0),
    text: (context) => indexText(pattern, context),
    latex: (context) => indexLatex(pattern, context),
  };
  patterns.set(operation, pattern);
  return operation;
}

function place(pattern: Pattern, self: Expr, out: readonly Label[], labels: Labels): Factor[] {
  const all = pattern.sizes.map((size, place) => (place < pattern.free ? out[place]! : labels.fresh(size)));
  return self.args.map((arg, k) => ({ node: arg, at: pattern.at[k]!.map((each) => all[each]!) }));
}

function pullFactor(pattern: Pattern, self: Expr, index: number, out: readonly Label[], labels: Labels): Pulled {
  const placed = place(pattern, self, out, labels);
  const others = placed.filter((_, k) => k !== index);
  const at: Label[] = [];
  for (const label of placed[index]!.at) {
    if (!at.includes(label)) at.push(label);
    else {
      const copy = labels.fresh(labels.size(label));
      others.push({ node: eye(labels.size(label)), at: [label, copy] });
      at.push(copy);
    }
  }
  return { ...term(...others), at };
}

function letters(pattern: Pattern, node: Expr): string[] {
  const summed = [...indexLetters([node], SUMMED)].filter((letter) => !pattern.names.includes(letter));
  return pattern.sizes.map((_, k) => (k < pattern.free ? pattern.names[k]! : summed[k - pattern.free]!));
}

/** Whether a factor other than δ has one of the indices, or a δ joins it to such an index. */
function hasKnownSize(pattern: Pattern, args: readonly Expr[], at: readonly number[]): boolean {
  const known = new Set(pattern.at.filter((_, k) => !isIdentity(args[k]!)).flat());
  for (let count = -1; count !== known.size; ) {
    count = known.size;
    for (const places of pattern.at)
      if (places.some((each) => known.has(each))) for (const each of places) known.add(each);
  }
  return at.some((each) => known.has(each));
}

function indexText(pattern: Pattern, context: PrintContext): Printed {
  const names = letters(pattern, context.node);
  const { args } = context.node;
  const factors = args.map((arg, k) => {
    const places = pattern.at[k]!;
    const short = isIdentity(arg) && hasKnownSize(pattern, args, places);
    return `${short ? 'δ' : context.part(k, Binding.atom)}[${places.map((each) => names[each]).join(',')}]`;
  });
  const product = factors.join('*');
  const summed = names.slice(pattern.free);
  if (summed.length === 0) return { text: product, binding: factors.length === 1 ? Binding.atom : Binding.product };
  return { text: `sum_${summed.join('')}(${product})`, binding: Binding.atom };
}

function indexLatex(pattern: Pattern, context: PrintContext): Printed {
  const names = letters(pattern, context.node);
  const factors = context.node.args.map((arg, k) => {
    const at = pattern.at[k]!.map((each) => names[each]).join('');
    if (isIdentity(arg)) return `\\delta_{${at}}`;
    if (isOnes(arg)) return `\\mathbf{1}_{${at}}`;
    const base = arg.args.length === 0 ? context.part(k, Binding.atom) : `\\left(${context.part(k, 0)}\\right)`;
    return `${base}_{${at}}`;
  });
  const summed = names.slice(pattern.free);
  const sign = summed.length === 0 ? '' : `\\sum_{${summed.join(',')}} `;
  return { text: `${sign}${factors.join(' ')}`, binding: Binding.product };
}
