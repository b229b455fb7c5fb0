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
 * over. Without `->` the output has the letters that occur once, in alphabetical order. Spaces are ignored.
 *
 * Operands are contracted two at a time, smallest intermediate result first. The result is newly allocated.
 *
 * @param spec one list of letters (a–z, A–Z) for each operand, separated by commas, and optionally `->` and the output's.
 * @param operands tensors of one dtype, of rank at most 4.
 * @throws ArgumentError when the specification is malformed, or uses `...`.
 * @throws ShapeError when a rank or a length does not fit its labels, or the output has more than 4 axes.
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
 * ```
 */
export function einsum(spec: string, ...operands: Tensor[]): Tensor {
  const { inputs, output } = parseSpec(spec, operands.length);
  const first = requireTensor('einsum', operands[0]);
  for (const operand of operands) commonDType('einsum', first, operand);
  const lengths = measure(inputs, operands);
  const core = begin();
  try {
    const out = result(
      output.map((label) => lengths.get(label)!),
      first.dtype,
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

function parseSpec(spec: unknown, operands: number): Spec {
  const refuse = (expected: string): ArgumentError =>
    new ArgumentError({
      where: 'einsum',
      expected,
      got: typeof spec === 'string' ? `"${spec.slice(0, 80)}"` : typeof spec,
    });
  if (typeof spec !== 'string') throw refuse('a specification like "ij,jk->ik"');
  if (spec.includes('.')) throw refuse('a letter for every axis, since "..." is not supported');
  const [left, right, more] = spec.replace(/\s/g, '').split('->');
  if (more !== undefined || !/^[a-zA-Z,]*$/.test(left!) || !/^[a-zA-Z]*$/.test(right ?? '')) {
    throw refuse('letters and commas, and at most one "->" followed by letters');
  }
  const inputs = left!.split(',').map((letters) => [...letters]);
  if (operands === 0 || inputs.length !== operands) throw refuse(`labels for ${operands} operands (and at least one)`);
  const count = new Map<string, number>();
  for (const label of inputs.flat()) count.set(label, (count.get(label) ?? 0) + 1);
  const output = right === undefined ? [...count.keys()].filter((label) => count.get(label) === 1).sort() : [...right];
  if (new Set(output).size !== output.length) throw refuse('each label of the output once');
  const unknown = output.find((label) => !count.has(label));
  if (unknown !== undefined) throw refuse(`labels of the output to occur in an operand ("${unknown}" does not)`);
  return { inputs, output };
}

/** The length of each label. */
function measure(inputs: Spec['inputs'], operands: readonly Tensor[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const [i, labels] of inputs.entries()) {
    const { shape } = operands[i]!;
    if (shape.length !== labels.length) {
      const expected = `rank ${labels.length} for the labels "${labels.join('')}" of operand ${i}`;
      throw new ShapeError('einsum', expected, `shape ${formatShape(shape)}`);
    }
    for (const [axis, label] of labels.entries()) {
      const length = shape[axis]!;
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
  for (const [axis, label] of labels.entries()) strides.set(label, (strides.get(label) ?? 0) + own[axis]!);
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
