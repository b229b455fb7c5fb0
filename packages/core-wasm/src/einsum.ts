/**
 * Einstein summation: C[output] = Σ A[labels]·B[labels]·…, the sum over all labels that are not in the output. Planned
 * here as contractions of two operands at a time, each of which is a batch of matrix products (contraction.ts).
 */
import { commonDType } from './blas.js';
import { type Contraction, contract, copyLabelled, extent, type Labelled, rowMajor, sumAway } from './contraction.js';
import { ArgumentError } from './errors.js';
import { begin, end, keep, pin, result } from './operation.js';
import { formatShape, ShapeError, stridesOf } from './shape.js';
import { requireTensor, type Tensor } from './tensor.js';

/**
 * A sum of products of tensors written with index labels, as in NumPy: `'ij,jk->ik'` is the matrix product. Every letter
 * names an axis; a letter that is repeated within an operand takes its diagonal; letters missing after `->` are summed
 * over. `...` stands for the axes without a letter, from the right the same in all operands; among these an axis of
 * length 1 is broadcast. Without `->` the output has `...` and then the letters that occur once, in alphabetical order.
 * Spaces are ignored.
 *
 * Operands are contracted two at a time, smallest intermediate result first. The result is newly allocated.
 *
 * @param spec one list of letters (a–z, A–Z) and at most one `...` for each operand, separated by commas, and optionally
 * `->` and the output's.
 * @param operands tensors of one dtype, of rank at most 4.
 * @throws ArgumentError when the specification is malformed.
 * @throws ShapeError when a rank or a length does not fit its labels, the output has more than 4 axes, or it lacks the
 * `...` for axes that operands have.
 * @throws DTypeError when dtypes differ.
 *
 * Source: A. Einstein, "Die Grundlage der allgemeinen Relativitätstheorie", Ann. Phys. 354, 1916; NumPy's einsum.
 *
 * @example
 * ```ts
 * import { einsum, tensor } from '@nablajs/core-wasm';
 *
 * const a = tensor([[1, 2], [3, 4]]);
 * console.log(einsum('ij,jk->ik', a, a).toArray()); // [ [ 7, 10 ], [ 15, 22 ] ]
 * console.log(einsum('ii', a).item()); // 5, the trace
 * console.log(einsum('ij->j', a).toArray()); // [ 4, 6 ], sums of columns
 * console.log(einsum('...i->...', a).toArray()); // [ 3, 7 ], sums over the last axis
 * ```
 */
export function einsum(spec: string, ...operands: Tensor[]): Tensor {
  const parsed = parseSpec(spec, operands.length);
  const first = requireTensor('einsum', operands[0]);
  for (const operand of operands) commonDType('einsum', first, operand);
  const { inputs, output } = spread(parsed, operands);
  const lengths = measure(inputs, operands);
  const core = begin();
  try {
    const out = result(
      output.map((label) => lengths.get(label)!),
      first.dtype,
      'einsum',
    );
    const context: Contraction = { core, dtype: first.dtype, lengths };
    let factors = operands.map((operand, i) => withDiagonals(inputs[i]!, operand));
    factors = factors.map((factor, i) => sumAway(context, factor, neededBesides(factors, [i], output)));
    while (factors.length > 1) {
      const [i, j] = cheapestPair(factors, output, lengths);
      const product = contract(context, factors[i]!, factors[j]!, neededBesides(factors, [i, j], output));
      factors = [...factors.filter((_, at) => at !== i && at !== j), product];
    }
    copyLabelled(context, factors[0]!, rowMajor(output, lengths, pin(out)));
    return keep(out);
  } finally {
    end();
  }
}

interface Spec {
  readonly inputs: readonly (readonly string[])[];
  readonly output: readonly string[];
}

const ELLIPSIS = '...';
const LABELS = /\.\.\.|[a-zA-Z]/g;
/** Label of an axis of length 1 under an ellipsis: the operand has one element for all of its values. */
const BROADCAST = '';

function parseSpec(spec: unknown, operands: number): Spec {
  const refuse = (expected: string): ArgumentError =>
    new ArgumentError({
      where: 'einsum',
      expected,
      got: typeof spec === 'string' ? `"${spec.slice(0, 80)}"` : typeof spec,
    });
  if (typeof spec !== 'string') throw refuse('a specification like "ij,jk->ik"');
  const [left, right, more] = spec.replace(/\s/g, '').split('->');
  const parts = left!.split(',');
  if (more !== undefined || ![...parts, right ?? ''].every(isList)) {
    throw refuse('letters and commas, "..." at most once in a list, and at most one "->" followed by letters');
  }
  const inputs = parts.map((part) => part.match(LABELS) ?? []);
  if (operands === 0 || inputs.length !== operands) throw refuse(`labels for ${operands} operands (and at least one)`);
  const count = new Map<string, number>();
  for (const label of inputs.flat()) count.set(label, (count.get(label) ?? 0) + 1);
  const output = right === undefined ? implied(count) : (right.match(LABELS) ?? []);
  if (new Set(output).size !== output.length) throw refuse('each label of the output once');
  const unknown = output.find((label) => label !== ELLIPSIS && !count.has(label));
  if (unknown !== undefined) throw refuse(`labels of the output to occur in an operand ("${unknown}" does not)`);
  return { inputs, output };
}

/** Whether these are letters with at most one ellipsis. */
function isList(part: string): boolean {
  const pieces = part.split(ELLIPSIS);
  return pieces.length <= 2 && pieces.every((piece) => /^[a-zA-Z]*$/.test(piece));
}

/** The output's labels where it is not given. */
function implied(count: ReadonlyMap<string, number>): string[] {
  const single = [...count.keys()].filter((label) => label !== ELLIPSIS && count.get(label) === 1).sort();
  return count.has(ELLIPSIS) ? [ELLIPSIS, ...single] : single;
}

/** The specification with labels of their own, `.0`, `.1`, … from the right, for the axes of an ellipsis. */
function spread({ inputs, output }: Spec, operands: readonly Tensor[]): Spec {
  const width = (labels: readonly string[], i: number): number =>
    labels.includes(ELLIPSIS) ? Math.max(operands[i]!.shape.length - labels.length + 1, 0) : 0;
  const widths = inputs.map(width);
  const widest = Math.max(0, ...widths);
  const names = (count: number): string[] => Array.from({ length: count }, (_, k) => `.${count - 1 - k}`);
  if (widest > 0 && !output.includes(ELLIPSIS)) {
    throw new ShapeError('einsum', 'a "..." in the output', `${widest} axes under the operands’ "..."`);
  }
  const expand = (labels: readonly string[], count: number): string[] =>
    labels.flatMap((label) => (label === ELLIPSIS ? names(count) : [label]));
  const expanded = inputs.map((labels, i) => expand(labels, widths[i]!));
  // A label that is longer than 1 somewhere is left out where it is 1.
  const longer = new Set<string>();
  for (const [i, labels] of expanded.entries()) {
    for (const [axis, label] of labels.entries()) if (operands[i]!.shape[axis] !== 1) longer.add(label);
  }
  return {
    inputs: expanded.map((labels, i) =>
      labels.map((label, axis) =>
        label[0] === '.' && longer.has(label) && operands[i]!.shape[axis] === 1 ? BROADCAST : label,
      ),
    ),
    output: expand(output, widest),
  };
}

/** The length of each label. */
function measure(inputs: Spec['inputs'], operands: readonly Tensor[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const [i, labels] of inputs.entries()) {
    const { shape } = operands[i]!;
    if (shape.length !== labels.length) {
      const letters = labels.filter((label) => /[a-zA-Z]/.test(label)).join('');
      const expected = `rank ${labels.length} for the labels "${letters}" of operand ${i}`;
      throw new ShapeError('einsum', expected, `shape ${formatShape(shape)}`);
    }
    for (const [axis, label] of labels.entries()) {
      const length = shape[axis]!;
      if (label === BROADCAST) continue;
      const known = lengths.get(label) ?? length;
      if (known !== length) throw new ShapeError('einsum', `one length for label "${label}"`, `${known} and ${length}`);
      lengths.set(label, length);
    }
  }
  return lengths;
}

/** The operand's elements; a repeated label walks along the diagonal of its axes. */
function withDiagonals(labels: readonly string[], operand: Tensor): Labelled {
  const own = stridesOf(operand.shape);
  const strides = new Map<string, number>();
  for (const [axis, label] of labels.entries()) {
    if (label !== BROADCAST) strides.set(label, (strides.get(label) ?? 0) + own[axis]!);
  }
  return { labels: [...strides.keys()], strides, ptr: pin(operand) };
}

/** The labels that the output or a factor other than the given ones needs. */
function neededBesides(
  factors: readonly Labelled[],
  given: readonly number[],
  output: readonly string[],
): ReadonlySet<string> {
  const others = factors.filter((_, i) => !given.includes(i));
  return new Set([...output, ...others.flatMap((factor) => factor.labels)]);
}

/** The pair whose product is smallest in relation to its factors. */
function cheapestPair(
  factors: readonly Labelled[],
  output: readonly string[],
  lengths: ReadonlyMap<string, number>,
): [number, number] {
  let best: [number, number] = [0, 1];
  let least = Infinity;
  for (let i = 0; i < factors.length; i++) {
    for (let j = i + 1; j < factors.length; j++) {
      const needed = neededBesides(factors, [i, j], output);
      const [a, b] = [factors[i]!.labels, factors[j]!.labels];
      const labels = [...new Set([...a, ...b])].filter((label) => needed.has(label));
      const cost = extent(labels, lengths) - extent(a, lengths) - extent(b, lengths);
      if (cost < least) [least, best] = [cost, [i, j]];
    }
  }
  return best;
}
