import type { Expr } from '../expr/node.js';
import { product } from '../ops/arithmetic.js';
import { isIdentity } from '../ops/matrix/identity.js';
import type { Factor, Label, Labels, Term } from '../ops/matrix/indexForm.js';
import { isOnes, ones } from '../ops/matrix/zeros.js';
import { expandFactors } from './expandFactors.js';

/** A matrix between two labels: rows carry `a`, columns `b`. */
export interface Edge {
  readonly a: Label;
  readonly b: Label;
  readonly matrix: Expr;
}

/** A product of factors during reduction. */
export class IndexGraph {
  coefficient: Expr;
  edges: Edge[] = [];
  marks: Map<Label, Expr[]> = new Map();
  /** Factors of three and more indices. */
  tensors: Factor[] = [];

  constructor(
    form: Term,
    readonly free: readonly Label[],
    readonly labels: Labels,
  ) {
    const { coefficient, factors } = expandFactors(form, labels);
    this.coefficient = coefficient;
    for (const factor of mergeIdentities(factors, free)) this.add(factor);
  }

  add({ node, at }: Factor): void {
    if (at.length === 1) this.mark(at[0]!, node);
    else if (at.length === 2) this.edges.push({ a: at[0]!, b: at[1]!, matrix: node });
    else this.tensors.push({ node, at });
  }

  mark(label: Label, vector: Expr): void {
    const known = this.marks.get(label) ?? [];
    this.marks.set(label, isOnes(vector) ? known : [...known, vector]);
  }

  /** The element-wise product of the vectors at a label, if there are any. */
  vector(label: Label): Expr | undefined {
    const known = this.marks.get(label);
    return known === undefined || known.length === 0 ? undefined : product(known);
  }

  scale(by: Expr): void {
    this.coefficient = product([this.coefficient, by]);
  }

  edgesAt(label: Label): Edge[] {
    return this.edges.filter((edge) => edge.a === label || edge.b === label);
  }

  inTensor(label: Label): boolean {
    return this.tensors.some((factor) => factor.at.includes(label));
  }

  summed(): Label[] {
    const all = new Set<Label>(this.marks.keys());
    for (const { a, b } of this.edges) all.add(a).add(b);
    for (const factor of this.tensors) for (const label of factor.at) all.add(label);
    return [...all].filter((label) => !this.free.includes(label)).sort((x, y) => x - y);
  }
}

/** δ[i,j] with i or j summed renames one to the other. */
export function mergeIdentities(factors: readonly Factor[], free: readonly Label[]): Factor[] {
  let rest = [...factors];
  for (;;) {
    const index = rest.findIndex(
      ({ node, at }) => isIdentity(node) && at[0] !== at[1] && at.some((label) => !free.includes(label)),
    );
    if (index < 0) return rest;
    const [a, b] = rest[index]!.at as [Label, Label];
    const [kept, gone] = free.includes(b) ? [b, a] : [a, b];
    const used = rest.some((factor, k) => k !== index && factor.at.some((label) => label === kept || label === gone));
    const { node } = rest[index]!;
    rest = rest
      .filter((_, k) => k !== index)
      .map((factor) => ({ node: factor.node, at: factor.at.map((label) => (label === gone ? kept : label)) }));
    if (!used) rest.push({ node: ones([node.shape[0]!]), at: [kept] });
  }
}
